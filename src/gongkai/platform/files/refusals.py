"""拒收: why an uploaded file is not accepted, one sentence each: what it is, and what to do."""

from django.utils.translation import gettext_lazy as _

from gongkai.bulk.sorts import REPORT_SORTS

SENTENCES = {
    "empty": _("“{name}” is empty. Look whether it was saved, and upload it again."),
    "broken": _("“{name}” is damaged and can't be opened. Open it yourself, save it again, and upload that."),
    "locked": _("“{name}” is protected by a password. Remove the password, save it, and upload it again."),
    "too_much": _("“{name}” unfolds to more than can be looked through. Split it into smaller files."),
    "two_in_one": _("“{name}” holds a second file of another kind inside. Save it again from its own program."),
    "macros": _("“{name}” holds macros. Save it without macros, and upload it again."),
    "archive": _("“{name}” is an archive. Unpack it and upload the files in it one by one."),
    "slides": _("“{name}” is a presentation. Save it as PDF and upload that."),
    "script": _("“{name}” is a script. Scripts are not accepted."),
    "program": _("“{name}” is a program. Programs are not accepted."),
    "svg": _("“{name}” is an SVG drawing, which can hold scripts. Save it as PNG or PDF and upload that."),
    "xml": _("“{name}” is an XML file. Save it as PDF, Word or Excel and upload that."),
    "web_page": _("“{name}” is a web page, which can hold scripts. Save it as PDF and upload that."),
    "web_archive": _(
        "“{name}” is a web page saved together with its pictures (MHTML). Save it as a web page alone (HTML only), or "
        "as PDF, and upload that."
    ),
    "picture": _("“{name}” is a picture of a kind that is not accepted. Save it as PNG or JPEG and upload that."),
    "recording": _("“{name}” is a sound or video recording. Recordings are not accepted."),
    "unknown": _("“{name}” is of a kind that is not accepted. Save it as PDF, Word or Excel and upload that."),
    "ending": _(
        "“{name}” is {kind} by its content, but its name does not say so. If that is right, let its name end in "
        ".{ending}, and upload it again."
    ),
    "long_name": _("The name “{name}…” is longer than {most} characters. Shorten it and upload the file again."),
    "virus": _("The virus scanner found something in “{name}”. It was not kept; tell your security officer."),
    "not_scanned": _(
        "“{name}” could not be checked for viruses, so it was not kept. Try again later; if it goes on, tell the "
        "administrator that the virus scanner does not answer."
    ),
    "marked": _(
        "“{name}” carries the mark of a state secret. It was not kept, and the refusal stands in the journal. This "
        "system must not hold state secrets: handle the file as the rules on secrecy require, and tell your secrecy "
        "office."
    ),
    "large_file": _("A file is larger than {megabytes} MB. Make it smaller or split it, and upload again."),
    "large_request": _("All files together are larger than {total} MB. Upload them a few at a time."),
    "many_files": _("More than {most_files} files were chosen. Upload the rest afterwards."),
    "interrupted": _("The upload was interrupted before its end, and nothing was kept. Upload the files again."),
}
"""Code (those of bulk.sorts.REFUSALS, and our own) → sentence."""

KINDS = {
    "pdf": _("a PDF file"),
    "ofd": _("an OFD file"),
    "docx": _("a Word file"),
    "xlsx": _("an Excel file"),
    "doc": _("an old Word or WPS file"),
    "xls": _("an old Excel or WPS file"),
    "odt": _("an OpenDocument text"),
    "ods": _("an OpenDocument spreadsheet"),
    "rtf": _("an RTF file"),
    "text": _("a plain text"),
    "png": _("a PNG picture"),
    "jpeg": _("a JPEG picture"),
    "gif": _("a GIF picture"),
    "webp": _("a WebP picture"),
    "tiff": _("a TIFF picture"),
    "page": _("a web page"),
}
"""Kind (a key of bulk.sorts.REPORT_SORTS) → its words."""


def sentence(code: str, **details: object) -> str:
    """The sentence for that code, in the language of the request."""
    return str(SENTENCES[code]).format(**details)


def ending_sentence(name: str, kind: str) -> str:
    """The sentence for a name whose ending contradicts the content."""
    return sentence("ending", name=name, kind=KINDS[kind], ending=REPORT_SORTS[kind].endings[0])
