"""A zip file: the same bytes for the same parts, and Chinese names that every program can take out."""

import io
import zipfile

from gongkai.core.writers.zipped import zipped

NAME = "望川市教育局2025年年度报告.txt"


def test_the_same_parts_give_the_same_bytes() -> None:
    assert zipped([(NAME, "一")]) == zipped([(NAME, "一".encode())])


def test_a_chinese_name_is_marked_as_utf8_and_not_as_written_on_dos() -> None:
    [entry] = zipfile.ZipFile(io.BytesIO(zipped([(NAME, b"")]))).infolist()
    assert entry.filename == NAME
    assert entry.flag_bits & 0x800  # the name is UTF-8
    assert entry.create_system == 3  # Unix: of DOS files unzip turns the bytes of a name into another code page
    assert entry.external_attr >> 16 == 0o644  # and everybody may read what was taken out
