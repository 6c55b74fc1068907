"""主题: how the pages look: as usual, with high contrast, or in the edition for older people (适老版).

Chosen by a cookie, so that it needs no account and no script; it says nothing else about anybody.
"""

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COOKIE = "gongkai_theme"
STANDARD = "standard"

THEMES: dict[str, Promise] = {
    STANDARD: _("Standard"),
    "contrast": _("High contrast"),
    "elder": _("Large type"),
}
"""Key → its name. The key stands in the attribute `data-theme` of every page, for the style sheet."""


def theme_of(request: HttpRequest) -> str:
    """The key of the theme that this browser chose; the standard one where it chose none that we have."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else STANDARD


def theme(request: HttpRequest) -> dict[str, object]:
    """For the templates: the theme, and all there are."""
    return {"theme": theme_of(request), "themes": THEMES}
