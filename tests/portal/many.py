"""Reports of several organs and years, sound and wrong, and what a visitor sends that is none."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cli.calls import EXAMPLE, SOUND

ORGAN, YEAR = "青槐县林业局", "2024"


def a_report(organ: str = ORGAN, year: int = 2024, *, wrong: bool = False) -> bytes:
    """The example for that organ and year; where it is `wrong`, with a row that does not add up."""
    text = (EXAMPLE if wrong else SOUND).decode()
    return text.replace(ORGAN, organ).replace(YEAR, str(year)).encode()


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def bomb() -> bytes:
    """A Word file whose text unfolds to more than may be read."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w>" + b" " * 400_000_000)
    return file.getvalue()
