"""页面语言: the language in which the present page speaks, as the core calls its two."""

from django.utils.translation import get_language

from gongkai.core.findings import Language


def language_now() -> Language:
    """The language of the page; Chinese where none was chosen."""
    return "en" if (get_language() or "").startswith("en") else "zh"
