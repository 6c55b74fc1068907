"""pdfium 调用: what pdfium says of characters and objects, one property of all of them at a time, as plain numbers.

A page has a thousand characters and each has ten properties, so what a call costs beside its work counts. Here calls
take addresses as they are, write into arrays, and are repeated without a step of Python between them.
"""

import ctypes
from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Address = int
"""Of a page, a character's object or a drawing in pdfium's memory; 0 for none."""
_INT, _ADDRESS = ctypes.c_int, ctypes.c_void_p


def _plain(call: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """pdfium's function, taking and giving addresses as plain numbers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(call, _ADDRESS).value)  # type: ignore[arg-type]


# Each call as fpdf_text.h and fpdf_edit.h declare it: result, then arguments. A page's text holds characters by place.
_of_character = (_ADDRESS, _INT)
get_unicode = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, *_of_character)
has_no_letter = _plain(pdfium.FPDFText_HasUnicodeMapError, _INT, *_of_character)
get_text_object = _plain(pdfium.FPDFText_GetTextObject, _ADDRESS, *_of_character)
get_font_size = _plain(pdfium.FPDFText_GetFontSize, ctypes.c_double, *_of_character)
get_matrix = _plain(pdfium.FPDFText_GetMatrix, _INT, *_of_character, _ADDRESS)
get_char_box = _plain(pdfium.FPDFText_GetCharBox, _INT, *_of_character, *[_ADDRESS] * 4)
get_origin = _plain(pdfium.FPDFText_GetCharOrigin, _INT, *_of_character, *[_ADDRESS] * 2)
get_fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, _INT, *[_ADDRESS] * 5)
get_render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)
get_object = _plain(pdfium.FPDFPage_GetObject, _ADDRESS, *_of_character)
get_inner_object = _plain(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
get_type = _plain(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
get_segment = _plain(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
get_segment_type = _plain(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
get_segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, _INT, *[_ADDRESS] * 3)
get_segment_close = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)


def address_of(pointer: Any) -> Address:
    """The address that one of pdfium's pointers holds."""
    return ctypes.cast(pointer, _ADDRESS).value or 0


def of_all(call: Callable[..., Any], page: Address, places: Iterable[int]) -> list[Any]:
    """What the call gives for each of these characters (or objects) of the page."""
    return list(map(call, repeat(page), places))


def written(
    call: Callable[..., Any], *firsts: Iterable[int], count: int, kind: str, numbers: int, whole: bool = False
) -> tuple[list[int], list[Sequence[Any]]]:
    """What the call tells, `count` times, and what it writes: `numbers` numbers of that kind (of `array`), a sequence
    for each of them. `firsts` are its first arguments; then it takes an address for each number, or one for the
    `whole` of them."""
    found = array(kind, bytes(array(kind).itemsize * numbers * count))
    start, _ = found.buffer_info()
    step = found.itemsize
    end = start + step * numbers * count
    into = (range(start + step * place, end, step * numbers) for place in range(1 if whole else numbers))
    told = list(map(call, *firsts, *into))
    return told, [found[place::numbers] for place in range(numbers)]
