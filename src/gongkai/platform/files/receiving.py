"""接收上传: uploads read within bounds, into files without a name.

Such a file is on the disk, but in no folder: the system takes it back when the request ends, the client hangs up or
the process dies. What is too large is not read to its end; the form then says why (`refused_upload`).
"""

import tempfile
import weakref
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from gongkai.platform.files.limits import LARGEST_FILE, LARGEST_REQUEST, most_files_of


def nameless() -> BinaryIO:
    """A file to read and write that vanishes by itself."""
    folder: Path = settings.ATTACHMENTS.temporary
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return tempfile.TemporaryFile(dir=folder)


def refused_upload(request: HttpRequest) -> str:
    """Why what was uploaded was not read to its end: 'large_request', 'large_file', 'many_files', or ''."""
    return getattr(request, "refused_upload", "")


class BoundedUploadHandler(FileUploadHandler):
    """Takes files up to the limits; stops at the first that passes them."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._taking: BinaryIO | None = None
        self._close = weakref.finalize(self, lambda: None)
        """Closes the file that is being taken, at the latest when an error ended the reading and this is forgotten."""
        self._count = 0
        self._most_files = most_files_of(request)

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_: Any, **__: Any) -> None:  # noqa: N803
        """Asked before anything is read. The fields before the first file are still read, for the form's token."""
        if content_length > LARGEST_REQUEST:
            self._refuse("large_request")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._count += 1
        if self.request is not None and refused_upload(self.request):
            raise StopUpload(connection_reset=True)
        if self._count > self._most_files:
            self._stop("many_files")
        self._taking = nameless()
        self._close = weakref.finalize(self, self._taking.close)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it."""
        assert self._taking is not None
        if start + len(raw_data) > LARGEST_FILE:
            self._stop("large_file")
        self._taking.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file is there."""
        assert self._taking is not None
        self._close.detach()
        self._taking.seek(0)
        return UploadedFile(self._taking, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """The client is gone."""
        self._close()

    def _refuse(self, reason: str) -> None:
        assert self.request is not None
        self.request.refused_upload = reason

    def _stop(self, reason: str) -> None:
        """Keeps nothing more of this upload; the rest, within LARGEST_REQUEST, is read and thrown away, so that the
        browser hears the answer."""
        self._refuse(reason)
        self._close()
        raise StopUpload(connection_reset=False)
