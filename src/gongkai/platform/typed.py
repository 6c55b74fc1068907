"""录入: plain text and days as a person types them.

A name with characters that are not seen looks like another one, or reads backwards. Forms leave such characters out,
for they come along when text is pasted; actions refuse them, whichever way they came.
"""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.platform.refusals import Refused

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""Days outside of these are slips of the hand."""

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Categories of characters that are not seen: controls, marks that turn the direction of writing, halves, line ends."""

_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffe\uffff\U000e0000-\U000e0fff]"
)
"""Characters of other categories that show nothing: fillers, joiners, selectors of a variant."""


def plain(text: str) -> str:
    r"""The text without characters that are not seen, every run of blanks one space.

    >>> plain(" 东湖区\u200b教育\u202e局 "), plain("李\t娜\n"), plain("\u2060\u00ad\u3164")
    ('东湖区教育局', '李 娜', '')
    """
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    seen = "".join(character for character in spaced if unicodedata.category(character) not in _UNSEEN)
    return " ".join(_BLANK.sub("", seen).split())


def plain_lines(text: str) -> str:
    r"""The same of a text of several lines, which stay lines; no more than one empty line between two.

    >>> plain_lines("数字\u202e无误。\r\n\r\n\r\n\u200b\n见附件。 ")
    '数字无误。\n\n见附件。'
    """
    lines = "\n".join(map(plain, text.splitlines()))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def require_plain(text: str, field: str, *, lines: bool = False) -> None:
    """Raises Refused where the text holds characters that are not seen; blanks around it do not count, nor do the ends
    of `lines`."""
    text = text.replace("\r\n", "\n").replace("\n", " ") if lines else text
    unseen = [
        character for character in text.strip() if unicodedata.category(character) in _UNSEEN or _BLANK.match(character)
    ]
    if unseen:
        raise Refused(
            _("There is a character here that can't be seen (%(code)s): delete the text and type it anew.")
            % {"code": f"U+{ord(unseen[0]):04X}"},
            field=field,
        )


class PlainField(forms.CharField):
    """A line of plain text."""

    def to_python(self, value: Any) -> str:
        """The text, without what is not seen."""
        return plain(super().to_python(value))


class PlainText(forms.CharField):
    """Several lines of plain text."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text, without what is not seen."""
        return plain_lines(super().to_python(value))


def _is_within_reason(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(
            gettext_lazy("The day %(day)s can't be right: choose one from %(first)s to %(last)s."),
            params={"day": day, "first": FIRST_DAY, "last": LAST_DAY},
        )


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day within reason, chosen from a calendar where the browser has one."""
    limits = {"type": "date", "min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()}
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=limits),
        input_formats=["%Y-%m-%d"],
        validators=[_is_within_reason],
    )
