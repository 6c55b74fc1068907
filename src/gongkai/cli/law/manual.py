"""法律命令的帮助: what `--help` says of the commands about the law, as `gongkai.cli.manual` of the others."""

from gongkai.core.findings import Language

Words = dict[Language, str]

SHORT: dict[str, Words] = {
    "deadline": {"zh": "计算期限，逐日说明", "en": "count a period, day by day"},
    "clock": {"zh": "由办理事实推出一件申请的期限和下一步", "en": "a request's due day and next step, from its facts"},
    "fee": {"zh": "计算信息处理费", "en": "the information processing fee"},
    "calendar": {"zh": "工作日历：查看、核对", "en": "the working calendar: show, check"},
    "calendar show": {"zh": "显示哪天上班，依据哪个通知", "en": "show which days work, and by which notice"},
    "calendar check": {"zh": "核对放假安排文件", "en": "check the files of holiday notices"},
    "law": {"zh": "法定期限、标准、结果、救济及其来源", "en": "periods, tariffs, outcomes, remedies, with sources"},
    "law list": {"zh": "列出全部", "en": "list them all"},
    "law show": {"zh": "显示一项及其来源", "en": "show one with its source"},
}

TEXTS: dict[str, Words] = {
    "deadline": {
        "zh": (
            "从收到之日起计算期限，收到当日不计；默认是答复申请的 20 个工作日。按放假安排通知计算工作日，"
            "调休上班的周末也计入。\n"
            "  gongkai deadline 2026-09-18 --explain\n"
            "  gongkai deadline 2026-02-02 --extend 20 --exclude 2026-02-10..2026-03-02\n"
            "  gongkai deadline 2026-09-11 --for publication.budget\n"
            "退出码：0 已算出；2 用法不对，或结果没有写完；3 期限进入尚未公布放假安排的年份，届满之日不能确定。"
        ),
        "en": (
            "Counts a period from the day of receipt, which is not counted itself; by default the 20 "
            "working days for the "
            "reply to a request. Working days are those of the holiday notices, weekends worked instead included.\n"
            "  gongkai deadline 2026-09-18 --explain\n"
            "  gongkai deadline 2026-02-02 --extend 20 --exclude 2026-02-10..2026-03-02\n"
            "  gongkai deadline 2026-09-11 --for publication.budget\n"
            "Exit status: 0 counted; 2 bad usage, or the results could not be written; 3 the period runs "
            "into a year whose "
            "holidays are not announced, so that the last day is not certain."
        ),
    },
    "clock": {
        "zh": (
            "读取一件申请的办理事实（TOML，每条以 [[events]] 开头；或 JSON），推出收到之日、届满之日、状态、"
            "问题和下一步。"
            "给出 --as-of 时，只用当日已经记录的事实和已经公布的放假安排。- 从标准输入读。事实的种类见 "
            "docs/law.md。例如：\n"
            " [[events]]\n"
            '  kind = "submitted"\n'
            '  channel = "online"\n'
            "  on = 2026-02-02\n"
            "退出码：0 未逾期；1 已逾期；2 文件读不出、事实有误、结果没有写完，或用法不对；3 "
            "放假安排未公布，届满之日不能确定。"
        ),
        "en": (
            "Reads the facts of one request (TOML, each beginning with [[events]]; or JSON) and derives the "
            "day of receipt, "
            "the due day, the status, what is wrong and what to do next. With --as-of, only facts recorded "
            "and holidays "
            "announced by that day count. - reads standard input. docs/law.md lists the kinds of facts. For example:\n"
            "  [[events]]\n"
            '  kind = "submitted"\n'
            '  channel = "online"\n'
            "  on = 2026-02-02\n"
            "Exit status: 0 not late; 1 late; 2 the file could not be read, its facts are wrong, the "
            "results could not be "
            "written, or bad usage; 3 holidays are not announced, so that the last day is not certain."
        ),
    },
    "fee": {
        "zh": (
            "计算信息处理费（国办函〔2020〕109号）：同一申请人当月第 N 件的费用和当月累计，或者一件申请 N 页的费用。\n"
            "  gongkai fee --items 31\n"
            "  gongkai fee --pages 101\n"
            "退出码：0 已算出；2 用法不对，或结果没有写完。"
        ),
        "en": (
            "The information processing fee (国办函〔2020〕109号): of the N-th item of one applicant's "
            "calendar month and of "
            "the month, or of N pages of one request.\n"
            "  gongkai fee --items 31\n"
            "  gongkai fee --pages 101\n"
            "Exit status: 0 counted; 2 bad usage, or the results could not be written."
        ),
    },
    "calendar": {
        "zh": "查看工作日历，核对放假安排文件。",
        "en": "Shows the working calendar, and checks the files of holiday notices.",
    },
    "calendar show": {
        "zh": (
            "显示一年、一天或一段日子：哪天上班、哪天休息，依据哪个通知。\n"
            "  gongkai calendar show 2026\n"
            "  gongkai calendar show 2020-01-20..2020-02-05 --as-of 2020-01-26\n"
            "退出码：0 已显示；2 用法不对、日历不包括这些日子，或结果没有写完；3 其中有尚未公布放假安排的年份。"
        ),
        "en": (
            "Shows a year, a day or an interval: which days work, which are off, and by which notice.\n"
            "  gongkai calendar show 2026\n"
            "  gongkai calendar show 2020-01-20..2020-02-05 --as-of 2020-01-26\n"
            "Exit status: 0 shown; 2 bad usage, the calendar does not cover these days, or the results "
            "could not be written; "
            "3 the holidays of a year in it are not announced."
        ),
    },
    "calendar check": {
        "zh": (
            "核对放假安排文件：七个节日齐全、调休平衡、日期不重复、各年前后相连。不给文件时核对随附的各年。"
            "新一年的通知公布后，照随附文件写一个，核对无误即可用 --notice 加入计算。\n"
            "  gongkai calendar check 2027.toml\n"
            "退出码：0 无误；1 有错误；2 有文件读不出、结果没有写完，或用法不对。"
        ),
        "en": (
            "Checks the files of holiday notices: all seven holidays are there, days worked balance days "
            "off, no day stands "
            "twice, the years follow each other. Without files, those that come along. When a new year is "
            "announced, write "
            "a file like them; once it is in order, --notice makes it count.\n"
            "  gongkai calendar check 2027.toml\n"
            "Exit status: 0 in order; 1 something is wrong; 2 a file could not be read, the results could "
            "not be written, or "
            "bad usage."
        ),
    },
    "law": {
        "zh": "列出、显示系统所用的法定期限、收费标准、计算规则、办理结果和救济途径，连同来源和把握。",
        "en": "Lists and shows the periods, tariffs, rules of counting, outcomes and remedies in use, with source and "
        "certainty.",
    },
    "law list": {
        "zh": "列出全部：键、把握（V 已核对原文，M 凭记忆，D 本系统的设定）、名称和现值。\n  gongkai law list",
        "en": "Lists them all: key, certainty (V text read, M from memory, D decided here), title and newest value.\n"
        "  gongkai law list",
    },
    "law show": {
        "zh": (
            "显示一项：历次的值、起止日期、来源、把握；给出 --on 时只显示当日有效的。办理结果写 outcome.…，"
            "救济写 remedy.…。\n"
            "  gongkai law show requests.reply\n"
            "  gongkai law show outcome.refused.third_party --on 2026-01-05\n"
            "  gongkai law show remedy.unavailable\n"
            "退出码：0 已显示；2 没有这一项、当日没有规定、结果没有写完，或用法不对。"
        ),
        "en": (
            "Shows one: the values it has had with their days, source and certainty; with --on what holds on that day. "
            "Outcomes are outcome.…, remedies remedy.….\n"
            "  gongkai law show requests.reply\n"
            "  gongkai law show outcome.refused.third_party --on 2026-01-05\n"
            "  gongkai law show remedy.unavailable\n"
            "Exit status: 0 shown; 2 there is no such entry, or no rule on that day, the results could not "
            "be written, or "
            "bad usage."
        ),
    },
}

