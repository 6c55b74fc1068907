"""The public pages as a visitor without an account opens them."""

from typing import Any

from django.test import Client
from django.urls import reverse

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def opened(route: str, *args: object, language: str = "zh", status: int = 200, **given: object) -> Any:
    """The page, in that language, with what a form of it was filled in with."""
    client = Client(headers={"accept-language": LANGUAGES[language]})
    page = client.get(reverse(route, args=args), given)
    assert page.status_code == status, (route, args, given, page.status_code)
    return page


def text(page: Any) -> str:
    """What the page says, as HTML."""
    found: str = page.content.decode()
    return found
