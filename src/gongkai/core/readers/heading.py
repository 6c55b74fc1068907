"""标题与元数据: whose report it is, for which year, and what the page says about it.

The title names the organ and the year; where it does not, the statistical period and the metadata do. The metadata
table of a page (索引号, 文号, 发布日期, 发布机构) is read from before the first chapter and from behind the last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_YEAR = r"20\d\d|二[〇○Ο零O0][一二三四五六七八九〇○零]{2}"
_NAMED = re.compile(
    r"(?:政\n?府\n?信\n?息|政\n?务)\n?公\n?开\n?(?:工\n?作\n?)?(?:情\n?况\n?)?的?\n?"
    rf"(?:[(\uff08]?(?P<within>{_YEAR})年?[)\uff09]?\n?)?(?:年?度\n?)?(?:工\n?作\n?)?(?:年?度\n?)?(?:报\n?告|年\n?报)"
)
_DATED = re.compile(rf"[(（]?(?P<year>{_YEAR})年?度?[)）]?(?P<between>[\u3400-\u9fff\U00020000-\U000323af、]*)$")
_BEHIND = re.compile(rf"\n?[(（](?P<year>{_YEAR})年?度?[)）]")
_NUMBERED = r"(?<!第)(?<!第\d)(?<!第\d\d)\d"
_NOT_WORDS = re.compile(rf"{_NUMBERED}|[^\u3400-\u9fff\U00020000-\U000323af·、\d]")
_NOT_NAME = re.compile(
    rf"{_NUMBERED}|(?!(?<=[\u4e00-\u9fff])[A-Z](?=[\u4e00-\u9fff]))[^\u3400-\u9fff\U00020000-\U000323af()（）“”·、〇\d]"
)
_ONE_LINE = re.compile(r"(?:第\d{1,3}|[\u3400-\u9fff\U00020000-\U000323af·])+")
_ORGAN_END = re.compile(
    r"(?:政府|[局厅委办院校站所会处部署队市县区乡镇]|中心|街道|机关|公司|中学|小学|大学|学院|办公室|管委会|[州盟旗])$"
)
_BESIDE_MENU = re.compile(
    r"[ \t\u00a0\u3000](?<=[\u3400-\u9fff\U00020000-\U000323af].)(?<![省市县区州盟旗镇乡].)"
    rf"(?=[\u3400-\u9fff\U00020000-\U000323af]{{1,8}}[省市县区镇乡州旗盟街][\u3400-\u9fff\U00020000-\U000323af]{{2,20}}[(（]?(?:{_YEAR}|政府信息))"
)
_BREAK = "\ue000"
_BREAKS = re.compile(f"{_BREAK}+")
_LINE = 60
_CITED = re.compile(r"(?:的|有关事项的|格式|编制|编写|等)[^\n]{0,12}?(?:通知|意见|要求|函)|(?:和发布)?有关事项|格式")
_PERIOD = re.compile(rf"(?P<year>{_YEAR})\s?年\s?1\s?月\s?1\s?日\s?起?\s?(?:至|到|[-—~～])")
_HEAD = 2500
_FAR = 20_000
_BODY = ("统计期限", "一、总体情况", "一、概述")
_MOST_TITLES = 12
_CHINESE_DIGITS = str.maketrans("〇○Ο零O一二三四五六七八九", "00000123456789")
_ABOUT = re.compile(r"^(?:关于|公布|发布|现将|现公布|编制|附件\d?)+")
_FIRST_SIGNS = "、()（）”"
_PAIRS = (("(", ")"), ("（", "）"), ("“", "”"))
_TAIL = re.compile(r"(?:关于|的|[(（])+$")
_GAP = r"[\s|:：\x1e\x1f【】\[\]]*"
_METADATA = (
    (
        "index_number",
        rf"(?:索\s*引\s*号|信息索取号|索取号|信息索引号){_GAP}(?P<value>[0-9A-Za-z][0-9A-Za-z\-/._()（）]{{3,60}})",
    ),
    (
        "document_number",
        rf"(?:发文字号|文\s*号|文件编号){_GAP}(?P<value>[\u3400-\u9fff\U00020000-\U000323af]{{1,14}}[〔\[(（]\d{{4}}[〕\])）]\d{{1,5}}号)",
    ),
    (
        "published_on",
        rf"(?:发布日期|发布时间|公开日期|公开时间|公布日期|发文日期|发布于){_GAP}(?P<value>[2\uff12][0\uff10]\d\d\s?[-年/.]\s?\d{{1,2}}\s?[-月/.]\s?\d{{1,2}})",
    ),
    (
        "publisher",
        rf"(?:发布机构|发布单位|公开机构|公开单位|信息来源|发文机关|来\s*源|公开责任部门|发布部门|作\s*者){_GAP}(?P<value>[\u3400-\u9fff\U00020000-\U000323af]{{2,40}})",
    ),
)
_COMPILED = tuple((key, re.compile(pattern)) for key, pattern in _METADATA)
_NOT_ORGANS = (
    "字体 字号 打印 浏览 发布 公开 索引 文号 主题 标题 名称 信息索 信息来 信息名 信息分 信息类 信息公开 "
    "来源 时间 日期 文章 生成 成文 关键 有效 废止 内容 分享 点击 责任编辑 阅读 发文"
)
_NO_PUBLISHER = tuple(_NOT_ORGANS.split())
_DATE = re.compile(r"20\d\d[-/.]\d{1,2}[-/.]\d{1,2}$")
_HEADS = (
    r"索\s?引\s?号|信息索取号|信息索引号|发文字号|文\s?号|文件编号|发布机构|发布单位|公开机构|公开单位|信息来源|发文机关|来\s?源"
    "|发布部门|公开责任部门|发布日期|发布时间|公开日期|公开时间|公布日期|发文日期|名称|标题|主题分类|信息分类|信息名称|成文日期|生成日期"
)
_HEAD_ROW = re.compile(
    rf"^[ \t]?\|?[ \t]?(?P<heads>(?:{_HEADS})[ \t]?(?:\|[ \t]?(?:{_HEADS})[ \t]?)+)\|?[ \t]?\r?\n"
    r"(?:[|:\- \t]{3,200}\r?\n)?[ \t]?\|?(?P<values>[^\n]+)",
    re.M,
)
_OTHER_PAGES = re.compile(r"相关(?:链接|稿件|文档|信息|阅读)|关联稿件|上一[篇条]|下一[篇条]|热点|推荐阅读")
_MOST_VALUES = 8


@dataclass(frozen=True, slots=True)
class _Title:
    """A place that may be the report's title: the organ and the year that it names, and whether its line holds
    nothing else."""

    organ: str | None
    year: int | None
    alone: bool


def title(text: str) -> tuple[str | None, int | None]:
    """The organ and the year that the report's title names, each None where it does not. Where titles
    disagree the year is that of the statistical period, and the organ that of a title of this year, best one that is
    alone on its line."""
    body = min((place for place in (text.find(sign, 0, _HEAD) for sign in _BODY) if place > 0), default=_HEAD)
    titles = _titles(text[:body])
    if body < _HEAD and not any(one.year and one.organ for one in titles):
        titles += _titles(text[body:_HEAD])
    if not any(one.year for one in titles):
        titles += [one for one in _titles(text[_HEAD - _LINE : _FAR]) if one.alone and one.year]
    year = _year_of(titles, text)
    fitting = [one for one in titles if one.organ and one.year == year] or [one for one in titles if one.year is None]
    organs = [one.organ for one in sorted(fitting, key=lambda one: not one.alone) if one.organ]
    return (organs[0] if organs else None), year


def _year_of(titles: list[_Title], text: str) -> int | None:
    """The year of the title; where titles disagree, that of the statistical period or of the first full title."""
    years = [one.year for one in titles if one.year is not None]
    if len(set(years)) < 2:
        return years[0] if years else None
    period = period_year(text)
    if period in years:
        return period
    return next((one.year for one in titles if one.alone and one.organ and one.year), years[0])


def _titles(text: str) -> list[_Title]:
    """What may be a title in `text`, in its order; blanks are left out, line breaks are borders."""
    text = _BESIDE_MENU.sub("\n", text)
    head = "".join(text.replace("\r", "\n").replace("\n", f" {_BREAK} ").split())
    head = _BREAKS.sub("\n", head)
    titles: list[_Title] = []
    for match in _NAMED.finditer(head):
        if _CITED.match(head, match.end()):
            continue
        titles.append(_title_at(head, match))
        if len(titles) == _MOST_TITLES:
            break
    return titles


def _title_at(head: str, match: re.Match[str]) -> _Title:
    start = max(head.rfind("\n", 0, match.start()) + 1, match.start() - _LINE)
    line = head[start : match.start()]
    year = match["within"]
    end = match.end()
    behind = None if year else _BEHIND.match(head, end)
    if behind:
        year, end = behind["year"], behind.end()
    dated = None if year else _DATED.search(line)
    if dated:
        year = dated["year"]
        words, between = _NOT_NAME.split(line[: dated.start()])[-1], dated["between"]
        alone = len(words) == dated.start()
    else:
        words, between = _NOT_WORDS.split(line)[-1], ""
        alone = words == line
    cut = len(line) == _LINE and words and line.startswith(words)  # then the name may have begun before
    organ = (None if cut else _organ(words)) or _organ(between)
    if len(words) < 3 and not between and line.startswith(words):
        organ = _organ_above(head[:start], words) or organ
    return _Title(organ, _year(year) if year else None, alone and head[end : end + 1].strip() == "")


def _organ_above(head: str, words: str) -> str | None:
    """The organ whose name stands on the last line of `head`, but for its last `words`."""
    above = head[:-1].rsplit("\n", 1)[-1] if head.endswith("\n") else ""
    name = above + words
    return _organ(name) if len(above) <= 40 and _ONE_LINE.fullmatch(above) and _ORGAN_END.search(name) else None


def _organ(words: str) -> str | None:
    name = _TAIL.sub("", _ABOUT.sub("", _without_loose_ends(words)))
    for sign in ("当前位置", "首页", "政府信息公开年报", "法定主动公开内容", "政府信息公开"):
        name = name.rsplit(sign, 1)[-1]
    if name.endswith("人民"):  # 某县人民政府信息公开…: the two words share 政府
        name += "政府"
    return name if len(name) >= 2 else None


def _without_loose_ends(words: str) -> str:
    """The words without signs that open or close nothing at either end: the bracket of 投资促进局（招商局） stays."""
    name = words.lstrip(_FIRST_SIGNS).rstrip("、(（“")
    for opened, closed in _PAIRS:
        if name.endswith(closed) and name.count(opened) < name.count(closed):
            name = name.rstrip(closed)
        if name.startswith(opened) and name.count(opened) > name.count(closed):
            name = name.lstrip(opened)
    return name


def _year(digits: str) -> int:
    return int(digits.translate(_CHINESE_DIGITS))


def period_year(text: str) -> int | None:
    """The year of the statistical period (…年1月1日起至12月31日止), or None."""
    match = _PERIOD.search(text)
    return _year(match["year"]) if match else None


def metadata(parts: list[str]) -> dict[str, str | None]:
    """The page's own data: index and document number as printed, the day of publication as YYYY-MM-DD, the publisher;
    None where it says nothing. Looked for in each of `parts`, in order: first what stands before the report, then what
    stands behind it, there only before the links to other pages."""
    own = [_rows_told(part) for part in parts[:1]] + [_OTHER_PAGES.split(part, maxsplit=1)[0] for part in parts[1:]]
    return {
        key: next((value for part in own for value in _values(key, pattern, part)), None) for key, pattern in _COMPILED
    }


def _values(key: str, pattern: re.Pattern[str], part: str) -> Iterator[str]:
    """The values of a field in `part` that can be its own."""
    for match in islice(pattern.finditer(part), _MOST_VALUES):
        value = _tidy(key, match["value"], part[match.end() : match.end() + 1])
        if value is not None:
            yield value


def _rows_told(part: str) -> str:
    """`part`, with a row of heads above a row of values told field by field before it."""
    row = _HEAD_ROW.search(part) if "|" in part else None
    if row is None:
        return part
    heads, values = row["heads"].split("|"), row["values"].rstrip().removesuffix("|").split("|")
    told = [f"{head.strip()}:{value.strip()}" for head, value in zip(heads, values, strict=False) if value.strip()]
    return "\x1e;".join([*told, part[: row.start()], part[row.end() :]])


def _tidy(key: str, value: str, behind: str) -> str | None:
    if key == "published_on":
        year, month, day = (int(number) for number in re.findall(r"\d+", value))
        return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None
    if key == "publisher":
        return None if value.startswith(_NO_PUBLISHER) or behind in (":", "\uff1a") else value
    if _DATE.match(value):
        return None
    return value.rstrip(".-/")
