"""Brings the catalogue of events in docs/journal.md up to date: `python -m tests.journal_page`."""

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "journal.md"
BEGIN = "<!-- The catalogue: written by `python -m tests.journal_page`. -->\n"
END = "<!-- End of the catalogue. -->\n"


def page_with(lines: list[str]) -> str:
    """The page with these lines as its catalogue."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + "\n" + "".join(f"{line}\n" for line in lines) + "\n" + END + after


if __name__ == "__main__":
    from tests.site import set_up

    set_up()
    from gongkai.platform.auditor.catalogue import lines

    PAGE.write_text(page_with(list(lines())), "utf-8")
