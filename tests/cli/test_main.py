"""Help, language, bad usage, the other commands."""

import os
import pty
import re
import subprocess
from itertools import product

import pytest

import gongkai
from gongkai.cli.bilingual import columns
from gongkai.cli.labels import LABELS, NARROW_COLUMNS, SEVERITIES
from gongkai.cli.main import COMMANDS
from gongkai.cli.manual import HEADINGS, METAVARS, PARAMETERS, SHORT, TEXTS
from gongkai.cli.words import SENTENCES
from gongkai.core.checks.catalogue import codes
from gongkai.core.findings import LANGUAGES
from tests.cli.calls import COMMAND, call, start
from tests.cli.snapshots import assert_snapshot

CALLS = [
    "",
    "report",
    "report read",
    "report check",
    "report claims",
    "report compare",
    "report convert",
    "report blank",
    "report rollup",
    "rule",
    "deadline",
    "clock",
    "fee",
    "calendar",
    "calendar show",
    "calendar check",
    "law",
    "law list",
    "law show",
    "demo",
    "serve",
    "worker",
    "migrate",
    "createadmin",
    "backup",
    "restore",
    "move-to-postgres",
    "audit",
    "search",
    "search reindex",
    "search check",
    "audit verify",
    "audit anchor",
    "doctor",
    "keys",
    "keys rotate",
    "example",
    "completion",
]


def test_the_help_of_every_command() -> None:
    texts = []
    for language, words in product(LANGUAGES, CALLS):
        result = call("--language", language, *words.split(), "--help")
        assert result.exit_code == 0
        called = " ".join(["$ gongkai --language", language, *words.split(), "--help"])
        texts.append(f"{called}\n{result.stdout}")
    assert_snapshot("help.txt", "\n".join(texts))


@pytest.mark.parametrize("width", [50, 60, 80, 200])
def test_help_stays_within_the_terminal(width: int) -> None:
    for words in CALLS:
        printed = call(*words.split(), "--help", columns=width).stdout.splitlines()
        examples = [line for line in printed if line.startswith("    ")]
        assert max(columns(line) for line in printed if line not in examples) <= width


def test_a_call_without_a_command_shows_help() -> None:
    assert call().stdout == call("--help").stdout
    assert call("report").stdout == call("report", "--help").stdout
    assert call("report").exit_code == 0


@pytest.mark.parametrize("words", [SENTENCES, LABELS, HEADINGS, SHORT, TEXTS, PARAMETERS, METAVARS, NARROW_COLUMNS])
def test_everything_is_said_in_both_languages(words: dict[str, dict[str, str]]) -> None:
    assert all(tuple(both) == LANGUAGES and all(both.values()) for both in words.values())
    assert all(tuple(both) == LANGUAGES for both in SEVERITIES.values())


def test_every_command_has_its_place_in_the_manual() -> None:
    assert set(COMMANDS) <= set(SHORT)
    assert set(SHORT) | {""} == set(TEXTS)
    assert set(CALLS) == set(TEXTS)


def test_the_version() -> None:
    assert call("--version").stdout == f"gongkai {gongkai.__version__}\n"


@pytest.mark.slow
def test_the_language_is_the_innermost_option_then_the_environment_then_chinese() -> None:
    assert start("rule", "T3.ROW").stdout.decode().startswith("T3.ROW  表三")
    assert b"Meaning" in start("rule", "T3.ROW", GONGKAI_LANGUAGE="en").stdout
    assert b"Meaning" in start("rule", "T3.ROW", "--language", "en").stdout
    assert b"Meaning" in start("--language", "en", "rule", "T3.ROW").stdout
    assert b"Meaning" not in start("--language", "en", "rule", "T3.ROW", "--language", "zh").stdout
    assert b"Meaning" not in start("rule", "T3.ROW", LANG="en_GB.UTF-8").stdout
    wrong = start("rule", GONGKAI_LANGUAGE="fr")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode() == "环境变量 GONGKAI_LANGUAGE 只能是 zh 或 en。\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("reprt", "用法不对：没有 reprt 这个命令。用 gongkai --help 看用法。"),
        ("report chek", "用法不对：没有 chek 这个命令。是不是 check？用 gongkai report --help 看用法。"),
        ("report read", "用法不对：缺少文件。用 gongkai report read --help 看用法。"),
        (
            "report read a --quite",
            "用法不对：没有 --quite 这个选项。是不是 --quiet？用 gongkai report read --help 看用法。",
        ),
        (
            "report read a --jobs 0",
            "用法不对：--jobs 的值不对。应为不小于 1 的整数。用 gongkai report read --help 看用法。",
        ),
        ("report read a --jobs", "用法不对：选项 --jobs 的用法不对，或者缺少值。"),
        ("report read a --json=1", "用法不对：选项 --json 的用法不对，或者缺少值。"),
        ("report read - -", "用法不对：标准输入“-”只能读一次。用 gongkai report read --help 看用法。"),
        ("rule T3.RO", "用法不对：没有 T3.RO 这个校核代码。是不是 T3.ROW"),
        ("rule T3.ROW T3.ROW", "用法不对：有多余的参数。用 gongkai rule --help 看用法。"),
        ("completion tcsh", "用法不对：bash|zsh|fish 的值不对。可以是 bash / zsh / fish。"),
        ("--language fr rule", "用法不对：--language 的值不对。可以是 zh / en。用 gongkai --help 看用法。"),
        ("--language en report", None),
        ("--language en nothing", "bad usage: there is no command nothing. See gongkai --help."),
        ("rule X --language en", "bad usage: there is no check X."),
    ],
)
def test_bad_usage_is_one_clear_sentence(arguments: str, said: str | None) -> None:
    done = start(*arguments.split())
    if said is None:
        assert (done.returncode, done.stderr) == (0, b"")
        return
    assert (done.returncode, done.stdout) == (2, b"")
    sentence = done.stderr.decode()
    assert sentence.startswith(said)
    assert sentence.count("\n") == 1


