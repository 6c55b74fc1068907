"""用语: the language that a page is in, as the core names it."""

from django.http import HttpRequest
from django.utils.translation import get_language_from_request

from gongkai.core.findings import Language


def language_of(request: HttpRequest) -> Language:
    """'en' for a page in English, else 'zh'."""
    code = getattr(request, "LANGUAGE_CODE", None) or get_language_from_request(request)
    return "en" if code.startswith("en") else "zh"
