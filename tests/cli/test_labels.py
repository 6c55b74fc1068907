"""Places and labels in words."""

import pytest

from gongkai.cli.labels import place_label


@pytest.mark.parametrize(
    ("at", "chinese", "english"),
    [
        ({"line": 3, "start": 1, "end": 2}, "第 3 行", "line 3"),
        (
            {"path": "(//table)[2]/tbody/tr[4]/*[5]", "table": 2, "row": 4, "column": 6},
            "第 2 个表格第 4 行第 6 列",
            "table 2, row 4, column 6",
        ),
        ({"path": "/html/body/p[2]"}, "元素 /html/body/p[2]", "element /html/body/p[2]"),
        ({"paragraph": 7}, "第 7 段", "paragraph 7"),
        ({"sheet": "表三", "cell": "D7"}, "工作表“表三” D7 格", "sheet “表三”, cell D7"),
        ({"page": 2, "box": [1.0, 2.0, 3.0, 4.0]}, "第 2 页", "page 2"),
        ({}, "", ""),
    ],
)
def test_a_place_is_said_as_a_person_would(at: dict[str, object], chinese: str, english: str) -> None:
    assert (place_label(at, "zh"), place_label(at, "en")) == (chinese, english)
