"""各种格式: a report as the bytes of any kind of file that is written, each writer loaded when it is asked for."""

from collections.abc import Callable

from gongkai.core.report import FilledReport

ENDINGS = ("docx", "xlsx", "html", "pdf", "csv", "json", "md")
"""The kinds, by the ending of their files."""


def as_kind(report: FilledReport, ending: str) -> bytes:
    """The report as a file with that ending, one of ENDINGS. Raises fonts.Unprintable where it can't be printed as
    PDF."""
    if ending in ("json", "csv"):
        return _keeping_all(ending)(report)
    from gongkai.core.writers.official import official

    laid = official(report)
    if ending == "docx":
        from gongkai.core.writers import report_docx

        return report_docx.write(laid)
    if ending == "xlsx":
        from gongkai.core.writers import report_xlsx

        return report_xlsx.write(laid)
    if ending == "html":
        from gongkai.core.writers import report_html

        return report_html.write(laid)
    if ending == "md":
        from gongkai.core.writers import report_md

        return report_md.write(laid)
    from gongkai.core.writers import report_pdf

    return report_pdf.write(laid)


def _keeping_all(ending: str) -> Callable[[FilledReport], bytes]:
    """The writers of kinds that keep what a form can't show."""
    if ending == "json":
        from gongkai.core.writers import report_json

        return report_json.write
    from gongkai.core.writers import report_csv

    return report_csv.write
