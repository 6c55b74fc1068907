"""网址: the routes of this application."""

from django.urls import path

from gongkai.organs.views import organs, people, sign_in, workbook

app_name = "organs"
urlpatterns = [
    path("", organs.organ_list, name="list"),
    path("roles/", organs.roles, name="roles"),
    path("new/", organs.set_up, name="set_up"),
    path("<int:number>/", organs.organ_page, name="organ"),
    path("<int:number>/rename/", organs.rename, name="rename"),
    path("<int:number>/move/", organs.move, name="move"),
    path("<int:number>/reports-into/", organs.reports_into, name="reports_into"),
    path("<int:number>/merge/", organs.merge, name="merge"),
    path("<int:number>/abolish/", organs.abolish, name="abolish"),
    path("<int:number>/details/", organs.details, name="details"),
    path("workbook/", workbook.export, name="export"),
    path("workbook/import/", workbook.take_in, name="import"),
    path("people/", people.people_list, name="people"),
    path("people/new/", people.add, name="add_person"),
    path("people/<int:number>/", people.person_page, name="person"),
    path("people/<int:number>/change/", people.change, name="change_person"),
    path("people/<int:number>/move/", people.move, name="move_person"),
    path("people/<int:number>/deactivate/", people.deactivate, name="deactivate_person"),
    path("people/<int:number>/reactivate/", people.reactivate, name="reactivate_person"),
    path("people/<int:number>/password/", sign_in.give_password, name="give_password"),
    path("people/<int:number>/second-factor/remove/", sign_in.remove_second_factors, name="remove_second_factors"),
    path("people/<int:number>/sign-ins/end/", sign_in.end_all_sign_ins, name="end_all_sign_ins"),
    path("people/<int:number>/identity/link/", sign_in.link_identity, name="link_identity"),
    path("people/<int:number>/identity/unlink/", sign_in.unlink_identity, name="unlink_identity"),
    path("people/<int:number>/appoint/", people.appoint, name="appoint"),
    path("appointments/<int:number>/end/", people.end_appointment, name="end_appointment"),
    path("appointments/<int:number>/deputy/", people.name_deputy, name="name_deputy"),
    path("deputies/<int:number>/end/", people.end_deputy, name="end_deputy"),
]
