"""表单呈现: a list of choices says what Django's own templates say."""

import re

from django import forms
from django.forms.renderers import DjangoTemplates

from gongkai.platform.ui.rendering import Renderer

EVIL = '<b onclick="x">&'


class Odd(forms.Select):
    """With an option that has a template of its own."""

    option_template_name = "django/forms/widgets/radio_option.html"


def both(widget: forms.Widget, value: object = "1") -> list[str]:
    """Drawn by ours and by Django's, without what is between tags."""
    attrs = {"id": "one", "required": True, "disabled": False, "data-x": EVIL}
    drawn = [widget.render(EVIL, value, attrs, renderer=one) for one in (Renderer(), DjangoTemplates())]
    return [re.sub(r"\s*\n\s*", "", text).strip() for text in drawn]


def test_choices_are_drawn_as_django_draws_them() -> None:
    choices = [("", "—"), (1, EVIL), (EVIL, "two"), (EVIL, [(3, "three"), (4, EVIL)])]
    for widget in (forms.Select(choices=choices), forms.SelectMultiple(choices=choices), Odd(choices=choices)):
        ours, django_s = both(widget, ["1"] if isinstance(widget, forms.SelectMultiple) else "1")
        assert ours == django_s
        assert "<b " not in ours
