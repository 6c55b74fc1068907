"""事件: what the journal tells of uploaded files."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

FILES_ADDED = Event("files.added", _("Files were uploaded"))
FILE_REMOVED = Event("files.removed", _("A file was removed"))
MARKED_FILE_REFUSED = Event("files.marked_refused", _("A file with a mark of secrecy was refused"))
