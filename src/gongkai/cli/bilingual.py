"""双语命令: commands whose help is laid out here, in the language spoken and by the width of Chinese
characters.

click's own layout counts characters, not columns, and knows no line breaks between Chinese characters.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, TypeVar
from unicodedata import east_asian_width

import click

from gongkai.cli.manual import HEADINGS, METAVARS, PARAMETERS, SHORT, TEXTS
from gongkai.cli.output import put_line
from gongkai.cli.words import language_from_environment
from gongkai.core.findings import LANGUAGES, Language

_META = "gongkai.language"
_ATOM = re.compile(r"\s+|[〔“‘《\uff08(\[]*(?:[!-~]+|.)[,.;:!?)、。…”’》〕\uff0c\uff1b\uff1a\uff09\uff1f\uff01]*")
_NARROWEST, _WIDEST = 50, 100
_NARROWEST_LINE = 2
"""Columns that every line has: those of a wide character."""

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def language_of(context: click.Context | None) -> Language:
    """The language of this run: that of `--language` as far as it has been read, else that of the
    environment."""
    chosen: Language | None = context.meta.get(_META) if context is not None else None
    return chosen or language_from_environment()


def _remember_language(context: click.Context, parameter: click.Parameter, value: Language | None) -> None:
    if value is not None:
        context.meta[_META] = value


def language_option(command: Decorated) -> Decorated:
    """The option `--language`, which every command takes; the innermost one given holds."""
    return click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        is_eager=True,
        expose_value=False,
        callback=_remember_language,
    )(command)


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        put_line(context.get_help())
        context.exit()


def columns(text: str) -> int:
    """The columns that the text takes on a terminal: two for a wide character."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def shortened(text: str, width: int) -> str:
    """The text, or as much of its beginning as fits into `width` columns with … behind it.

    >>> shortened("要求提供公开出版物", 9)
    '要求提供…'
    """
    if columns(text) <= width:
        return text
    while columns(text) >= width:
        text = text[:-1]
    return text + "…"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces and between Chinese characters; a word
    longer than a line, behind a slash or else anywhere.

    >>> wrap("读取年度报告,显示 gongkai 读到的内容", 16)
    ['读取年度报告,显', '示 gongkai 读到', '的内容']
    >>> wrap("row.natural/business", 14)
    ['row.natural/', 'business']
    """
    lines, width = [""], max(width, _NARROWEST_LINE)
    for atom in chain.from_iterable(_fitting(found, width) for found in _ATOM.findall(text)):
        if columns(lines[-1] + atom.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += atom if lines[-1] else atom.lstrip()
    return [line.rstrip() for line in lines]


def _fitting(atom: str, width: int) -> Iterator[str]:
    """The atom itself; where no line can hold it, pieces that fit, parted behind a slash where it has one."""
    while len(atom) > width or columns(atom) > width:
        end = max(width, 1)
        while end > 1 and columns(atom[:end]) > width:
            end -= 1
        end = atom.rfind("/", 0, end) + 1 or end
        yield atom[:end]
        atom = atom[end:]
    yield atom


class Spoken(click.Command):
    """A command whose help comes from the manual under `topic`, the words that call it ('report read')."""

    def __init__(self, *arguments: Any, topic: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.topic = topic

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`; what it prints goes the way of all results."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """One line about the command, as the completion of a shell shows it."""
        return SHORT[self.topic][language_from_environment()]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line after the command's own words."""
        language = language_of(ctx)
        arguments = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Argument)]
        return [
            HEADINGS["options_metavar"][language],
            *(METAVARS[argument.name or ""][language] for argument in arguments),
        ]

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the whole help: usage, text, options."""
        language = language_of(ctx)
        width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
        usage = HEADINGS["usage"][language] + " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        lines = [usage, ""]
        for paragraph in TEXTS[self.topic][language].split("\n"):
            is_example = paragraph.startswith(" ")
            lines += [f"  {paragraph}"] if is_example else [f"  {line}" for line in wrap(paragraph, width - 2)]
        lines += ["", HEADINGS["options"][language], *_two_columns(self._options(ctx, language), width)]
        lines += self._commands(ctx, language, width)
        formatter.write("\n".join(lines) + "\n")

    def _options(self, ctx: click.Context, language: Language) -> list[tuple[str, str]]:
        options = [parameter for parameter in self.get_params(ctx) if isinstance(parameter, click.Option)]
        rows = []
        for option in options:
            name = "help" if "--help" in option.opts else option.name or ""
            metavar = METAVARS.get(name, {}).get(language, "")
            rows.append((f"{', '.join(option.opts)} {metavar}".rstrip(), PARAMETERS[name][language]))
        return rows

    def _commands(self, ctx: click.Context, language: Language, width: int) -> list[str]:
        return []


class SpokenGroup(Spoken, click.Group):
    """A group of commands. Called without one, it prints its help."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, invoke_without_command=True, no_args_is_help=False, **settings)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are defined."""
        return list(self.commands)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The pieces of the usage line after the group's own words."""
        language = language_of(ctx)
        return [HEADINGS["options_metavar"][language], HEADINGS["command_metavar"][language]]

    def _commands(self, ctx: click.Context, language: Language, width: int) -> list[str]:
        prefix = f"{self.topic} " if self.topic else ""
        rows = [(name, SHORT[prefix + name][language]) for name in self.list_commands(ctx)]
        return ["", HEADINGS["commands"][language], *_two_columns(rows, width)]


def _two_columns(rows: list[tuple[str, str]], width: int) -> list[str]:
    left = 2 + max(columns(term) for term, _ in rows) + 2
    lines = []
    for term, meaning in rows:
        first, *others = wrap(meaning, width - left)
        lines.append(f"  {term}".ljust(left - columns(term) + len(term)) + first)
        lines += [" " * left + other for other in others]
    return lines
