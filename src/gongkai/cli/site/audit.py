"""日志核验: `gongkai audit verify` goes through the whole journal, `anchor` writes down where it stands."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.bilingual import Spoken, SpokenGroup, language_of, language_option
from gongkai.cli.output import put, put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import FOUND, OK, in_one_sentence
from gongkai.cli.words import say
from gongkai.config.stopped import Stopped
from gongkai.core.findings import Language

if TYPE_CHECKING:
    from gongkai.platform.audit.verify import Fault


@click.group("audit", cls=SpokenGroup, topic="audit")
@language_option
@click.pass_context
def audit(context: click.Context) -> None:
    """Shows the help when no command follows."""
    if context.invoked_subcommand is None:
        put_line(context.get_help())


@audit.command("verify", cls=Spoken, topic="audit verify")
@click.option("--anchor", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def verify(context: click.Context, anchor: Path | None, as_json: bool) -> None:
    """Verifies the journal, against the anchors of the installation unless others are named; exits 1 where something
    in it does not fit."""
    language = language_of(context)
    open_site(language)
    from gongkai.config import migrations
    from gongkai.platform.audit import verify as verifying

    migrations.require_current()
    from django.conf import settings

    path = anchor or settings.JOURNAL_ANCHORS
    verdict = verifying.verify(_anchors(path) if anchor or path.exists() else None)
    if as_json:
        faults = [{"seq": fault.seq, "kind": fault.kind, "detail": fault.detail} for fault in verdict.faults]
        told = {"entries": verdict.entries, "head": verdict.head, "faults": faults}
        put(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    elif verdict.faults:
        for fault in verdict.faults:
            put_line(fault_sentence(fault, language))
        if any(fault.kind == "anchor" for fault in verdict.faults):
            tell_contradiction(path, language)
        put_line(say("journal_faults", language, count=len(verdict.faults), entries=verdict.entries))
    else:
        put_line(say("journal_sound", language, entries=verdict.entries, head=verdict.head))
    context.exit(FOUND if verdict.faults else OK)


def tell_contradiction(path: Path, language: Language) -> None:
    """Says so where the journal contradicts the anchors in that file, and what may be why."""
    from gongkai.config.anchored import contradiction
    from gongkai.platform.audit.anchor import AnchorsDamaged

    try:
        found = contradiction(path)
    except AnchorsDamaged as damaged:
        put_line(say("anchor_unreadable", language, path=path, line=damaged.line))
        return
    if found:
        put_line(say(f"anchors_{found.key}", language, path=path, seq=found.seq, day=found.restored))


def fault_sentence(fault: "Fault", language: Language) -> str:
    """What does not fit, as a sentence."""
    key = f"fault_payload_{fault.detail}" if fault.kind == "payload" else f"fault_{fault.kind}"
    return say(key, language, seq=fault.seq, detail=fault.detail)


@audit.command("anchor", cls=Spoken, topic="audit anchor")
@click.option("-o", "--output", "anchor_file", type=click.Path(path_type=Path))
@language_option
@click.pass_context
@in_one_sentence
def anchor(context: click.Context, anchor_file: Path | None) -> None:
    """Writes down where the journal stands, for keeping on another machine; exits 1 where the journal contradicts
    what the file says already."""
    language = language_of(context)
    open_site(language)
    from django.conf import settings

    from gongkai.config import migrations
    from gongkai.platform.audit.anchor import AnchorsDamaged, JournalContradictsAnchors, write_anchor
    from gongkai.platform.audit.models import Head
    from gongkai.platform.moments import present

    migrations.require_current()
    path = (anchor_file or settings.JOURNAL_ANCHORS).expanduser().absolute()
    try:
        write_anchor(path, present())
    except AnchorsDamaged as damaged:
        raise Stopped("anchor_unreadable", path=path, line=damaged.line) from None
    except JournalContradictsAnchors:
        put_line(say("anchor_contradicted", language, path=path))
        context.exit(FOUND)
    put_line(say("anchor_written", language, path=path, seq=Head.objects.get(pk=1).seq))


def _anchors(path: Path) -> dict[int, str]:
    from gongkai.platform.audit.anchor import AnchorsDamaged, read_anchors

    try:
        return read_anchors(path)
    except (AnchorsDamaged, UnicodeDecodeError) as damaged:
        raise Stopped("anchor_unreadable", path=path, line=getattr(damaged, "line", 1)) from None
