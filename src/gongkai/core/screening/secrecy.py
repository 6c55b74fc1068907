"""密级标志: whether a text carries the mark of a state secret, as documents carry it.

GB/T 9704 sets level and period in the upper left corner of the first page: '秘密★1年'. The star makes a mark wherever
it stands, but in quotation marks within a sentence, which talks about marks. Without a star the mark is one where it
stands as a mark does: behind '密级：', under a cell '密级', or alone in a line near the beginning, with or without a
period. Words of running text (商业秘密, 保守国家秘密法, 机密性) are none, nor are lists of levels to choose from. Work
secrets and trade secrets (工作秘密, 商业秘密) are no state secrets, and their marks are not this module's business.
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

_DIGITS = "[0-9一二三四五六七八九十百两]"
_LEVEL = "(?P<level>绝 ?密|机 ?密|秘 ?密)"
_PERIOD = (
    rf"(?P<period>{_DIGITS}{{1,3}} ?个?(?:年|月|天|日)(?!度)|长 ?期|永 ?久|"
    rf"(?:至 ?)?{_DIGITS}{{4}}年(?:{_DIGITS}{{1,3}}月(?:{_DIGITS}{{1,3}}日)?)?)"
)
_OTHER_SECRETS = "(?<!商业)(?<!工作)(?<!个人)(?<!审判)(?<!检察)"
_OPENING = "[\"'“‘「『《〈<]"

_STAR = r"(?:★(?! ?★)|[*※](?= ?(?:[0-9一二三四五六七八九十百两]|长|永)))"
_STARRED = re.compile(rf"{_OTHER_SECRETS}{_LEVEL} ?级? ?{_STAR} ?{_PERIOD}?")
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
        text = _BLANKS.sub(" ", unicodedata.normalize("NFKC", piece).translate(_SHAPES))
        found = _starred(text) or _labelled(text) or _alone(text)
        if found is not None:
            period = (found["period"] or "").replace(" ", "")
            return f"{found['level'].replace(' ', '')}★{period}"
    return ""


def _starred(text: str) -> re.Match[str] | None:
    """A level with its star, unless it is quoted within a sentence; the quotation marks of a table or of data around
    the whole of it don't count."""
    for found in _STARRED.finditer(text):
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
