"""接收上传: uploads read within bounds, into files without a name.

Such a file is on the disk, but in no folder: the system takes it back when the request ends, the client hangs up or
the process dies. What is too large is not read to its end; the form then says why (`refused_upload`).
"""

import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from gongkai.platform.files.limits import LARGEST_FILE, LARGEST_REQUEST, MOST_FILES


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
        self.file: Any = None
        self._count = 0

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_: Any, **__: Any) -> None:  # noqa: N803
        """Asked before anything is read."""
        if content_length > LARGEST_REQUEST:
            self._refuse("large_request")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self._count += 1
        if self._count > MOST_FILES:
            self._refuse("many_files")
        if self.request is not None and refused_upload(self.request):
            raise StopUpload(connection_reset=refused_upload(self.request) == "large_request")
        self.file = nameless()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """A piece of it."""
        if start + len(raw_data) > LARGEST_FILE:
            self._refuse("large_file")
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file is there."""
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        """The client is gone."""
        if self.file is not None:
            self.file.close()

    def _refuse(self, reason: str) -> None:
        if self.request is not None:
            self.request.refused_upload = reason
