"""运行日志: a view that crashes over personal data leaves none of it in the log or in a mail."""

import logging

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from gongkai.config import urls
from gongkai.config.logging import MailHandler, MaskingFormatter, masked

NUMBER, PHONE, ADDRESS, NAME = "11010519491231002X", "13800138000", "zhang.san@example.com", "张三丰"


def crash(request, name):
    """Holds personal data in a variable, in what was sent, and in the message."""
    typed = request.POST["number"]
    secret_name = NAME
    raise ValueError(f"cannot read {typed} of {secret_name}, {PHONE}, {ADDRESS}")


def answer(request, status):
    """Answers with that status."""
    return HttpResponse(status=status)


crash.login_required = answer.login_required = False
urlpatterns = [path("crash/<str:name>/", crash), path("answer/<int:status>/", answer), *urls.urlpatterns]


@pytest.fixture
def record():
    """The record that the crash leaves for the log."""
    records: list[logging.LogRecord] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    log, keeper = logging.getLogger("django.request"), Keeper()
    log.addHandler(keeper)
    try:
        with override_settings(ROOT_URLCONF=__name__, ADMINS=[("a", "admin@example.com")]):
            client = Client(raise_request_exception=False)
            client.cookies["draft"] = NUMBER
            answer = client.post(
                f"/crash/{PHONE}/?who={NAME}", {"number": NUMBER}, headers={"Referer": f"https://x/{NUMBER}"}
            )
    finally:
        log.removeHandler(keeper)
    assert answer.status_code == 500
    assert NUMBER not in answer.content.decode()
    assert "Something went wrong" in answer.content.decode()
    return records[-1]


@pytest.mark.usefixtures("db")
def test_the_log_holds_no_personal_data(record) -> None:
    line = MaskingFormatter("%(levelname)s %(message)s").format(record)
    assert "ValueError" in line
    assert "test_logging.py" in line
    for told in (NUMBER, PHONE, ADDRESS, "who="):
        assert told not in line


@pytest.mark.usefixtures("db")
def test_the_mail_tells_where_and_nothing_that_was_typed(record) -> None:
    sent = mail.outbox[-1]
    assert "ValueError" in sent.body
    assert "crash/<str:name>/" in sent.body
    assert " crash" in sent.body
    whole = str(sent.message()) + sent.body + sent.subject
    for told in (NUMBER, PHONE, ADDRESS, NAME, "cannot read", "draft", "Referer"):
        assert told not in whole
    assert not sent.alternatives


@pytest.mark.usefixtures("db")
@override_settings(ADMINS=[("a", "admin@example.com")], ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("status", "mails"), [(500, 1), (503, 0)])
def test_that_the_site_is_busy_is_no_crash_and_sends_no_mail(status: int, mails: int) -> None:
    mail.outbox.clear()
    assert Client().get(f"/answer/{status}/").status_code == status
    assert len(mail.outbox) == mails


@override_settings(ADMINS=[("a", "admin@example.com")])
def test_a_mail_is_masked_even_where_the_log_line_itself_tells() -> None:
    mail.outbox.clear()
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "no luck with %s", (NUMBER,), None)
    handler = MailHandler(include_html=True)
    handler.handle(record)
    (sent,) = mail.outbox
    assert NUMBER not in str(sent.message()) + sent.body
    assert "no luck with" in sent.body


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id 110105194912310021.", "id [ID]."),
        ("id 110105491231002 old", "id [ID] old"),
        ("call +86 138-0013-8000", "call [PHONE]"),
        ("GET /staff/people/?q=张三&page=2 HTTP/1.1", "GET /staff/people/?*** HTTP/1.1"),
        ("/account/password/reset/key/a-b-c/", "/password/reset/key/***"),
        ("ERROR\nDETAIL:  Key (name)=(张三) already exists.\nnext", "ERROR\nDETAIL: ***\nnext"),
        ("a.b+c@mail.example.cn", "***@***"),
        ("entry 20260302 of 1234567", "entry 20260302 of 1234567"),
    ],
)
def test_what_is_masked_and_what_is_not(text: str, told: str) -> None:
    assert told in masked(text)
    assert masked(masked(text)) == masked(text)


def test_the_site_logs_through_the_mask() -> None:
    from django.conf import settings

    assert settings.LOGGING["handlers"]["mail"]["class"] == "gongkai.config.logging.MailHandler"
    for name in ("", "django.request", "django.server", "gongkai"):
        assert not [found for found in logging.getLogger(name).handlers if type(found).__module__.startswith("django")]
