"""网页头信息: what the head of a page says of the report: its title, and the fields that government sites put there."""

import html as entities
import re

from gongkai.core.readers.flow import tidy

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_META = re.compile(r"<meta\b[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"\b(name|content)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))", re.I)
_LABELS = {
    "articletitle": "",
    "pubdate": "发布日期:",
    "publishdate": "发布日期:",
    "contentsource": "来源:",
}
"""Fields, and the words under which the page's data is looked for."""
HEAD_REACH = 20_000
"""Characters, or bytes, of a page that its head takes at most."""


def head_of(page: str) -> str:
    """The title and the fields, a line each; '' where there are none."""
    page = page[:HEAD_REACH]
    title = _TITLE.search(page)
    lines = [title[1]] if title else []
    for meta in _META.findall(page):
        told = {name.lower(): one or other or bare for name, one, other, bare in _ATTRIBUTE.findall(meta)}
        label = _LABELS.get(told.get("name", "").lower())
        if label is not None and told.get("content"):
            lines.append(label + told["content"])
    return "\n".join(tidy(entities.unescape(line)).strip() for line in lines)
