"""事件: what the journal tells of annual reports that are collected, sent back and answered."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

COLLECTION_OPENED = Event("reporting.collection_opened", _("Collection of annual reports opened"))
COLLECTION_CLOSED = Event("reporting.collection_closed", _("Collection of annual reports closed"))
COLLECTED = Event("reporting.collected", _("Annual reports collected"))
READ = Event("reporting.read", _("Annual report read and checked"))
ORGAN_CHOSEN = Event("reporting.organ_chosen", _("Chosen from which organ an annual report is"))
CHECKED_AGAIN = Event("reporting.checked_again", _("Annual reports given to be checked again"))
SET_ASIDE = Event("reporting.set_aside", _("Annual report set aside"))
ACCEPTED = Event("reporting.accepted", _("Annual report accepted"))
REMARK_WRITTEN = Event("reporting.remark_written", _("Remark on an annual report written"))
SENT_BACK = Event("reporting.sent_back", _("Annual reports sent back"))
RETURN_WITHDRAWN = Event("reporting.return_withdrawn", _("Sending back withdrawn"))
HANDED_IN = Event("reporting.handed_in", _("Annual report handed in"))
ANSWERED = Event("reporting.answered", _("Answered what was sent back"))
