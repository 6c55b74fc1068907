"""事件: what the journal tells of organs, people and roles."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

ORGAN_SET_UP = Event("organs.organ_set_up", _("Organ set up"))
ORGAN_RENAMED = Event("organs.organ_renamed", _("Organ renamed"))
ORGAN_MOVED = Event("organs.organ_moved", _("Organ moved in the tree"))
REPORTS_INTO_SET = Event("organs.reports_into_set", _("Set into which organ an organ reports"))
ORGANS_MERGED = Event("organs.organ_merged", _("Organ merged into another"))
ORGAN_ABOLISHED = Event("organs.organ_abolished", _("Organ abolished"))
DETAILS_CHANGED = Event("organs.details_changed", _("Details of an organ changed"))
WORKBOOK_IMPORTED = Event("organs.workbook_imported", _("Organs imported from a workbook"))

ADMIN_CREATED = Event("organs.admin_created", _("Administrator of the installation created"))
PERSON_ADDED = Event("organs.person_added", _("Person added"))
PERSON_CHANGED = Event("organs.person_changed", _("Person changed"))
PERSON_MOVED = Event("organs.person_moved", _("Person moved to another organ"))
PERSON_DEACTIVATED = Event("organs.person_deactivated", _("Person deactivated"))
PERSON_REACTIVATED = Event("organs.person_reactivated", _("Person reactivated"))
PASSWORD_GIVEN = Event("organs.password_given", _("New password given to a person"))
SECOND_FACTORS_TAKEN = Event("organs.second_factors_removed", _("Lost second factor of a person removed"))
SIGN_INS_ENDED = Event("organs.sign_ins_ended", _("All sign-ins of a person ended"))
IDENTITY_LINKED = Event("organs.identity_linked", _("Identity of the identity provider linked"))
IDENTITY_UNLINKED = Event("organs.identity_unlinked", _("Identity of the identity provider unlinked"))

APPOINTED = Event("organs.appointed", _("Role given"))
APPOINTMENT_ENDED = Event("organs.appointment_ended", _("Role taken back"))
DEPUTY_NAMED = Event("organs.deputy_named", _("Deputy named"))
DEPUTY_ENDED = Event("organs.deputy_ended", _("Deputy ended"))
