"""用法错误: one clear sentence for each way of calling the command wrongly."""

import click

from gongkai.cli.manual import METAVARS
from gongkai.cli.words import say
from gongkai.core.findings import Language

_OF_FILES = ("unread", "unwritable")
"""Sentences about what a file holds: the command was called rightly, and its usage is no help."""


class Misused(click.UsageError):
    """Called wrongly in a way that only we can tell. `key` names the sentence, `details` fill it."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


def sentence_for(error: click.UsageError, language: Language) -> str:
    """What was wrong with the call, and where its usage is told, in one line; of a file, what is wrong with it."""
    if isinstance(error, Misused) and error.key in _OF_FILES:
        return _problem(error, language)
    hint = say("usage_hint", language, command=error.ctx.command_path) if error.ctx else ""
    return say("usage", language, problem=_problem(error, language), hint=hint)


def _problem(error: click.UsageError, language: Language) -> str:
    match error:
        case Misused(key=key, details=details):
            return say(key, language, **details)
        case click.NoSuchOption(option_name=name, possibilities=close):
            return say("no_option", language, name=name) + did_you_mean(close or [], language)
        case click.exceptions.NoSuchCommand(command_name=name, possibilities=close):
            return say("no_command", language, name=name) + did_you_mean(close or [], language)
        case click.MissingParameter(param=click.Option(opts=opts)):
            return say("option_missing", language, name=opts[0])
        case click.MissingParameter(param=parameter) if parameter is not None:
            return say("argument_missing", language, name=METAVARS[parameter.name or ""][language].strip("[]…"))
        case click.BadParameter(param=parameter) if parameter is not None:
            return _wrong_value(error, parameter, language)
        case click.BadOptionUsage(option_name=name):
            return say("value_missing", language, name=name)
    return say("argument_extra", language)


def _wrong_value(error: click.BadParameter, parameter: click.Parameter, language: Language) -> str:
    name = parameter.opts[0] if isinstance(parameter, click.Option) else METAVARS[parameter.name or ""][language]
    match parameter.type:
        case click.Choice(choices=choices):
            allowed = say("one_of", language, values=" / ".join(map(str, choices)))
        case click.IntRange(min=least, max=most) if most is not None:
            allowed = say("between", language, least=least, most=most)
        case click.IntRange(min=least):
            allowed = say("at_least", language, least=least)
        case _:
            allowed = ""
    return say("value_wrong", language, name=name, allowed=allowed)


def did_you_mean(names: list[str], language: Language) -> str:
    """The question whether one of the close names was meant, or nothing."""
    return say("did_you_mean", language, names=" / ".join(names)) if names else ""
