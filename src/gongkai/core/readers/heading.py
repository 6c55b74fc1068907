"""标题与元数据: whose report it is, for which year, and what the page says about it.

The title names the organ and the year; where it does not, the statistical period and the metadata do. The metadata
table of a page (索引号, 文号, 发布日期, 发布机构) is read from before the first chapter and from behind the last.
"""

import re

_YEAR = r"(?P<year>20\d\d|二[〇○Ο零O0][一二三四五六七八九〇○零]{2})"
_NAMED = re.compile(r"(?:政府信息|政务)公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:年度)?(?:报告|年报)")
_BEFORE = re.compile(
    rf"(?P<before>[\u4e00-\u9fff()（）·、〇]*?)[(（]?{_YEAR}年?度?[)）]?(?P<between>[\u4e00-\u9fff、]*)$"
)
_BEHIND = re.compile(rf"[(（]{_YEAR}年?度?[)）]")
_NOT_WORDS = re.compile(r"[^\u4e00-\u9fff·、]")
_PERIOD = re.compile(
    rf"(?:自|为|是|期限|时间|截至|从){{0,3}}[:：]?\s*{_YEAR}\s?年\s?1\s?月\s?1\s?日\s?起?\s?(?:至|到|[-—~～])"
)
_CHINESE_DIGITS = str.maketrans("〇○Ο零O一二三四五六七八九", "00000123456789")
_ABOUT = re.compile(r"^(?:关于|公布|发布|现将|现公布|编制|附件\d?)+")
_EDGES = re.compile(r"^[、()（）]+|[、()（）]+$")
_TAIL = re.compile(r"(?:关于|的|[(（])+$")
_GAP = r"[\s|:：\x1e\x1f【】\[\]]*"
_METADATA = (
    (
        "index_number",
        rf"(?:索\s*引\s*号|信息索取号|索取号|信息索引号){_GAP}(?P<value>[0-9A-Za-z][0-9A-Za-z\-/._()（）]{{3,60}})",
    ),
    (
        "document_number",
        rf"(?:发文字号|文\s*号|文件编号){_GAP}(?P<value>[\u4e00-\u9fff]{{1,14}}[〔\[(（]\d{{4}}[〕\])）]\d{{1,5}}号)",
    ),
    (
        "published_on",
        rf"(?:发布日期|发布时间|公开日期|公开时间|公布日期|发文日期|发布于){_GAP}(?P<value>20\d\d\s?[-年/.]\s?\d{{1,2}}\s?[-月/.]\s?\d{{1,2}})",
    ),
    (
        "publisher",
        rf"(?:发布机构|发布单位|公开机构|公开单位|信息来源|发文机关|来\s*源|公开责任部门|发布部门|作\s*者){_GAP}(?P<value>[\u4e00-\u9fff]{{2,40}})",
    ),
)
_COMPILED = tuple((key, re.compile(pattern)) for key, pattern in _METADATA)
_NO_PUBLISHER = ("字体", "打印", "浏览", "发布", "公开", "索引", "文号", "主题", "标题", "信息")


def title(text: str) -> tuple[str | None, int | None]:
    """The organ and the year that the report's title names, each None where it does not."""
    head = "".join(text[:2500].split())
    organ = None
    for match in _NAMED.finditer(head):
        before = head[max(match.start() - 60, 0) : match.start()]
        behind = _BEHIND.match(head, match.end())
        if behind:
            return _organ(_words_before(before)), _year(behind["year"])
        dated = _BEFORE.search(before)
        if dated:
            return _organ(dated["before"]) or _organ(dated["between"]), _year(dated["year"])
        organ = organ or _organ(_words_before(before))
    return organ, None


def _words_before(text: str) -> str:
    return _NOT_WORDS.split(text)[-1]


def _organ(words: str) -> str | None:
    name = _TAIL.sub("", _ABOUT.sub("", _EDGES.sub("", words)))
    for sign in ("当前位置", "首页", "政府信息公开年报", "法定主动公开内容", "政府信息公开"):
        name = name.rsplit(sign, 1)[-1]
    if name.endswith("人民"):  # 某县人民政府信息公开…: the two words share 政府
        name += "政府"
    return name if len(name) >= 2 else None


def _year(digits: str) -> int:
    return int(digits.translate(_CHINESE_DIGITS))


def period_year(text: str) -> int | None:
    """The year of the statistical period (…年1月1日起至12月31日止), or None."""
    match = _PERIOD.search(text)
    return _year(match["year"]) if match else None


def metadata(parts: list[str]) -> dict[str, str | None]:
    """The page's own data: index and document number as printed, the day of publication as YYYY-MM-DD, the publisher;
    None where it says nothing. Looked for in each of `parts`, in order."""
    found: dict[str, str | None] = {}
    for key, pattern in _COMPILED:
        found[key] = None
        for part in parts:
            match = pattern.search(part)
            value = _tidy(key, match["value"]) if match else None
            if value is not None:
                found[key] = value
                break
    return found


def _tidy(key: str, value: str) -> str | None:
    if key == "published_on":
        year, month, day = (int(number) for number in re.findall(r"\d+", value))
        return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    if key == "publisher":
        return None if value.startswith(_NO_PUBLISHER) else value
    return value.rstrip(".-/")
