"""What the tests of the written report fill in: its tables, its chapters, what is known of it besides."""

TABLES = ("proactive", "requests", "remedies")
CHAPTERS = {"overview": "（一）主动公开。\n公开96条。", "problems": "问题与改进。", "other": "收取信息处理费0元。"}
KNOWN = {
    "index_number": "014006438/2025-00012",
    "document_number": "示政发〔2023〕3号",
    "published_on": "2023-01-22",
    "publisher": "示例市人民政府",
}
