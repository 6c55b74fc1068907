"""列: what the columns of the workbook are. The headings are part of the file's format and are never translated."""

from dataclasses import dataclass

SHEET = "机关"
NONE = "无"
"""In a cell: none. An empty cell leaves as it is what stands in the records."""

KINDS = {
    "government": "人民政府",
    "government_office": "政府办公厅（室）",
    "department": "工作部门",
    "dispatched_organ": "派出机关",
    "dispatched_agency": "派出机构",
    "subdistrict": "街道办事处",
    "township": "乡镇人民政府",
    "vertical": "垂直管理部门",
    "authorised": "法律、法规授权的组织",
}
LEVELS = {"province": "省级", "prefecture": "地市级", "county": "县级", "township": "乡级"}


@dataclass(frozen=True)
class Column:
    """A column: the field it is for, its heading, how long its texts may be, and a note for whoever fills it in."""

    field: str
    heading: str
    length: int
    note: str


COLUMNS = (
    Column("number", "编号", 12, "系统给的编号；新设机关留空。"),
    Column("name", "机关名称", 100, "全称。"),
    Column("short_name", "简称", 40, ""),
    Column("parent", "上级机关", 100, "上级机关的全称；没有上级写“无”。"),
    Column("into", "年报报送机关", 100, "全称；不报送写“无”。新设机关留空则为上级机关。"),
    Column("set_up_on", "设立日期", 10, "如 2026-03-02；只用于新设机关。"),
    Column("kind", "机关类别", 20, "、".join(KINDS.values())),
    Column("level", "行政层级", 20, "、".join(LEVELS.values())),
    Column("position", "序号", 4, "0 到 9999，小的在前。"),
    Column("organisation_code", "组织机构代码", 10, "九位，校验位须正确。"),
    Column("credit_code", "统一社会信用代码", 18, "十八位，校验位须正确。"),
    Column("index_prefix", "索引号前缀", 40, ""),
    Column("acts_through", "代行机关", 100, "代为办理的机关全称，如政府办公室；自己办理写“无”。"),
    Column("site_address", "发布网站", 200, "在别的网站发布时填网址；在本站发布写“无”。"),
    Column("report_by", "年报报送日", 5, "月-日，如 01-20，早于法定日期时填。"),
    Column("contact_office", "工作机构", 100, ""),
    Column("contact_telephone", "电话", 60, ""),
    Column("contact_email", "电子邮箱", 254, ""),
    Column("contact_address", "地址", 200, ""),
)
BY_HEADING = {column.heading: column for column in COLUMNS}
HEADING_OF = {column.field: column.heading for column in COLUMNS}
