"""法定依据: parameters, outcomes and remedies drawn for a person, each with its source and how sure it is."""

from datetime import date

from rich.console import Console
from rich.text import Text

from gongkai.cli.bilingual import columns, wrap
from gongkai.cli.law.words import bracketed, word
from gongkai.cli.screen import Look, canvas, drawn, write
from gongkai.core.findings import Language
from gongkai.core.law.editions import EDITIONS
from gongkai.core.law.outcomes import Outcome, facts, letters, outcome, outcomes
from gongkai.core.law.parameters import Parameter, keys, parameter
from gongkai.core.remedies import OrganKind, disputes, kinds, remedy, rules
from gongkai.core.writers.law_words import MARKS, REPLIES, listed, row_words, value_words

_LEAST_ROOM = 24
"""Columns for the words of an entry, below which they stand under its key."""


def draw_list(look: Look) -> bytes:
    """Every entry on a line: key, mark, newest value, title."""
    console, language = canvas(look), look.language
    console.print(Text(word("parameters", language), style="bold cyan"))
    width = max(map(columns, keys()))
    for key in keys():
        found = parameter(key)
        newest = found.values[-1]
        value = (
            ""
            if found.unit in ("rule", "yuan_each") or isinstance(newest.value, dict)
            else (value_words(found, newest, language))
        )
        _put_entry(console, key, newest.mark, f"{found.title[language]}  {value}".rstrip(), width)
    for kind, titles in (
        ("outcomes", {f"outcome.{key}": (one.mark, one.title[language]) for key, one in outcomes().items()}),
        ("remedies", {f"remedy.{key}": (rules(key)[-1]["mark"], REPLIES[key][language]) for key in kinds()}),
    ):
        console.print()
        console.print(Text(word(kind, language), style="bold cyan"))
        for key, (mark, title) in titles.items():
            _put_entry(console, key, mark, title, max(map(columns, titles)))
    console.print()
    for mark_words in MARKS.values():
        console.print(Text(mark_words[language], style="dim"))
    return drawn(console)


def _put_entry(console: Console, key: str, mark: str, words: str, width: int) -> None:
    """The entry on a line, its words wrapped beside its key where there is room, else below it."""
    beside = console.width - width - 7
    if beside < _LEAST_ROOM:
        console.print(Text(f"  {key}  {mark}"), soft_wrap=True)
        write(console, words, indent=4)
        return
    first, *others = wrap(words, beside)
    console.print(Text(f"  {key:<{width}}  {mark}  {first}"), soft_wrap=True)
    for other in others:
        console.print(Text(" " * (width + 7) + other), soft_wrap=True)


def draw_parameter(found: Parameter, day: date | None, look: Look) -> bytes:
    """Title, and each value with its days, its source and its mark; or that of one day. Raises OutsideTheLaw."""
    console, language = canvas(look), look.language
    _head(console, found.key, found.title[language])
    for dated in found.values if day is None else (found.on(day),):
        console.print(Text(_between(dated.start, dated.until, language), style="bold cyan"))
        write(console, value_words(found, dated, language), indent=2, style="green")
        _source(console, dated.source, dated.mark, language, dated.note)
    return drawn(console)


def draw_outcome(key: str, day: date | None, organ: OrganKind, look: Look) -> bytes:
    """What an outcome rests on, where it is counted, what it demands, its letter, and the remedy against it. Raises
    OutsideTheLaw."""
    console, language = canvas(look), look.language
    found = outcome(key, day or date.max)
    _head(console, f"outcome.{key}", found.title[language])
    _source(console, found.source, found.mark, language)
    rows = [
        word("row_of_edition", language, edition=id, row=row_words(id, row, language)) for id, row in found.rows.items()
    ]
    if found.other_rows:
        others = [row_words(EDITIONS[-1], row, language) for row in found.other_rows]
        rows.append(word("or_rows", language, rows=listed(others, language)))
    parts = [
        ("rows", rows),
        ("facts", [facts()[fact][language] for fact in found.facts]),
        ("rules_out", [facts()[fact][language] for fact in found.rules_out]),
        ("withheld_by", [outcomes()[ground].title[language] for ground in found.withheld_by]),
        ("letter", [letters()[found.letter][language]]),
    ]
    for part, lines in parts:
        if lines:
            console.print(Text(word(part, language), style="bold cyan"))
        for line in lines:
            write(console, line, indent=2)
    if found.whole:
        write(console, word("whole", language))
    _draw_rules(console, found.remedy, day, organ, language, found)
    if found.remedy_of_rest:
        console.print(Text(word("disclosed_part", language), style="bold cyan"))
        _draw_rules(console, found.remedy_of_rest, day, organ, language)
    return drawn(console)


def draw_remedy(kind: str, day: date | None, organ: OrganKind, look: Look) -> bytes:
    """The rules on the remedy against one kind of reply, over time or on a day. Raises OutsideTheLaw."""
    console, language = canvas(look), look.language
    _head(console, f"remedy.{kind}", REPLIES[kind][language])
    if day is not None:
        remedy(kind, day, organ)  # refuses a day without a rule
    _draw_rules(console, kind, day, organ, language)
    return drawn(console)


def _draw_rules(
    console: Console,
    kind: str,
    day: date | None,
    organ: OrganKind,
    language: Language,
    against: Outcome | None = None,
) -> None:
    """The rules that hold on the day, or have held since there is the outcome that they are against."""
    for rule in rules(kind):
        start, until = max(rule["from"], against.start if against else date.min), rule.get("until")
        if not start <= (day or until or date.max) <= (until or date.max):
            continue
        found = remedy(kind, start, organ, partly=bool(against and against.withheld_by))
        console.print(Text(word("remedy", language), style="bold cyan").append(f"  {_between(start, until, language)}"))
        told = bracketed(word("must_be_told", language), language) if found.must_be_told else ""
        write(console, word(f"route_{found.route}", language) + told, indent=2, style="green")
        _source(console, found.source, found.mark, language)
        if found.body_source and found.body_mark:
            write(console, found.wording(language), indent=2)
            write(console, word("body", language), indent=2, style="dim")
            _source(console, found.body_source, found.body_mark, language)
        if found.dispute:
            open_point = disputes()[found.dispute]
            point = open_point["title"][language]
            write(console, word("dispute_over", language, point=point), indent=2, style="yellow")
            write(console, open_point["note"][language], indent=2, style="yellow")


def _head(console: Console, key: str, title: str) -> None:
    console.print(Text(key, style="bold").append(f"  {title}", style="not bold"), soft_wrap=True)


def _between(start: date, until: date | None, language: Language) -> str:
    if until is None:
        return word("since_until", language, start=start)
    return word("between", language, start=start, until=until)


def _source(
    console: Console,
    source: dict[Language, str],
    mark: str,
    language: Language,
    note: dict[Language, str] | None = None,
) -> None:
    write(console, source[language], indent=2, style="dim")
    if note:
        write(console, note[language], indent=2, style="yellow")
    write(console, next(words[language] for key, words in MARKS.items() if key == mark), indent=2, style="dim")
