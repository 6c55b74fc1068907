"""脱敏: personal data as pages of the staff show them. What is published is de-identified by people, not by this.

Only what is surely of the kind is shown in part; whatever else stands there is hidden whole.
"""

import re
import unicodedata
from collections.abc import Callable

from gongkai.platform.refusals import ProgrammingMistake

HIDDEN = "***"

_SURNAMES = re.compile(
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|"
    "慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|闾丘|令狐|百里|呼延|东郭|南门|西门|第五"
)
_AREA = re.compile(r".*(?:村|街道|镇|乡|社区|(?<!小)区|县|市|省|自治州|盟|旗)")
"""As far as an address is shown: down to the village or community."""


def mask(kind: str, value: str) -> str:
    """The value of that kind with its telling part hidden.

    >>> mask("id_number", "11010519491231002X"), mask("mobile", "13812345678"), mask("landline", "010-12345678")
    ('110105********002X', '138****5678', '010-********')
    >>> mask("bank_card", "6222021234567890123"), mask("email", "zhang@example.com"), mask("name", "欧阳小明")
    ('6222***********0123', 'z***@example.com', '欧阳**')
    >>> mask("address", "甲省乙市丙区丁街道戊社区3号楼201室"), mask("mobile", "12")
    ('甲省乙市丙区丁街道戊社区***', '***')
    """
    if kind not in MASKS:
        raise ProgrammingMistake(f"no kind of personal data: {kind}")
    return MASKS[kind](unicodedata.normalize("NFKC", value).strip()) if value else ""


def _between(shown_first: int, shown_last: int, pattern: str) -> Callable[[str], str]:
    """Shows the first and last characters of what fits the pattern when blanks and hyphens are left out."""

    def masked(text: str) -> str:
        plain = re.sub(r"[\s\-]", "", text)
        if not re.fullmatch(pattern, plain):
            return HIDDEN
        return plain[:shown_first] + "*" * (len(plain) - shown_first - shown_last) + plain[-shown_last:]

    return masked


def _landline(text: str) -> str:
    """The area code stays."""
    found = re.fullmatch(r"[(]?(0\d{2,3})[)\s\-]*(\d{7,8})(?:[\-\s转]*\d{1,6})?", text)
    return f"{found[1]}-{'*' * len(found[2])}" if found else HIDDEN


def _email(text: str) -> str:
    """The first character and the domain stay."""
    local, _, domain = text.rpartition("@")
    return f"{local[:1]}{HIDDEN}@{domain}" if local else HIDDEN


def _name(text: str) -> str:
    """The surname stays."""
    if not re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}", text):
        return text[:1] + HIDDEN
    shown = 2 if len(text) > 2 and _SURNAMES.match(text) else 1
    return text[:shown] + "*" * (len(text) - shown)


def _address(text: str) -> str:
    found = _AREA.match(text)
    return (found[0] if found else "") + HIDDEN


MASKS: dict[str, Callable[[str], str]] = {
    "id_number": _between(6, 4, r"\d{15}|\d{17}[\dXx]"),
    "mobile": _between(3, 4, r"1[3-9]\d{9}"),
    "landline": _landline,
    "bank_card": _between(4, 4, r"\d{13,19}"),
    "email": _email,
    "name": _name,
    "address": _address,
}
"""Kind → how a value of it is masked."""
