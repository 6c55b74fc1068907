"""年度报告(JSON): a report as the one line that `gongkai report read --json` prints, which keeps what no form can
show: the state of every cell, its text as it was printed, the notes of the reading.

The readers take the line back (readers/own.py); an amount is a decimal string in 万元, no number is ever a binary
fraction.
"""

from gongkai.core.report import FilledReport
from gongkai.core.writers.as_json import report_line


def write(report: FilledReport) -> bytes:
    """The report as a line of JSON in UTF-8; the file that it was read from is not named."""
    return report_line("", report, "zh")
