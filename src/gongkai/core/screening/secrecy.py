"""密级标志: whether a text carries the mark of a state secret, as documents carry it.

GB/T 9704 sets level and period in the upper left corner of the first page: '秘密★1年'. The star makes a mark wherever
it stands, but in quotation marks within a sentence, which talks about marks; so does one that stands before the level,
on a line of its own with the period, or among characters written one below the other. Without a star the mark is one
where it stands as a mark does: behind '密级：', under a cell '密级', or alone in a line near the beginning, with or
without a period. Characters that are not seen hide no mark, and ㊙ is 秘密. Words of running text (商业秘密,
保守国家秘密法, 机密性) are none, nor are lists of levels to choose from. Work secrets and trade secrets (工作秘密,
商业秘密) are no state secrets, and their marks are not this module's business.
"""

import re
import unicodedata
from collections.abc import Iterable

NEAR_THE_BEGINNING = 10
"""Lines of a piece of text, blank ones not counted, in which a level alone in its line is a mark."""

LONGEST = 4_000_000
"""Characters of a piece that are looked at closely; a mark without a star stands at the beginning."""

_SHAPES = str.maketrans("絕機祕級長個⭐☆✩✭✮✯✰⋆∗", "绝机秘级长个★★★★★★★★★")
_BLANKS = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_BELOW_EACH_OTHER = re.compile(r"(?m)^ ?(\S|[0-9]{2,4}) ?\n\s*(?=(?:\S|[0-9]{2,4}) ?$)")
"""The end of a line of one character, with another such line next."""

_DIGITS = "[0-9一二三四五六七八九十百两]"
_LEVEL = "(?P<level>绝 ?密|机 ?密|秘 ?密)"
_DURATION = (
    rf"{_DIGITS}{{1,3}} ?个?(?:年|月|天|日)(?!度)|长 ?期|永 ?久|"
    rf"(?:至 ?)?{_DIGITS}{{4}}年(?:{_DIGITS}{{1,3}}月(?:{_DIGITS}{{1,3}}日)?)?"
)
_PERIOD = f"(?P<period>{_DURATION})"
_OTHER_SECRETS = "(?<!商业)(?<!工作)(?<!个人)(?<!审判)(?<!检察)"
_OPENING = "[\"'“‘「『《〈<]"

_STAR = rf"(?:★(?! ?★)|[*※](?= ?(?:{_DIGITS}|长|永))|\n ?★(?= ?(?:{_DURATION}) ?(?:\n|$)))"
_STARRED = (
    re.compile(rf"{_OTHER_SECRETS}{_LEVEL} ?级? ?{_STAR} ?{_PERIOD}?"),
    re.compile(rf"[(\[【〔] ?{_LEVEL} ?级? ?[)\]】〕] ?{_STAR} ?{_PERIOD}"),
    re.compile(rf"(?<!★)(?<!★ )★ ?{_LEVEL} ?级? ?{_PERIOD}"),
)
_QUOTED = re.compile(rf"[\u4e00-\u9fff、] ?{_OPENING} ?$")
_LABELLED = re.compile(
    rf"密 ?级(?: ?(?:和|及|与|、)保密期限)? ?[:：] ?[☑✓√■]? ?{_LEVEL}(?: ?级)?(?![性书函件资]) ?[★*·,;]? ?{_PERIOD}?"
)
_MORE_LEVELS = re.compile("[\\s/、,，或和及|□☑✓√■()（）]*(?:绝 ?密|机 ?密|秘 ?密|内 ?部|公 ?开|非 ?密|普 ?通)")
_ALONE = re.compile(rf"[\[【(]? ?{_LEVEL}(?: ?级)? ?[\])】]?(?: ?[·.:：\-—]? ?{_PERIOD})?")
_LABEL = re.compile("密 ?级(?:(?:和|及|与|、)保密期限)? ?[:：]?")


def mark_in(pieces: Iterable[str]) -> str:
    """The first mark found in the pieces of a text (its body, each header, …), as '机密★5年'; '' where there is none.

    >>> mark_in(["000001\\n机 密 ★ ５ 年\\n某市人民政府文件"]), mark_in(["保守商业秘密，注意数据的机密性。"])
    ('机密★5年', '')
    """
    for piece in pieces:
        text = _readable(piece)
        found = _starred(text) or _starred(_BELOW_EACH_OTHER.sub(r"\1", text)) or _labelled(text) or _alone(text)
        if found is not None:
            period = (found["period"] or "").replace(" ", "")
            return f"{found['level'].replace(' ', '')}★{period}"
    return ""


def _readable(piece: str) -> str:
    """The text in one shape: characters that look alike made the same, unseen ones left out, blanks one space."""
    seen = _UNSEEN.sub("", piece).replace("㊙", "秘密")
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", seen).translate(_SHAPES))


def _starred(text: str) -> re.Match[str] | None:
    """A level with its star, unless it is quoted within a sentence; the quotation marks of a table or of data around
    the whole of it don't count."""
    for shape in _STARRED:
        for found in shape.finditer(text):
            if not _QUOTED.search(text, max(found.start() - 4, 0), found.start()):
                return found
    return None


def _labelled(text: str) -> re.Match[str] | None:
    """A level behind '密级：', unless more levels stand behind it to choose from."""
    for found in _LABELLED.finditer(text):
        if not _MORE_LEVELS.match(text, found.end("level")):
            return found
    return None


def _alone(text: str) -> re.Match[str] | None:
    """A level alone in its line: with a period, under '密级', or near the beginning; several levels below each other
    are a list."""
    lines = [line.strip() for line in text[:LONGEST].split("\n") if line.strip()]
    alone = [(number, found) for number, line in enumerate(lines) if (found := _ALONE.fullmatch(line))]
    levels = {found["level"].replace(" ", "") for _, found in alone}
    for number, found in alone:
        under_label = number > 0 and _LABEL.fullmatch(lines[number - 1]) is not None
        if len(levels) == 1 and (found["period"] or under_label or number < NEAR_THE_BEGINNING):
            return found
    return None
