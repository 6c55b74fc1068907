"""事件: what happens to lists that the journal tells."""

from django.utils.translation import gettext_lazy as _

from gongkai.platform.audit.events import Event

LIST_EXPORTED = Event("lists.exported", _("List exported"))
VIEW_SAVED = Event("lists.view_saved", _("View of a list saved"))
VIEW_RENAMED = Event("lists.view_renamed", _("View of a list renamed"))
VIEW_CHOSEN = Event("lists.view_chosen", _("View chosen with which a list opens"))
VIEW_DELETED = Event("lists.view_deleted", _("View of a list deleted"))
