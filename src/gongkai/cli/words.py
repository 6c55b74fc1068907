"""用语: every sentence that the command line says by itself, in Chinese and English, and which is spoken.

The language is that of `--language`, else of the environment's GONGKAI_LANGUAGE, else Chinese. LANG is not
asked: on servers it is set to English or C whoever sits before them.
"""

import os

from gongkai.cli.words_doctor import DOCTOR
from gongkai.cli.words_rollup import ROLLUP
from gongkai.cli.words_site import SITE
from gongkai.cli.words_writing import WRITING
from gongkai.core.findings import LANGUAGES, Language

VARIABLE = "GONGKAI_LANGUAGE"

SENTENCES: dict[str, dict[Language, str]] = {
    **WRITING,
    **ROLLUP,
    **SITE,
    **DOCTOR,
    # a file that can't be opened: its name stands before each
    "missing": {"zh": "找不到这个文件或文件夹。", "en": "there is no such file or folder."},
    "denied": {"zh": "没有读取这个文件的权限。", "en": "you may not read this file."},
    "loop": {
        "zh": "这个链接绕成了一个圈，打不开；请给出真正的文件。",
        "en": "this link leads round in a circle; give the file itself.",
    },
    "name": {
        "zh": "文件名太长，或含有不能用的字符。",
        "en": "the name is too long, or holds a character that no file name can.",
    },
    "special": {
        "zh": "不是普通文件，而是管道、设备或套接字；要读管道里的内容，请用 - 从标准输入读。",
        "en": "not an ordinary file but a pipe, device or socket; to read from a pipe, use -.",
    },
    "not_one_file": {"zh": "{name} 不是一份文件；请给出一份报告。", "en": "{name} is not one file; name one report."},
    "unread": {"zh": "{name}：{reason}", "en": "{name}: {reason}"},
    "previous_many": {
        "zh": "--previous 只能配一份报告；请逐份校核。",
        "en": "--previous goes with one report; check them one by one.",
    },
    # two reports side by side
    "swapped": {
        "zh": "旧的报告是 {old} 年度的，新的是 {new} 年度的，像是前后写反了；请先写旧的，再写新的。",
        "en": "the old report is for {old} and the new one for {new}: swapped, it seems. Name the older one first.",
    },
    "organs": {
        "zh": "两份报告的机关不同：{old_organ}、{new_organ}；仍逐格比较，请确认不是选错了文件。",
        "en": "the reports are of different organs, {old_organ} and {new_organ}; are these the right files?",
    },
    "years_unknown": {
        "zh": "有一份报告的年度看不出来，按所给的先后比较。",
        "en": "the year of one of the reports can't be told; they are compared in the order given.",
    },
    "same_year": {
        "zh": "两份都是 {new} 年度的报告，比较的是同一年度的两个版本，不比较结转。",
        "en": "both reports are for {new}: two versions of one report; the carry-over is not compared.",
    },
    "years_apart": {
        "zh": "两份报告不是前后相连的两年（{old}、{new}），结转不一定相接。",
        "en": "the reports are not of two years in a row ({old}, {new}), so what is carried over need not agree.",
    },
    "list_and_json": {
        "zh": "--json 和退改清单（--format、-o）不能同时用。",
        "en": "--json and a return list (--format, -o) do not go together.",
    },
    "list_needs_output": {
        "zh": "{format} 格式的退改清单要用 -o 写明存到哪个文件。",
        "en": "name the file for a return list as {format} with -o.",
    },
    "list_ending": {
        "zh": "-o {name} 的后缀与格式不符，应为 {endings}。",
        "en": "the ending of {name} and the format disagree; it should be {endings}.",
    },
    "list_no_folder": {
        "zh": "-o 所在的文件夹 {name} 不存在。",
        "en": "the folder {name} that -o names does not exist.",
    },
    "list_no_file": {
        "zh": "-o {name} 已经存在，却不是普通文件。",
        "en": "-o {name} is there already and is no ordinary file.",
    },
    "list_denied": {"zh": "没有写 {name} 的权限。", "en": "you may not write {name}."},
    "list_over_report": {
        "zh": "-o {name} 在要核对的文件之中，会把它盖掉；请换一个名字或者文件夹。",
        "en": "-o {name} is among the files to be checked and would be lost; choose another name or folder.",
    },
    "list_written": {
        "zh": "退改清单已写入 {name}：共 {files} 份，列有问题 {found} 份，读不出 {unread} 份。",
        "en": "return list written to {name}: files {files}, with findings {found}, could not be read {unread}.",
    },
    "closed": {"zh": "标准输入是关着的，没有内容可读。", "en": "standard input is closed, there is nothing to read."},
    "folder_empty": {
        "zh": "文件夹里没有可读的文件（会读文本、网页、Word、Excel、PDF 等文件，和没有后缀的文件；隐藏文件不读）。",
        "en": (
            "the folder holds no file to read (those are text, web pages, Word, Excel, PDF and the like, and files "
            "without an ending, not hidden)."
        ),
    },
    "folder_denied": {"zh": "没有打开这个文件夹的权限。", "en": "you may not open this folder."},
    "too_large": {
        "zh": "文件超过 {detail} MB，年度报告不会这么大，没有读取。",
        "en": "the file has more than {detail} MB; no annual report has, it was not read.",
    },
    "failed": {"zh": "读取文件时出错：{detail}。", "en": "reading the file failed: {detail}."},
    # a file over which the process that read it was lost
    "lost_time": {
        "zh": "读取超过 {seconds} 秒，已中止；年度报告不需要这么久，请检查是否选错了文件，或另存后再读。",
        "en": (
            "reading took more than {seconds} s and was stopped; no annual report takes that long, check that it is "
            "the right file, or save it anew and read that."
        ),
    },
    "lost_memory": {
        "zh": "读取所需的内存超过上限，已中止；请检查是否选错了文件，或另存后再读。",
        "en": (
            "reading needed more memory than it may have and was stopped; check that it is the right file, or save it "
            "anew and read that."
        ),
    },
    "lost_crash": {
        "zh": "读取这个文件时程序出错中止，没有得到结果；文件可能已损坏，请另存或重新导出后再读。",
        "en": (
            "the program failed while reading this file, without a result; the file may be damaged, save or export it "
            "anew and read that."
        ),
    },
    "left_out": {
        "zh": "文件夹里另有 {count} 个文件因后缀不同没有读：{endings}。要读其中某个，请直接写出它的名字。",
        "en": "not read in folders because of their endings: {endings}, {count} in all. Name a file to read it.",
    },
    "progress": {"zh": "读取", "en": "reading"},
    "interrupted": {"zh": "已中断。", "en": "interrupted."},
    # results that can't be written
    "unwritten": {
        "zh": "结果没有写完：{detail}。请检查磁盘空间和输出位置，再运行一次。",
        "en": "the results could not be written in full: {detail}. Check the disk and where they go, and run it again.",
    },
    "no_output": {
        "zh": "标准输出是关着的，结果无处可写。",
        "en": "standard output is closed, so there is nowhere to write the results.",
    },
    # bad usage
    "usage": {"zh": "用法不对：{problem}{hint}", "en": "bad usage: {problem}{hint}"},
    "usage_hint": {"zh": "用 {command} --help 看用法。", "en": " See {command} --help."},
    "did_you_mean": {"zh": "是不是 {names}？", "en": " Did you mean {names}?"},
    "no_option": {"zh": "没有 {name} 这个选项。", "en": "there is no option {name}."},
    "no_command": {"zh": "没有 {name} 这个命令。", "en": "there is no command {name}."},
    "argument_missing": {"zh": "缺少{name}。", "en": "{name} is missing."},
    "option_missing": {"zh": "缺少选项 {name}。", "en": "the option {name} is missing."},
    "value_missing": {
        "zh": "选项 {name} 的用法不对，或者缺少值。",
        "en": "the option {name} is used wrongly or lacks its value.",
    },
    "value_wrong": {"zh": "{name} 的值不对。{allowed}", "en": "the value of {name} is wrong.{allowed}"},
    "argument_extra": {"zh": "有多余的参数。", "en": "there are arguments too many."},
    "language_wrong": {
        "zh": "环境变量 GONGKAI_LANGUAGE 只能是 zh 或 en。",
        "en": "the environment's GONGKAI_LANGUAGE must be zh or en.",
    },
    "stdin_twice": {"zh": "标准输入“-”只能读一次。", "en": "standard input (-) can be read only once."},
    "one_of": {"zh": "可以是 {values}。", "en": " It may be {values}."},
    "between": {
        "zh": "应为 {least} 到 {most} 的整数。",
        "en": " It must be a whole number from {least} to {most}.",
    },
    "at_least": {
        "zh": "应为不小于 {least} 的整数。",
        "en": " It must be a whole number from {least} up.",
    },
    # reports written, added up
    "report_ending": {
        "zh": "-o {name} 的后缀不对，应为 {endings}。",
        "en": "the ending of {name} is wrong; it should be {endings}.",
    },
    "report_written": {"zh": "已写入 {name}。", "en": "written to {name}."},
    "convert_over_itself": {
        "zh": "-o {name} 就是要转换的文件，会把它盖掉；请换一个名字。",
        "en": "-o {name} is the file to be converted and would be lost; choose another name.",
    },
    "convert_missing": {
        "zh": "原件没有的 {count} 格，在新文件里是空白。",
        "en": "cells that the report does not have are blanks in the new file: {count}.",
    },
    "convert_unclear": {
        "zh": "不能确定的 {count} 格，在新文件里写作“?”，请对照原件补上。",
        "en": "cells that could not be told are a question mark in the new file, to be filled in: {count}.",
    },
    "unwritable": {"zh": "写不成这种文件：{reason}", "en": "it can't be written so: {reason}"},
    "blank_other_edition": {
        "zh": "{year} 年度应当使用 {due} 年格式，按要求写的是 {edition} 年格式。",
        "en": "the form due for {year} is that of {due}; as asked, that of {edition} is written.",
    },
    # the law: days, notices, facts
    "no_day": {
        "zh": "“{text}”不是日期；请写成 2026-09-18，年份在 1949 至 2100 之间。",
        "en": "‘{text}’ is no day; write it as 2026-09-18, in a year from 1949 to 2100.",
    },
    "no_span": {
        "zh": "{text} 不是起止日期；请写成 2026-09-21..2026-09-25，首尾两天都扣除。",
        "en": "{text} is no interval; write 2026-09-21..2026-09-25, both days are left out.",
    },
    "span_backward": {
        "zh": "{text} 的止日早于起日；请先写早的。",
        "en": "the interval {text} is backward; write the earlier day first.",
    },
    "restart_early": {
        "zh": "--restart 早于收到之日；它是收到补正后的申请或者缴费的日子。",
        "en": "--restart comes before the receipt; it is the day of the supplemented request or of the payment.",
    },
    "extension_over": {
        "zh": "--extend 最多 {most}：延期最长不超过 {most} 个工作日（《条例》第三十三条第二款）。",
        "en": "--extend is at most {most}: an extension is no longer than {most} working days (Regulation, "
        "Article 33(2)).",
    },
    "days_or_period": {
        "zh": "--days 和 --for 只能用一个。",
        "en": "--days and --for do not go together.",
    },
    "only_the_reply": {
        "zh": "--extend、--exclude、--restart 只用于答复期限（{reply}），法律没有规定 {entry} 可以延期或者扣除。",
        "en": "--extend, --exclude and --restart are for the reply's period ({reply}); the law knows none for {entry}.",
    },
    "nothing_known": {
        "zh": "那时还没有公布过任何一年的放假安排（记录从 2019 年的通知开始）。",
        "en": "no notice on holidays on record was published by then; they begin with that for 2019.",
    },
    "no_period": {
        "zh": "没有 {entry} 这个期限。{hint}gongkai law list 列出全部。",
        "en": "there is no period {entry}.{hint} gongkai law list lists them.",
    },
    "no_key": {
        "zh": "没有 {entry} 这一项。{hint}gongkai law list 列出全部。",
        "en": "there is no entry {entry}.{hint} gongkai law list lists them.",
    },
    "not_the_law_then": {
        "zh": "{entry} 在 {day} 没有规定：自 {start} 起才有。",
        "en": "{entry} had no rule on {day}: it begins on {start}.",
    },
    "before_the_data": {
        "zh": "{year} 年不在日历范围内，算不出来；日历从 {first} 年开始。",
        "en": "the calendar does not cover {year}, so nothing can be counted; it begins with {first}.",
    },
    "too_far": {
        "zh": "{day} 太远了：放假安排公布到 {last} 年为止。",
        "en": "{day} is too far off: holidays are announced up to {last}.",
    },
    "no_area": {
        "zh": "没有 {area} 的地方假日数据；有的是 {areas}。其他地区请用 --notice 给出放假安排文件。",
        "en": "there are no local holidays of {area} on record; there are {areas}. Give others with --notice FILE.",
    },
    "one_file": {"zh": "{name} 是文件夹；请给出一个文件。", "en": "{name} is a folder; name one file."},
    "facts_too_large": {
        "zh": "文件超过 {most} KB，一件申请的事实、一年的放假安排不会这么大，没有读取。",
        "en": "the file has more than {most} KB; no request's facts and no notice has, it was not read.",
    },
    "facts_too_deep": {
        "zh": "文件层层嵌套超过 {most} 层，没有读取；请照 docs/clock.md 的写法。",
        "en": "the file is nested more than {most} deep and was not read; write it as docs/clock.md shows.",
    },
    "no_utf8": {"zh": "不是 UTF-8 文本；请另存为 UTF-8。", "en": "it is not UTF-8 text; save it as UTF-8."},
    "no_facts_file": {
        "zh": "{name} 不是能读的 TOML 或 JSON 文件（{detail}）。",
        "en": "{name} is not TOML or JSON that can be read ({detail}).",
    },
    "no_events": {
        "zh": "{name} 里没有办理事实；TOML 文件每条事实以 [[events]] 开头，JSON 文件放在 events 列表里。",
        "en": "there are no facts in {name}; in TOML each begins with [[events]], in JSON they are the list events.",
    },
    "items_or_pages": {
        "zh": "请用 --items 或 --pages 给出件数或页数，只能用一个。",
        "en": "give the items with --items or the pages with --pages, one of them.",
    },
    "no_days_to_show": {
        "zh": "{text} 不是年份、日期或起止日期；例如 2026、2026-02-14、2026-02-01..2026-02-28。",
        "en": "{text} is no year, day or interval; such as 2026, 2026-02-14, 2026-02-01..2026-02-28.",
    },
    "uncovered": {
        "zh": "不能确定：{year} 年的放假安排没有公布。",
        "en": "not certain: the holidays of {year} are not announced.",
    },
    "uncovered_area": {
        "zh": "不能确定：没有 {area} {year} 年的地方假日数据。",
        "en": "not certain: the local holidays of {area} for {year} are not on record.",
    },
    "law_of_then": {
        "zh": "{days} 个工作日是 {start} 起施行的《条例》的期限；{day} 收到的申请，当时的法律另有规定。",
        "en": "{days} working days are the period of the Regulation in force from {start}; on {day} the law "
        "was another.",
    },
    "from_memory": {
        "zh": "{name}：{note}",
        "en": "{name}: {note}",
    },
    "no_rule": {
        "zh": "没有 {code} 这个校核代码。{hint}不带代码的 gongkai rule 列出全部代码。",
        "en": "there is no check {code}.{hint} Without a code, gongkai rule lists them all.",
    },
    "example_next": {
        "zh": (
            "这份报告是虚构的，随 gongkai 一起提供，其中有意留了一处错误。接下来可以试：\n"
            "  gongkai rule T3.ROW                这条规则的含义和依据\n"
            "  gongkai report check 你的报告.txt  校核自己的报告\n"
            "  gongkai report read --json 文件夹  读取一个文件夹，一份报告输出一行 JSON\n"
        ),
        "en": (
            "This report is invented and comes along with gongkai, with one mistake left in. To try next:\n"
            "  gongkai rule T3.ROW                what this check means, and its legal basis\n"
            "  gongkai report check report.txt    check a report of your own\n"
            "  gongkai report read --json folder  read a folder, one line of JSON a report\n"
        ),
    },
}


def language_from_environment() -> Language:
    """The language that the environment asks for, Chinese where it asks for none that there is."""
    asked = os.environ.get(VARIABLE, "")
    return next((language for language in LANGUAGES if language == asked), "zh")


def say(key: str, language: Language, **details: object) -> str:
    """The sentence of that key with its blanks filled. Raises KeyError for a key there is not."""
    return SENTENCES[key][language].format(**details)
