"""体检: `gongkai doctor` looks at an installation and says what to mend."""

import json
from typing import TYPE_CHECKING

import click

from gongkai.cli.bilingual import Spoken, language_of, language_option
from gongkai.cli.output import put, put_line
from gongkai.cli.site.open_site import open_site
from gongkai.cli.site.trouble import FOUND, OK, in_one_sentence, sentence_of
from gongkai.cli.words import say
from gongkai.cli.words_site import SITE
from gongkai.core.findings import Language

if TYPE_CHECKING:
    from gongkai.config.doctor import Finding


@click.command("doctor", cls=Spoken, topic="doctor")
@click.option("--json", "as_json", is_flag=True)
@language_option
@click.pass_context
@in_one_sentence
def doctor(context: click.Context, as_json: bool) -> None:
    """Tells every finding; exits 1 where one is a problem."""
    language = language_of(context)
    site = open_site(language, examines=True)
    from gongkai.config.doctor import Finding, examine
    from gongkai.platform.moments import present

    try:
        findings = examine(site, present())
    except Exception as error:
        reason = sentence_of(error, language)
        if reason is None:
            raise
        findings = [Finding("problem", "unreachable", {"reason": reason})]
    count = {level: sum(finding.level == level for finding in findings) for level in ("problem", "warning")}
    if as_json:
        told = [
            {"level": finding.level, "check": finding.key, "sentence": sentence(finding, language)}
            for finding in findings
        ]
        put(json.dumps({"findings": told}, ensure_ascii=False).encode() + b"\n")
    else:
        for finding in findings:
            put_line(f"{say(f'doctor_{finding.level}', language)}  {sentence(finding, language)}")
        sound = not any(count.values())
        said = say("doctor_counts", language, problems=count["problem"], warnings=count["warning"])
        put_line(say("doctor_sound", language) if sound else said)
    context.exit(FOUND if count["problem"] else OK)


def sentence(finding: "Finding", language: Language) -> str:
    """What was found, and what to mend."""
    if "unsafe" in finding.details:
        said: str = finding.details["unsafe"].sentence(language)
        return said
    if "error" in finding.details and isinstance(error := finding.details["error"], OSError):
        return say("doctor_not_looked_at", language, reason=sentence_of(error, language) or str(error))
    key = finding.key if finding.key in SITE else f"doctor_{finding.key}"
    return say(key, language, **finding.details)
