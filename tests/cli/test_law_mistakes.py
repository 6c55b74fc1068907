"""The commands about the law, used wrongly: one clear sentence, whatever is asked and whatever the file holds."""

import json
from pathlib import Path

import pytest

from gongkai.cli.main import run
from tests.cli.calls import call, lines

WRONG = [
    ("deadline 明天", "用法不对：“明天”不是日期；请写成 2026-09-18"),
    ("deadline 2026-02-30", "用法不对：“2026-02-30”不是日期"),
    ("deadline 2026-09-18 --restart 9999-12-31", "用法不对：“9999-12-31”不是日期"),
    ("deadline 2026-09-18 --exclude 2026-09-20..2099-12-31", "用法不对：2099-12-31 太远了"),
    ("deadline 2026-09-18 --days 1001", "用法不对：--days 的值不对。应为 1 到 1000 的整数。"),
    ("deadline 2026-09-18 --as-of 2018-01-01", "用法不对：那时还没有公布过"),
    (
        "deadline 2026-09-18 --for requests.third_party --extend 5",
        "用法不对：--extend、--exclude、--restart 只用于答复期限",
    ),
    ("deadline 2026-09-18 --for requests.extension", "用法不对：没有 requests.extension 这个期限"),
    ("deadline", "用法不对：缺少收到之日。"),
    ("deadline 2026-09-18 --extend 21", "用法不对：--extend 最多 20"),
    ("deadline 2026-09-18 --extend 0", "用法不对：--extend 的值不对。"),
    ("deadline 2026-09-18 --days 0", "用法不对：--days 的值不对。"),
    ("deadline 2026-09-18 --exclude 2026-09-25..2026-09-21", "用法不对：2026-09-25..2026-09-21 的止日早于起日"),
    ("deadline 2026-09-18 --exclude 中秋", "用法不对：中秋 不是起止日期"),
    (
        "deadline 2026-09-18 --exclude 2026-09-21..2026-09-22..2026-09-23",
        "用法不对：2026-09-21..2026-09-22..2026-09-23",
    ),
    ("deadline 2026-09-18 --restart 2026-09-17", "用法不对：--restart 早于收到之日"),
    ("deadline 2026-09-18 --days 7 --for publication.budget", "用法不对：--days 和 --for 只能用一个。"),
    (
        "deadline 2026-09-18 --for publication.budgets",
        "用法不对：没有 publication.budgets 这个期限。是不是 publication.budget",
    ),
    (
        "deadline 2026-09-18 --for publication.budget --extend 3",
        "用法不对：--extend、--exclude、--restart 只用于答复期限",
    ),
    ("deadline 2020-09-18 --for fees.payment", "用法不对：fees.payment 在 2020-09-18 没有规定：自 2021-01-01 起才有。"),
    ("deadline 2018-12-20", "用法不对：2018 年不在日历范围内"),
    ("deadline 9000-01-01", "用法不对：“9000-01-01”不是日期"),
    ("deadline 2090-01-01", "用法不对：2090-01-01 太远了"),
    ("deadline 2026-09-18 --area 云溪县", "用法不对：没有 云溪县 的地方假日数据"),
    ("deadline 2026-09-18 --notice nowhere.toml", "nowhere.toml：找不到这个文件或文件夹。"),
    ("fee", "用法不对：请用 --items 或 --pages"),
    ("fee --items 3 --pages 3", "用法不对：请用 --items 或 --pages"),
    ("fee --items 0", "用法不对：--items 的值不对。"),
    ("fee --items 11 --on 2020-12-31", "用法不对：fees.per_item 在 2020-12-31 没有规定：自 2021-01-01 起才有。"),
    ("law show requests.replies", "用法不对：没有 requests.replies 这一项。是不是 requests.reply"),
    ("law show fees.payment --on 2020-12-31", "用法不对：fees.payment 在 2020-12-31 没有规定：自 2021-01-01 起才有。"),
    ("law show outcome.other.unpaid --on 2020-12-31", "用法不对：outcome.other.unpaid 在 2020-12-31 没有规定"),
    ("law show remedy.refusal --on 2019-05-14 --json", "用法不对：remedy.refusal 在 2019-05-14 没有规定"),
    ("law show remedy.refusal --on 2019-05-14", "用法不对：remedy.refusal 在 2019-05-14 没有规定"),
    ("law show outcome.other.unpaid --on 2020-12-31 --json", "用法不对：outcome.other.unpaid 在"),
    ("calendar show 0000", "用法不对：0000 不是年份、日期或起止日期"),
    ("calendar show 去年", "用法不对：去年 不是年份、日期或起止日期"),
    ("calendar show 2018", "2018 年不在日历范围内"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_what_is_given_wrongly_is_one_clear_sentence(
    arguments: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments.split()) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith(said)
    assert told.err.count("\n") == 1


BAD_FACTS = [
    (b"kind = ", "不是能读的 TOML 或 JSON 文件"),
    (b'{"events": [}', "不是能读的 TOML 或 JSON 文件"),
    (b"", "没有办理事实"),
    (b'[[events]]\nkind = "submitted"\nchannel = "post"\non = 9999-12-31', "日期 9999-12-31 不可能"),
    (b"events = 3", "没有办理事实"),
    (b'[[events]]\nkind = "submitted"\nchannel = "pigeon"\non = 2026-02-02', "channel 不能是 pigeon"),
    (b'{"events": [{"kind": "submitted", "channel": "post", "on": "soon"}]}', "on 的值 soon 写法不对"),
    (b'{"events": [{"kind": "paid", "on": "2026-01-05", "recorded_at": "soon"}]}', "recorded_at 的值 soon 写法不对"),
    (b'[[events]]\nkind = "paid"\non = 2026-02-02', "没有“提交申请”的记录"),
    (b'[[events]]\nkind = "submitted"\nchannel = "post"\non = 2018-02-02', "没有规定：自 2019-05-15 起才有"),
    ("申请".encode("gbk"), "不是 UTF-8 文本"),
]


@pytest.mark.parametrize(("content", "said"), BAD_FACTS)
def test_facts_that_can_not_be_taken_are_one_clear_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "case.toml"
    path.write_bytes(content)
    result = call("clock", str(path), "--as-of", "2026-03-02", "--json")
    (found,) = lines(result.stdout)
    assert result.exit_code == 2
    assert said in found["error"]
    assert found["error"] in result.stderr
    assert result.stderr.count("\n") == 1


HOSTILE = {
    "deep JSON": b'{"events":' * 100_000,
    "deep JSON list": b'{"events": ' + b"[" * 50_000,
    "deep TOML": b"a = " + b"[" * 100_000,
    "dotted TOML": b"a" + b".a" * 50_000 + b" = 1",
    "large": b"# " + b"x" * 2_000_000,
    "binary": bytes(range(256)) * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("command", ["clock FILE", "calendar check FILE", "deadline 2026-09-18 --notice FILE"])
def test_a_hostile_file_is_one_sentence(
    tmp_path: Path, name: str, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(HOSTILE[name])
    assert run([word.replace("FILE", str(path)) for word in command.split()]) == 2
    told = capfd.readouterr()
    assert (told.out + told.err).count("\n") == 1


SIGNS = "\x1b[31m甲\u202e\x9b乙\n丙"


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path, notice: str) -> None:
    facts = {
        "events": [
            {"kind": "submitted", "channel": "post", "on": "2026-03-02"},
            {"kind": "third_party_asked", "on": "2026-03-03", "about": SIGNS},
            {"kind": "extended", "on": "2026-03-04", "days": 5, "consent_by": SIGNS},
        ]
    }
    case = tmp_path / "case.json"
    case.write_text(json.dumps(facts), "utf-8")
    other = tmp_path / "other.toml"
    escaped = json.dumps(SIGNS)[1:-1]
    other.write_text(Path(notice).read_text("utf-8").replace("虚构〔2026〕1号", escaped), "utf-8")
    shown = [
        call("clock", str(case), "--as-of", "2026-03-20", "--explain"),
        call("calendar", "check", str(other)),
        call("deadline", "2026-12-20", "--notice", str(other), "--explain"),
        call("calendar", "show", "2027-02-05..2027-02-09", "--notice", str(other)),
    ]
    for result in shown:
        assert "甲" in result.stdout
        for sign in ("\x1b", "\u202e", "\x9b"):
            assert sign not in result.stdout


def test_a_folder_and_a_missing_file_are_no_facts(tmp_path: Path) -> None:
    for path, said in ((tmp_path, "是文件夹"), (tmp_path / "none.toml", "找不到")):
        result = call("clock", str(path))
        assert result.exit_code == 2
        assert said in result.stderr
