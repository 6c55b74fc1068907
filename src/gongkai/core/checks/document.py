"""校核说明: writes docs/checks.md from the catalogue.

`python -m gongkai.core.checks.document > docs/checks.md`
"""

import sys

from gongkai.core.checks.catalogue import Rule, codes, rule

HEAD = """# 校核目录 · The checks

本页由 `python -m gongkai.core.checks.document > docs/checks.md` 生成，请勿手改；原文在
`src/gongkai/core/checks/catalogue.toml`。 This page is generated; its source is the catalogue.

- `error` 已证明有误 · proved wrong
- `warning` 很可能有误，或有义务未履行 · likely wrong, or a duty not met
- `info` 供参考 · for information
- `unproven` 因空白、缺失或不清楚的格无法判断，不论代码 · can't be decided because of blank, missing or
  unclear cells, whatever the code
"""


def document() -> str:
    """The whole page, as Markdown."""
    rules = [rule(code) for code in codes()]
    contents = [
        f"| [`{one.code}`](#{_anchor(one)}) | {one.severity} | {one.title['zh']} | {one.title['en']} |" for one in rules
    ]
    table = ["| 代码 code | severity | 内容 | title |", "|---|---|---|---|", *contents, ""]
    return "\n".join([HEAD, *table, *(_section(one) for one in rules)])


def _anchor(one: Rule) -> str:
    return one.code.lower().replace(".", "")


def _section(one: Rule) -> str:
    return f"""## {one.code}

**{one.title["zh"]}** · {one.severity}

{one.meaning["zh"]}

- 依据：{one.basis["zh"]}
- 例：{one.example["zh"]}

**{one.title["en"]}**

{one.meaning["en"]}

- Basis: {one.basis["en"]}
- Example: {one.example["en"]}
"""


if __name__ == "__main__":
    sys.stdout.write(document())
