"""统计口径: whom, and which time, a sentence speaks of.

Only the office's own figures of the whole year, over all channels, are held against its tables. A sentence may turn to
the whole district, to another organ, to one channel, to a part of the year or to some of the requests; what follows in
it, and what continues it, is then of that scope. Where nothing says another scope, it is the office's own.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from gongkai.core.claims.lexicon import known_words

Scope = Literal["own", "area", "organ", "channel", "period", "some", "unknown"]

_GOVERNMENT = re.compile("(?P<area>[\u4e00-\u9fff]{1,5}?(?P<kind>[省市县区州旗]))人民政府$")
_YEAR = re.compile(r"(20\d\d)年(度?)")
_WHOLE_YEAR = re.compile(r"(?:自|从)?(本年度?)\s*1月1日(?:起)?(?:至|到|-|—)(?:本年度?)?\s*12月31日(?:止|期间)?")
_BY_YEAR_END = re.compile(r"(?:截至|截止)到?(?:本年度?)?\s*(?:12月31日|年?底)")
_COMPARED = re.compile(
    r"(?:较|比|与|同)\s?(?:于)?(?:上|去|前|往)(?:一)?(?:年|同期)(?:度)?(?:同期)?|同比|环比|(?:上|去)年(?:度)?同期"
)
_CARRIED = re.compile(
    r"上(?:一)?年(?:度)?\s*(?:结转|转入|遗留)|结转\s*上(?:一)?年|(?:上(?:一)?年|去年)(?:度)?(?:的)?\s*(?:政府信息公开申请)?结转"
    r"|结?转\S{0,2}\s*下(?:一)?年"
)
_PERIOD = re.compile(
    r"上半年|下半年|季度|\d月|月份|近[两二三几四五]年|(?<!今年)以来|截至|截止|[二三四五]年来|期间|计划|拟|将|下(?:一)?年|明年|上(?:一)?年|去年|前年|某年|同期|目前"
)
_AREA = re.compile(
    r"[全我](?:省|市|县|区|州|旗)(?!政府|人民政府)|全(?:镇|乡|系统|街道|局|委|厅|行业)"
    r"|各(?:单位|部门|县|区|市|乡|镇|街道|科室|处室|地|级|局|股室)"
    r"|(?:区|市|县|省)(?:直|级|属)|镇街|街镇|乡镇[、(街]|辖区|所属|下属|局属|委属|直属|本级|下级|基层单位|系统内|本系统|分局|两级|全区性"
    r"|(?:部门|镇街|乡镇|单位)(?:情况|数据)"
    r"|不含|[(（]含[^)]{0,12}(?:部门|办公室|乡镇|镇街)"
)
_AREA_IS_SUBJECT = re.compile(
    rf"(?:^|[，,。])\s*(?:[本全]年度?\s*[，,]?)?(?:{_AREA.pattern})"
    r"|(?:情况|数据|统计)(?:如下)?[:。]|(?:指导|督促|督导)[^。]{0,8}各"
)
_ORGAN = re.compile(
    r"(?:^|[，,；;。:])\s*(?:本年度?\s*[，,]?\s*)?(?!按|在|根据|经|向|对|由|通过|为|围绕|与|结合|加强|配合|指导|协助|以|从|相关|有关|上级)"
    r"[\u4e00-\u9fff]{1,9}?(?:局|委|厅|镇|乡|街道|办公室|政府办|管委会|中心|支队|大队)"
    r"(?=在|共|全年|认真|进一步|严格|按|积极|坚持|充分|牵头|落实|依|本年|:|、|收|受|高度|作为|办理|接收|[，,])"
)
_CHANNEL = re.compile(r"(?:通过|经由)(?:(?!等|各种|多种|各类)[^，,。；;]){0,24}[，,]")
_SOME = re.compile(
    r"(?<!主要)(?<!内容)(?:涉及|关于|针对|对于?)[^，,。；;]{0,30}[，,:]|其中涉及|转办|转来|转送|协办|代为|属性|公文|发文|拟文"
    r"|委托|协助|\d[个家]?[\u4e00-\u9fff]{0,6}(?:村|社区|部门|单位|站所|科室|中心)|代[省市县区]|名义|承办|统一受理|除[^，,。；;]{0,24}(?:外|以外|之外)"
    r"|(?:^|[，,。；;:])(?:(?!公开|依申请|等|各|规范性|行政许可|行政处罚|畅通|拓宽|优化|完善|健全|依托|丰富)[^，,。；;:]){0,16}(?:方面|领域|层面|渠道|类|环节|部门|系统|企业|社区|组织|机构|中心|窗口|平台)[，,:]"
)


def with_years_in_words(text: str, year: int | None) -> str:
    """The text, of the same length, with its years as words: 本年, 上年, 下年, or 某年 for any other."""

    def word(match: re.Match[str]) -> str:
        away = None if year is None else int(match[1]) - year
        name = {0: "本年", -1: "上年", 1: "下年"}.get(9 if away is None else away, "某年")
        return (name + match[2]).ljust(len(match[0]))

    text = _YEAR.sub(word, text)
    return _WHOLE_YEAR.sub(lambda match: "本年".ljust(len(match[0])), text)


@lru_cache(maxsize=256)
def own_names(organ: str | None) -> re.Pattern[str] | None:
    """What the organ calls itself: its name, with and without its area's, 政府 for 人民政府; None where it is not
    known."""
    if not organ:
        return None
    names = {organ}
    area = re.match(r"(.{2,8}?)(省|市|县|区|旗|州|盟)(?=.{2})", organ)
    rest = organ
    while area and not _GOVERNMENT.search(organ):
        rest = rest[area.end() :]
        names.add(area[2] + rest)
        if not re.fullmatch("(?:人民)?政府(?:办公[厅室])?|办公[厅室]|.{0,2}委员会", rest):
            names.add(rest)
        if rest.endswith("局"):
            names.add(f"{area[2]}局")
        area = re.match(r"(.{1,8}?)(市|县|区|旗)(?=.{2})", rest)
    town = re.search(r"([\u4e00-\u9fff]{1,6}?(镇|乡|街道))(?:人民政府|办事处)$", rest)
    if town:
        names |= {town[1], f"{town[2]}政府", f"{town[2]}办事处", f"{town[1]}办事处", f"全{town[2]}"}
        names |= {town[2]} if town[2] == "街道" else set()
    if organ.endswith("管理委员会"):
        names |= {"管委会", "开发区管委会"} if organ.endswith("开发区管理委员会") else {"管委会"}
    if not _GOVERNMENT.search(organ):  # 区政府 in the report of an area is one of its organs
        names |= {name.replace("人民政府", "政府").replace("管理委员会", "管委会") for name in names}
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if len(name) > 1)
    return re.compile(f"(?<![我本])(?:{listed})(?!办公|信息|网|门户|部门|令|公报|规范|常务|各|所辖|社区)")


_PARTS_OF_THE_AREA = re.compile(
    r"[省市县区州旗](?:政府|本级|级|直)"
    r"|各[\u4e00-\u9fff]{0,4}(?:单位|部门|机关|镇|街|乡|级|区|县|市)"
    r"|镇|乡|街道|部门|系统|办公室"
)


def own_names_in(text: str, organ: str | None) -> re.Pattern[str] | None:
    """What the organ calls itself in this paragraph. The report of a county's government, or of a higher one, covers
    its area (《条例》第四十九条), so that 全区 and 我区 are its own, unless the paragraph tells of parts of it too."""
    government = _GOVERNMENT.search(organ or "")
    own = own_names(organ)
    if government is None or own is None or _PARTS_OF_THE_AREA.search(text):
        return own
    area = re.split("[省市县区州旗](?=.{2})", government["area"])[-1]
    return _with_area(own.pattern, area, government["kind"])


@lru_cache(maxsize=256)
def _with_area(own: str, area: str, kind: str) -> re.Pattern[str]:
    return re.compile(
        f"{own}|(?:{re.escape(area)}|[全我本]{kind})(?!政府|人民政府|级|直|[^，,。；;]{{0,6}}(?:局|委|办公室|中心|法院))"
    )


_OWN = re.compile("|".join(map(re.escape, known_words(["own"]))))
_THIS_YEAR = re.compile(f"(?<![上下某一])(?:{'|'.join(map(re.escape, known_words(['this_year'])))})")


class Scopes:
    """What a paragraph, with its years in words, says of whom and when, by place."""

    def __init__(self, text: str, own: re.Pattern[str] | None) -> None:
        text = _BY_YEAR_END.sub(_blank, _CARRIED.sub(_blank, _COMPARED.sub(_blank, text)))
        self._text = text if own is None else own.sub(_as_own, text)
        self._found: dict[re.Pattern[str], tuple[list[int], list[int]]] = {}

    def named(self, what: re.Pattern[str], start: int, end: int) -> int:
        """Where the last of these words between `start` and `end` ends; 0 where there is none."""
        if what not in self._found:
            spans = [match.span() for match in what.finditer(self._text)]
            self._found[what] = ([first for first, _ in spans], [last for _, last in spans])
        firsts, lasts = self._found[what]
        place = bisect_right(lasts, end) - 1
        return lasts[place] if place >= 0 and firsts[place] >= start else 0

    def names_own(self, start: int, end: int) -> bool:
        """Whether the organ itself is named there."""
        return self.named(_OWN, start, end) > 0

    def names_this_year(self, start: int, end: int) -> bool:
        """Whether the report's year is named there."""
        return self.named(_THIS_YEAR, start, end) > 0

    def scope(self, start: int, end: int) -> Scope:
        """The scope that the words from `start` (of a sentence) to `end` leave for what follows them."""
        own = max(self.named(_OWN, start, end), start)
        this_year = max(self.named(_THIS_YEAR, start, end), start)
        if self.named(_AREA, own, end):
            return "area"
        if own == start and self.named(_ORGAN, start, end):
            return "organ"
        if self.named(_SOME, own, end):
            return "some"
        if self.named(_PERIOD, this_year, end):
            return "period"
        return "channel" if self.named(_CHANNEL, own, end) else "own"

    def left(self, start: int, end: int, with_figures: bool) -> Scope:
        """The scope that the sentences between leave to the next one: an area's or another organ's where they tell
        figures of these, or have them for their subject; else the office's own."""
        scope = self.scope(start, end)
        if self.named(_PERIOD, max(self.named(_THIS_YEAR, start, end), start), end):
            scope = "period" if scope in ("own", "some", "channel") else scope
        if scope == "area" and not with_figures and not self.named(_AREA_IS_SUBJECT, start, end):
            return "own"
        return scope if scope in ("area", "organ", "period") else "own"


def _as_own(match: re.Match[str]) -> str:
    return "本局".ljust(len(match[0]))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