PARAMETERS: dict[str, Words] = {
    "days": {"zh": "工作日数（默认 20，答复申请的期限）", "en": "working days (default 20, the period for a reply)"},
    "period": {
        "zh": "按哪一个法定期限计算，如 publication.information；gongkai law list 列出",
        "en": "the period to count, such as publication.information; gongkai law list has them",
    },
    "extend": {"zh": "延期的工作日数，最多 20", "en": "an extension in working days, at most 20"},
    "exclude": {
        "zh": "扣除的起止日期，首尾都扣；可以有多个",
        "en": "days left out, both ends included; may be repeated",
    },
    "restart": {
        "zh": "收到补正后的申请或者缴费的日子，从次日重新起算",
        "en": "the day of the supplemented request, or of the payment; counting begins anew on the next",
    },
    "as_of": {
        "zh": "以这一天为准：只用当日已公布的放假安排（和已记录的事实）",
        "en": "as of this day: with the holidays announced (and the facts recorded) by then",
    },
    "area": {"zh": "加上这个地区的地方假日", "en": "with the local holidays of this area"},
    "notices": {"zh": "另加的放假安排文件；可以有多个", "en": "a file of a holiday notice to add; may be repeated"},
    "explain": {"zh": "逐日列出，写明依据", "en": "a line a day, with its ground"},
    "items": {"zh": "当月第几件", "en": "which item of the month"},
    "pages": {"zh": "多少页", "en": "how many pages"},
    "day": {"zh": "以这一天的规定为准", "en": "by the law of this day"},
    "organ": {
        "zh": "答复机关的种类，决定向谁复议、起诉；默认 department（政府部门），其余见 docs/law.md",
        "en": "the kind of organ that replies, which decides where to go; by default department, others in docs/law.md",
    },
}

METAVARS: dict[str, Words] = {
    "received": {"zh": "收到之日", "en": "RECEIVED"},
    "facts": {"zh": "事实文件", "en": "FACTS"},
    "key": {"zh": "键", "en": "KEY"},
    "days": {"zh": "N", "en": "N"},
    "span": {"zh": "年份或日期", "en": "DAYS"},
    "period": {"zh": "键", "en": "KEY"},
    "extend": {"zh": "N", "en": "N"},
    "exclude": {"zh": "起..止", "en": "FROM..TO"},
    "restart": {"zh": "日期", "en": "DATE"},
    "as_of": {"zh": "日期", "en": "DATE"},
    "area": {"zh": "地区", "en": "NAME"},
    "notices": {"zh": "文件", "en": "FILE"},
    "items": {"zh": "N", "en": "N"},
    "pages": {"zh": "N", "en": "N"},
    "day": {"zh": "日期", "en": "DATE"},
    "organ": {"zh": "种类", "en": "KIND"},
}
