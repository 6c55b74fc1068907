"""单份文件: a file that an option or a command names by itself, such as last year's report, read in a child process."""

from gongkai.bulk import isolate
from gongkai.bulk.folders import LeftOut, Unopened, contents, sources
from gongkai.cli.screen import printable
from gongkai.cli.stream import STANDARD_INPUT, standard_input
from gongkai.cli.usage import Misused
from gongkai.cli.words import say
from gongkai.core.findings import Language
from gongkai.core.readers import Unreadable
from gongkai.core.report import FilledReport


def read_one(path: str, language: Language) -> FilledReport:
    """The report in the file, or on standard input where `path` is '-'. Raises Misused, with the reason in words, where
    it can't be read."""
    found = [standard_input()] if path == STANDARD_INPUT else list(sources(path, LeftOut()))
    if len(found) != 1:
        raise Misused("not_one_file", name=printable(path))
    (source,) = found
    try:
        return isolate.read(contents(source), source.name)
    except Unopened as unopened:
        reason = say(unopened.reason, language, detail=unopened.detail)
    except Unreadable as unreadable:
        reason = unreadable.sentence(language)
    except isolate.Lost as lost:
        reason = say(f"lost_{lost.loss.reason}", language, seconds=lost.loss.seconds)
    raise Misused("unread", name=printable(path), reason=reason)
