"""示例报告: an invented report of an invented county office, in our own words, with one honest mistake in
table 3.

The total of 予以公开 says 13 where its row adds up to 12 (and where the results add up to 25 with 12).
Everything else holds: the other rows and columns, and the figures told in the text.
"""

from importlib import resources

NAME = "青槐县林业局2024年政府信息公开工作年度报告.txt"


def example_report() -> bytes:
    """The bytes of the example, as they would come from a file."""
    return (resources.files(__name__) / "report.txt").read_bytes()
