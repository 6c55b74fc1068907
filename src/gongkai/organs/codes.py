"""机构代码: organisation codes (GB 11714) and unified social credit codes (GB 32100), held to their check digits.

>>> is_organisation_code("00001434-9"), is_organisation_code("000014349"), is_organisation_code("00001434-8")
(True, True, False)
>>> is_credit_code("91350100M000100Y43"), is_credit_code("91350100M000100Y44")
(True, False)
"""

import re

from stdnum.cn import uscc

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")


def compact(code: str) -> str:
    """The code without blanks and hyphens, in capitals.

    >>> compact(" 00693974-8")
    '006939748'
    """
    return re.sub(r"[\s\-－—]", "", code).upper()


def check_digit(body: str) -> str:
    """The check digit of the first eight characters of an organisation code.

    >>> check_digit("00001434"), check_digit("00693974")
    ('9', '8')
    """
    rest = 11 - sum(weight * _DIGITS.index(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def is_organisation_code(code: str) -> bool:
    """Whether it is an organisation code whose check digit is right, with or without its hyphen."""
    code = compact(code)
    return bool(_CODE.fullmatch(code)) and check_digit(code[:8]) == code[8]


def is_credit_code(code: str) -> bool:
    """Whether it is a unified social credit code whose check digits are right."""
    return bool(uscc.is_valid(compact(code)))
