"""网址: the routes of this application."""

from django.urls import URLPattern, path

from gongkai.reporting.views import collections, received, returned

app_name = "reporting"
urlpatterns: list[URLPattern] = [
    path("", collections.collection_list, name="list"),
    path("new/", collections.new, name="new"),
    path("<int:collection>/", collections.collection_page, name="collection"),
    path("<int:collection>/progress/", collections.progress, name="progress"),
    path("<int:collection>/add/", collections.add, name="add"),
    path("<int:collection>/send-back/", collections.send_back, name="send_back"),
    path("<int:collection>/check-again/", collections.check_again, name="check_all_again"),
    path("<int:collection>/close/", collections.close, name="close"),
    path("<int:collection>/return-list.<str:ending>", collections.return_list, name="return_list"),
    path("<int:collection>/hand-in/<int:organ>/", returned.hand_in_first, name="hand_in_first"),
    path("received/<int:report>/", received.report_page, name="report"),
    path("received/<int:report>/file/", received.file, name="file"),
    path("received/<int:report>/source/", received.source, name="source"),
    path("received/<int:report>/compare/", received.compare, name="compare"),
    path("received/<int:report>/organ/", received.choose, name="choose"),
    path("received/<int:report>/check-again/", received.check_again, name="check_again"),
    path("received/<int:report>/remark/", received.decide, {"decision": "remark"}, name="remark"),
    path("received/<int:report>/accept/", received.decide, {"decision": "accept"}, name="accept"),
    path("received/<int:report>/set-aside/", received.decide, {"decision": "set_aside"}, name="set_aside"),
    path("received/<int:report>/withdraw/", received.withdraw, name="withdraw"),
    path("returned/", returned.returned_list, name="returned_list"),
    path("returned/<int:returned>/", returned.returned_page, name="returned"),
    path("returned/<int:returned>/file/", returned.file, name="returned_file"),
    path("returned/<int:returned>/source/", returned.source, name="returned_source"),
    path("returned/<int:returned>/letter.<str:ending>", returned.letter, name="letter"),
    path("returned/<int:returned>/hand-in/", returned.hand_in, name="hand_in"),
    path("returned/<int:returned>/answer/", returned.answer, name="answer"),
]
