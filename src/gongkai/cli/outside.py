"""章外文字: what stands in a report outside its six chapters, which no converted file holds.

Lines of prose alone are taken: menus, titles and the page's data stand outside the chapters of every web page.
"""

import re

from gongkai.core.report import FilledReport

_LEAST = 15
_PARTS = re.compile(r"[\n\r|\x1e\x1f]")
_HEADING = re.compile(r"[一二三四五六]、[^。，；\n]{2,30}$")
_RUNNING_ON = re.compile("[，《；、“]")
"""Signs of a line that a page's width broke off: the next one goes on with its sentence."""


def outside(report: FilledReport) -> tuple[str, str]:
    """The prose before the first chapter and behind the last, each in one piece, '' where there is none."""
    if not report.source:
        return "", ""
    if not report.section_spans:
        return prose(report.source), ""
    first = min(start for start, _ in report.section_spans.values())
    last = max(end for _, end in report.section_spans.values())
    return prose(_HEADING.sub("", report.source[:first])), prose(report.source[last:])


def prose(text: str) -> str:
    """The lines that are prose without doubt, and those that run on into one.

    >>> prose("首页 政务公开 联系我们\\n根据《条例》第五十条的规定和要求，\\n现公布本机关上一年度报告。")
    '根据《条例》第五十条的规定和要求，现公布本机关上一年度报告。'
    """
    blocks = [""]
    goes_on = False
    for line in reversed([line.strip() for line in _PARTS.split(text)]):
        goes_on = _is_prose(line) or (goes_on and len(line) >= _LEAST and _RUNNING_ON.search(line) is not None)
        if goes_on:
            blocks[-1] = line + blocks[-1]
        else:
            blocks.append("")
    return "".join(block for block in reversed(blocks) if len(block) >= _LEAST)


def _is_prose(line: str) -> bool:
    return "。" in line or line.endswith("：")