def test_a_rule_is_explained_in_any_case_of_its_letters() -> None:
    for language in LANGUAGES:
        for code in codes():
            result = call("rule", code.lower(), "--language", language)
            assert result.exit_code == 0
            assert result.stdout.startswith(code)
            assert all(columns(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ["--version", "--help", "rule", "rule --help", "report", "completion bash"])
def test_what_can_not_be_written_is_said_whatever_was_asked_for(arguments: str) -> None:
    for where, said in (("&-", "标准输出是关着的，"), ("/dev/full", "结果没有写完：磁盘已满。")):
        script = f'exec 1>{where} "$@"'
        command = ["sh", "-c", script, "sh", *COMMAND, *arguments.split()]
        done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(said)
        assert done.stderr.count(b"\n") == 1


@pytest.mark.slow
def test_a_mistake_of_the_program_is_not_taken_for_an_error_of_a_report() -> None:
    program = "from gongkai.cli import main; main.run = lambda _: 1 / 0; main.main()"
    done = subprocess.run([COMMAND[0], "-c", program], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"ZeroDivisionError" in done.stderr


def test_what_is_unproven_or_missing_has_one_word_in_english() -> None:
    said = [both["en"] for words in (SENTENCES, LABELS, SEVERITIES) for both in words.values()]
    assert not [sentence for sentence in said if "undecided" in sentence.lower() or "absent" in sentence]
    assert SEVERITIES["unproven"]["en"] == "Unproven:"


def test_headings_in_english_begin_with_a_capital() -> None:
    keys = ("meaning", "basis", "an_example", "figures", "cells_named", "quote", "notes", "chapters")
    assert [key for key in keys if not LABELS[key]["en"][0].isupper()] == []


def test_no_count_in_english_stands_before_a_plural() -> None:
    """A count may be 1, but for that of files in a total and that of the cells in a long list of them."""
    said = {key: both["en"] for words in (SENTENCES, LABELS) for key, both in words.items()}
    plural = re.compile(r"\{\w+\} (?!(?:is|was|has|does|holds|belongs|differs)\b)\w+s\b")
    assert {key for key, sentence in said.items() if plural.search(sentence)} == {
        "total_read",
        "total_check",
        "total_claims",
        "more_cells",
    }


def test_without_a_code_all_rules_are_listed() -> None:
    assert [line.split()[0] for line in call("rule").stdout.splitlines()] == list(codes())


def test_the_example_shows_the_mistake_and_what_to_try_next() -> None:
    result = call("example")
    assert result.exit_code == 0
    assert "T3.ROW" in result.stdout
    assert "gongkai rule T3.ROW" in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_call_the_command(shell: str) -> None:
    assert f"_GONGKAI_COMPLETE={shell}_complete" in call("completion", shell).stdout


def test_the_shell_is_told_how_words_go_on() -> None:
    def completed(words: str, count: int) -> list[str]:
        environment = {"_GONGKAI_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(count)}
        return start(**environment).stdout.decode().split()

    assert completed("gongkai ", 1) == [f"plain,{name}" for name in COMMANDS]
    assert completed("gongkai report c", 2) == ["plain,check", "plain,claims", "plain,compare", "plain,convert"]
    assert completed("gongkai rule t3.i", 2) == ["plain,T3.IDENT"]


def test_progress_is_for_a_terminal_whose_results_go_elsewhere(tmp_path: os.PathLike[str]) -> None:
    ours, theirs = pty.openpty()
    command = [*COMMAND, "report", "read", "--json", "none", "none either"]

    def seen(*more: str) -> tuple[bytes, str]:
        done = subprocess.run(
            [*command, *more],
            stdout=subprocess.PIPE,
            stderr=theirs,
            cwd=tmp_path,
            env={**os.environ, "TERM": "xterm"},
            check=False,
        )
        return done.stdout, os.read(ours, 100_000).decode()

    results, shown = seen()
    same_results, shown_quietly = seen("--quiet")
    os.close(ours)
    os.close(theirs)
    assert "2/2" in shown
    assert "none either: 找不到这个文件或文件夹。" in shown
    complaints = [f"{name}: 找不到这个文件或文件夹。" for name in ("none", "none either")]
    assert shown_quietly.splitlines() == complaints
    assert results == same_results
