"""Treatments of what stands around the tables: metadata, footers, page furniture, headings, prose with
figures."""

from dataclasses import replace

from tests.layouts.document import Content, Part

Parts = list[Part]


def metadata_before(parts: Parts, report: Content) -> Parts:
    """A table of metadata (索引号, 文号, 发布日期) before the text."""
    lines = (
        "索引号 | yx000/2023-00017 | 文号 | 云政办函〔2023〕8号",
        "发布机构 | " + report.organ + f" | 发布日期 | {report.year + 1}-01-19",
        "信息类别 | 年度报告 | 有效性 | 有效",
    )
    return [Part("furniture", "", lines), *parts]


def views_before(parts: Parts, report: Content) -> Parts:
    """The line of a web page with date and number of views."""
    line = f"发布时间:{report.year + 1}-01-19 20:46     浏览次数:4956     字体:[大 中 小]"
    return [parts[0], Part("furniture", "", (line,)), *parts[1:]]


def footer_after(parts: Parts, report: Content) -> Parts:
    """A footer with address, telephone and numbers of filing."""
    lines = (
        f"主办:{report.organ}  承办:云溪县人民政府办公室",
        "地址:云溪县文化路8号  联系电话:0000-5550123  邮编:000000",
        "建议使用1920*1080分辨率浏览  网站标识码:0000000017",
    )
    return [*parts, Part("furniture", "after", lines)]


def markdown_headings(parts: Parts, report: Content) -> Parts:
    """# before the title, ## before the headings."""
    marks = {"title": "# ", "heading": "## "}
    return [replace(p, lines=(marks[p.kind] + p.lines[0],)) if p.kind in marks else p for p in parts]


def numbering_restarted(parts: Parts, report: Content) -> Parts:
    """The chapters on problems and other matters are numbered 一 and 二 again."""
    return _renamed(parts, {"五、": "一、", "六、": "二、"})


def old_titles(parts: Parts, report: Content) -> Parts:
    """Titles of an older wording."""
    return _renamed(
        parts,
        {
            "政府信息公开行政复议、行政诉讼情况": "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "存在的主要问题及改进情况": "政府信息公开工作存在的主要问题及改进情况",
            "收到和处理政府信息公开申请情况": "行政机关收到和处理政府信息公开申请情况",
        },
    )


def _renamed(parts: Parts, names: dict[str, str]) -> Parts:
    renamed = []
    for part in parts:
        if part.kind == "heading":
            line = part.lines[0]
            for old, new in names.items():
                line = line.replace(old, new)
            part = replace(part, lines=(line,))
        renamed.append(part)
    return renamed


def requests_heading_missing(parts: Parts, report: Content) -> Parts:
    """The heading of chapter 3 is missing; its table stands behind that of chapter 2."""
    return [part for part in parts if not (part.kind == "heading" and part.chapter == "requests")]


def remedies_heading_missing(parts: Parts, report: Content) -> Parts:
    """The heading of chapter 4 is missing; its table stands behind table 3."""
    return [part for part in parts if not (part.kind == "heading" and part.chapter == "remedies")]


def last_chapter_empty(parts: Parts, report: Content) -> Parts:
    """Chapter 6 has a heading and nothing under it."""
    return [part for part in parts if not (part.kind == "prose" and part.chapter == "other")]


def figures_told_before_tables(parts: Parts, report: Content) -> Parts:
    """Sentences just before tables 2, 3 and 4 that tell figures with the words of the tables' labels."""
    sentences = {
        "proactive": (
            "本年新制作规范性文件1件,现行有效41件;行政许可7件,行政处罚5件,行政强制3件,行政事业性收费2.5万元。"
        ),
        "requests": (
            "本年新收政府信息公开申请19件,上年结转政府信息公开申请2件;予以公开6件,部分公开4件,结转下年度继续办理3件。"
        ),
        "remedies": "行政复议8件,其中结果维持5件、结果纠正3件;行政诉讼2件,尚未审结。",
    }
    found: Parts = []
    for part in parts:
        if part.kind == "table":
            found.append(Part("prose", part.chapter, (sentences[part.chapter],)))
        found.append(part)
    return found


def text_between_tables(parts: Parts, report: Content) -> Parts:
    """Table 2 comes in one piece for each item of Article 20, with sentences between them."""
    found: Parts = []
    for part in parts:
        if part.kind != "table" or part.chapter != "proactive":
            found.append(part)
            continue
        starts = [i for i, row in enumerate(part.grid) if (row[0] or "").startswith("第二十条")]
        for start, end in zip(starts, [*starts[1:], len(part.grid)], strict=True):
            found.append(Part("prose", "proactive", (f"下表为有关事项的数据,另有图解{start + 2}幅。",)))
            found.append(replace(part, grid=part.grid[start:end]))
    return found


PAGE_MARKS = ("- 5 -", "— 4 —", "P. 9", "第3页 共9页", "浏览次数:4956")


def page_marks_in(lines: list[str], start: int = 4, every: int = 13) -> list[str]:
    """Page marks between the lines of a table."""
    found = []
    for place, line in enumerate(lines):
        if place >= start and (place - start) % every == 0:
            found.append(PAGE_MARKS[(place - start) // every % len(PAGE_MARKS)])
        found.append(line)
    return found
