"""文件名: a name as uploaded, without anything that could lead elsewhere or deceive the eye."""

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters that are not seen: controls, marks that turn the direction of writing, unknown ones."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|COM[0-9¹²³]|LPT[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def cleaned(name: str) -> str:
    r"""The name alone, without folders, unseen characters, dots before it, and signs and names that a system reserves.

    >>> cleaned("../../etc/passwd"), cleaned("C:\\a\\报告.pdf"), cleaned("报告\u202efdp.exe"), cleaned("con.txt")
    ('passwd', '报告.pdf', '报告fdp.exe', '_con.txt')
    >>> cleaned("..."), cleaned(".htaccess"), cleaned("a\r\nX: y.txt")
    ('_', 'htaccess', 'aX_ y.txt')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(character for character in last if unicodedata.category(character) not in _UNSEEN)
    plain = _NOT_IN_NAMES.sub("_", " ".join(seen.split())).strip(". ")
    return f"_{plain}" if not plain or _DEVICE.match(plain) else plain


def ending(name: str) -> str:
    """What stands behind the last full stop, in small letters; empty where there is none.

    >>> ending("报告.定稿.PDF"), ending("报告")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower() if "." in name else ""
