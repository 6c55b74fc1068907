"""How a web page holds the report, and in which bytes: in the page itself, in a JSON answer, in a script."""

import json
from collections.abc import Callable
from html import escape

Around = Callable[[str, str], str]

CHARSETS = {
    "utf-8": ("utf-8", '<meta charset="utf-8">'),
    "utf-8 with mark": ("utf-8-sig", '<meta charset="utf-8">'),
    "utf-8 undeclared": ("utf-8", ""),
    "http-equiv utf-8": ("utf-8", '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">'),
    "xml prolog": ("utf-8", ""),
    "gb2312 declared": ("gb18030", '<meta http-equiv=Content-Type content="text/html; charset=gb2312">'),
    "gbk undeclared": ("gb18030", ""),
    "says gbk, is utf-8": ("utf-8", "<meta charset=gbk>"),
    "says utf-8, is gbk": ("gb18030", "<meta charset='utf-8' />"),
    "utf-16 with mark": ("utf-16", '<meta charset="utf-16">'),
}
"""Name → the encoding of the bytes, and what the page says of it."""

DECLARED_HERE = "<!--declared-->"
"""Stands in a page's head where its charset is declared."""


def encoded(text: str, charset: str) -> bytes:
    """The bytes of the text, with its charset declared as `charset` has it."""
    encoding, declaration = CHARSETS[charset]
    if charset == "xml prolog":
        text = '<?xml version="1.0" encoding="UTF-8"?>\n' + text
    return text.replace(DECLARED_HERE, declaration, 1).encode(encoding)


def _in_page(body: str, title: str, around: Around) -> str:
    return around(body, title)


def _answer(body: str, title: str) -> dict[str, object]:
    """What a CMS answers to its own page's script."""
    return {
        "code": 200,
        "msg": "成功",
        "data": {
            "id": 4956,
            "title": title,
            "channel": {"name": "政府信息公开年报", "path": "/zwgk/nb/"},
            "views": 318,
            "tags": ["年报", None, True],
            "content": body,
            "related": [{"id": 4811, "title": "云溪县2020年政务公开工作要点", "summary": "<p>抓好3项工作</p>"}],
        },
    }


def _json(body: str, title: str, around: Around) -> str:
    return json.dumps(_answer(body, title), ensure_ascii=False)


def _json_ascii(body: str, title: str, around: Around) -> str:
    return json.dumps(_answer(body, title), indent=2)


def _json_escaped(body: str, title: str, around: Around) -> str:
    text = _json(body, title, around).replace("/", "\\/")
    return text.replace("<", "\\u003c").replace(">", "\\u003E").replace("&", "\\u0026")


def _json_list(body: str, title: str, around: Around) -> str:
    return "\n " + json.dumps([{"title": title, "html": body}], ensure_ascii=False)


def _json_string(body: str, title: str, around: Around) -> str:
    return json.dumps(body, ensure_ascii=False)


def _json_html_escaped(body: str, title: str, around: Around) -> str:
    return json.dumps(_answer(escape(body), title), ensure_ascii=False)


def _jsonp(body: str, title: str, around: Around) -> str:
    return f"callback_17({_json(body, title, around)});"


def _script_string(body: str, title: str, around: Around) -> str:
    text = json.dumps(body, ensure_ascii=False).replace("</", "<\\/")
    script = f'<script type="text/javascript">\nvar views = 4956, content = {text};\nshow("main", content);\n</script>'
    return around(f'<div id="main"></div>{script}', title)


def _script_write(body: str, title: str, around: Around) -> str:
    text = body.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("</", "<\\/")
    return around(f"<script>document.write('{text}');</script>", title)


def _script_template(body: str, title: str, around: Around) -> str:
    return around(f'<div id="main"></div><script type="text/template" id="article">{body}</script>', title)


def _textarea(body: str, title: str, around: Around) -> str:
    return around(f'<textarea id="article" style="display:none">{body}</textarea>', title)


def _textarea_escaped(body: str, title: str, around: Around) -> str:
    return around(f'<textarea id="article" style="display:none">{escape(body)}</textarea>', title)


HOLDERS: dict[str, Callable[[str, str, Around], str]] = {
    "page": _in_page,
    "json": _json,
    "json, ascii": _json_ascii,
    "json, < and / escaped": _json_escaped,
    "json list": _json_list,
    "json string": _json_string,
    "json, html escaped": _json_html_escaped,
    "jsonp": _jsonp,
    "script string": _script_string,
    "script document.write": _script_write,
    "script template": _script_template,
    "textarea": _textarea,
    "textarea, escaped": _textarea_escaped,
}
"""Name → what makes the file's text of the report's markup, its title and what stands around."""


def held_in(name: str, body: str, title: str, around: Around) -> str:
    """The file's text."""
    return HOLDERS[name](body, title, around)
