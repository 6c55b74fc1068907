"""敌意备份: a backup that was changed, cut off or made to attack changes nothing."""

import stat
import zipfile
from collections.abc import Callable

import pytest

from gongkai.config.backup.manifest import MANIFEST
from gongkai.config.backup.restoring import restore
from gongkai.config.stopped import Stopped
from gongkai.platform.audit.verify import verify
from tests.config.backups import everything, fill, in_manifest, made, rewritten
from tests.installations import Installation
from tests.world import NOW


def _changed_record(members: dict[str, bytes]) -> None:
    members["tables/audit_entry.jsonl"] = members["tables/audit_entry.jsonl"].replace(b"tests.acted", b"tests.asked")


def _changed_manifest(members: dict[str, bytes]) -> None:
    members[MANIFEST] = members[MANIFEST].replace(b'"release"', b'"release" ')


def _one_less(members: dict[str, bytes]) -> None:
    del members["tables/audit_payload.jsonl"]


def _one_more(members: dict[str, bytes]) -> None:
    members["files/more"] = b"more"


def _upwards(members: dict[str, bytes]) -> None:
    in_manifest(members, "files/../../escaped", b"escaped")


def _absolute(members: dict[str, bytes]) -> None:
    in_manifest(members, "/tmp/escaped", b"escaped")


def _over_the_keys(members: dict[str, bytes]) -> None:
    in_manifest(members, "keys.json", b"{}")


def _bomb(members: dict[str, bytes]) -> None:
    in_manifest(members, "files/bomb", bytes(3_000_000), {"size": 10})


def _not_json(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b"[1, 2]"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "sealed", "key"),
    [
        (_changed_record, True, "backup_damaged"),
        (_changed_manifest, False, "backup_damaged"),
        (_one_less, True, "backup_damaged"),
        (_one_more, True, "backup_damaged"),
        (_upwards, True, "backup_damaged"),
        (_absolute, True, "backup_damaged"),
        (_over_the_keys, True, "backup_damaged"),
        (_bomb, True, "backup_damaged"),
        (_not_json, True, "backup_no_backup"),
    ],
)
def test_a_changed_or_hostile_backup_changes_nothing(
    installation: Installation, change: Callable[[dict[str, bytes]], None], sealed: bool, key: str
) -> None:
    fill(installation.home)
    hostile = rewritten(made(installation), change, sealed=sealed)
    before, listed = everything(), sorted(installation.home.rglob("*"))
    with pytest.raises(Stopped) as stopped:
        restore(hostile, NOW, force=True)
    assert stopped.value.key == key
    assert everything() == before
    assert [
        path for path in sorted(installation.home.rglob("*")) if "-wal" not in path.name and "-shm" not in path.name
    ] == [path for path in listed if "-wal" not in path.name and "-shm" not in path.name]


def test_a_link_in_a_backup_is_refused(installation: Installation) -> None:
    fill(installation.home)
    backup = made(installation)
    path = backup.with_name("link.zip")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(path, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == "files/ab/abcd":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            target.writestr(info, content)
    with pytest.raises(Stopped, match="backup_damaged"):
        restore(path, NOW, force=True)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.999])
def test_a_backup_that_was_cut_off_is_none(installation: Installation, share: float) -> None:
    backup = made(installation)
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(Stopped) as stopped:
        restore(backup, NOW, force=True)
    assert stopped.value.key in {"backup_no_backup", "backup_damaged"}
    assert verify().entries == 3
