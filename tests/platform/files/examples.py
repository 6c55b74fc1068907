"""The actions on uploaded files, each called rightly and in a state that refuses it."""

import io

from gongkai.platform.files.actions import Kept, add_files, refuse_marked_file, remove_file
from gongkai.platform.files.models import Attachment, StoredFile
from gongkai.platform.files.storage import sha256_of, store
from gongkai.platform.guard import unguarded
from tests.examples import Example


def kept(data: bytes = b"text") -> Kept:
    """A file whose bytes are stored."""
    file = io.BytesIO(data)
    sha256 = sha256_of(file)
    store().put(sha256, file)
    return Kept("通知.txt", sha256, len(data), "text", True)


def attachment(world, data: bytes = b"text", **given) -> Attachment:
    """A file in the bureau."""
    file = kept(data)
    with unguarded("the world of the tests"):
        stored = StoredFile.objects.create(sha256=file.sha256, size=file.size, kind=file.kind, looked_through=True)
        usual = {"organ": world.bureau.pk, "name": file.name, "added_at": world.now, "added_by": world.admin.pk}
        return Attachment.objects.create(stored=stored, **usual | given)


def drafter(world):
    """Whoever uploads in the bureau."""
    return world.person("drafter", world.bureau)


EXAMPLES = [
    Example(
        add_files,
        right=lambda world: {"by": drafter(world), "organ": world.bureau, "files": [kept(), kept(b"other")]},
        refused=lambda world: {"by": drafter(world), "organ": world.bureau, "files": [kept()] * 11},
    ),
    Example(
        remove_file,
        right=lambda world: {"by": drafter(world), "attachment": attachment(world)},
        refused=lambda world: {
            "by": drafter(world),
            "attachment": attachment(world, removed_at=world.now, removed_by=world.admin.pk),
        },
    ),
    Example(
        refuse_marked_file,
        right=lambda world: {"by": drafter(world), "organ": world.bureau, "mark": "机密★5年"},
        refused="a file with a mark is refused whatever the state of the records",
    ),
]
