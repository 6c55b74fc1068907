"""帮助: what `--help` says, in Chinese and English, by command, and by option or argument.

A paragraph a line; an indented line is printed as it is (an example of use).
"""

from gongkai.cli import manual_site as site
from gongkai.cli.law import manual as law
from gongkai.core.findings import Language

Words = dict[Language, str]

HEADINGS: dict[str, Words] = {
    "usage": {"zh": "用法：", "en": "Usage: "},
    "options": {"zh": "选项：", "en": "Options:"},
    "commands": {"zh": "命令：", "en": "Commands:"},
    "options_metavar": {"zh": "[选项]", "en": "[OPTIONS]"},
    "command_metavar": {"zh": "命令 [参数]…", "en": "COMMAND [ARGS]…"},
}

SHORT: dict[str, Words] = {
    "report": {"zh": "年度报告：读取、校核、比较", "en": "annual reports: read, check, compare"},
    "report read": {"zh": "读取年度报告，显示读到的内容", "en": "read reports and show what was read"},
    "report check": {"zh": "读取并校核年度报告", "en": "read and check reports"},
    "report claims": {"zh": "列出文字里的数字是怎样读懂的", "en": "show how the figures of the text were understood"},
    "report compare": {"zh": "比较同一机关前后两年的报告", "en": "compare two years of one organ"},
    "report convert": {"zh": "把报告写成另一种文件", "en": "write a report as another kind of file"},
    "report blank": {"zh": "写一份空白格式，供填报", "en": "write the empty form to fill in"},
    "report rollup": {"zh": "汇总多份报告，与公布数对照", "en": "add reports up, hold them against a published one"},
    **law.SHORT,
    **site.SHORT,
    "rule": {
        "zh": "说明一条校核规则：含义、依据、例子",
        "en": "what a check means, its legal basis, an example",
    },
    "example": {"zh": "读取并校核随附的示例报告", "en": "read and check the example that comes along"},
    "completion": {"zh": "输出命令补全脚本", "en": "print the script that completes commands"},
}

_FILES: Words = {
    "zh": (
        "文件可以是文本、网页、Word、Excel、PDF，种类按内容判断；旧版 Word、Excel 和 WPS、RTF、ODF 文件要先装好 "
        "LibreOffice。文件可以有多份，结果按给出的顺序输出。- 从标准输入读。给出文件夹时，按名称顺序逐级读取"
        "其中后缀是这些种类的文件，和没有后缀的文件；隐藏文件和指向文件夹的链接不读；直接写出名字的文件不论后缀都读。"
    ),
    "en": (
        "A file may be text, a web page, Word, Excel or PDF, which is told from its content; old Word, Excel and "
        "WPS files, RTF and OpenDocument are read where LibreOffice is installed. Several files may be given; "
        "results come in that order. - reads standard input. In a folder, files with the endings of these kinds "
        "and files without an ending are read, in the order of their names, folders below included, hidden "
        "files and links to folders left out; a file that is named is read whatever its ending."
    ),
}

TEXTS: dict[str, Words] = {
    "": {
        "zh": (
            "公开 —— 政府信息公开工作平台。\n"
            "读取、校核、汇总政府信息公开工作年度报告（国办公开办函〔2019〕60号、〔2021〕30号格式），计算法定期限，"
            "运行机关的公开工作平台。初次使用请试：\n"
            "  gongkai example\n"
            "  gongkai demo"
        ),
        "en": (
            "gongkai (公开), the working system of an open-government-information office.\n"
            "It reads, checks and adds up the annual reports on government information disclosure (forms of 2019 and "
            "2021), counts the periods of the law, and runs the site of the organs. To begin with, try:\n"
            "  gongkai example\n"
            "  gongkai demo"
        ),
    },
    "report": {
        "zh": "读取、校核、比较政府信息公开工作年度报告。",
        "en": "Reads, checks and compares annual reports on government information disclosure.",
    },
    "report read": {
        "zh": (
            "读取年度报告，显示机关、年度、三张法定表格、六个章节。读不准的数不猜：空白是空白，看不清就写明看不清。\n"
            f"{_FILES['zh']}\n"
            "  gongkai report read 报告.txt\n"
            "  gongkai report read --json --jobs 4 报告文件夹 > 结果.jsonl\n"
            "退出码：0 全部读出；2 有文件读不出（其余照读）、结果没有写完，或用法不对。"
        ),
        "en": (
            "Reads reports and shows the organ, the year, the three statutory tables and the six chapters. "
            "Nothing is guessed: a blank stays a blank, and what can't be told is said to be unclear.\n"
            f"{_FILES['en']}\n"
            "  gongkai report read report.txt\n"
            "  gongkai report read --json --jobs 4 folder > results.jsonl\n"
            "Exit status: 0 all read; 2 a file could not be read (the others are), the "
            "results could not be written, or bad usage."
        ),
    },
    "report claims": {
        "zh": (
            "读取年度报告，逐句列出文字里的数字和说法是怎样读懂的：对照的是哪些单元格，没有对照的是什么原因。"
            "对 report check 报出或者没有报出的结果有疑问时用。\n"
            f"{_FILES['zh']}\n"
            "  gongkai report claims 报告.txt\n"
            "退出码：0 全部读出；2 有文件读不出（其余照读）、结果没有写完，或用法不对。"
        ),
        "en": (
            "Reads reports and lists, sentence by sentence, how the figures and statements of the text were "
            "understood: the cells they were held against, or why they were held against none. For questions about "
            "what report check found, or did not find.\n"
            f"{_FILES['en']}\n"
            "  gongkai report claims report.txt\n"
            "Exit status: 0 all read; 2 a file could not be read (the others are), the "
            "results could not be written, or bad usage."
        ),
    },
    "report check": {
        "zh": (
            "读取年度报告，校核格式版本、表格的空白和勾稽关系、各章、公布日期、索引号和引用的文号；文字里的总数与分项、件数、比例、增减、说法与表格对照；"
            "给出上年报告时也校核跨年关系和照抄的文字。每条发现写明位置、单元格、应为和实为的数、依据。\n"
            f"{_FILES['zh']}\n"
            "  gongkai report check 报告.txt\n"
            "  gongkai report check --json 报告文件夹 > 结果.jsonl\n"
            "  gongkai report check 报告文件夹 -o 退改清单.docx\n"
            "退出码：0 没有错误；1 至少有一处错误；2 有文件读不出（其余照读）、结果没有写完，或用法不对。"
        ),
        "en": (
            "Reads reports and checks the form, the blanks and relations of its tables, its chapters, the day of "
            "publication, index number and cited documents; totals, counts, shares, growth and statements told in the "
            "text against each other and the tables; with last year's report also what carries over and what text is "
            "repeated. Each finding names its place, its cells, the figure expected, the figure found, and its basis.\n"
            f"{_FILES['en']}\n"
            "  gongkai report check report.txt\n"
            "  gongkai report check --json folder > results.jsonl\n"
            "  gongkai report check folder -o return-list.docx\n"
            "Exit status: 0 no error; 1 at least one error; 2 a file could not be read (the others are), "
            "the results could not be written, or bad usage."
        ),
    },
    "report compare": {
        "zh": (
            "比较同一机关前后两年的报告，先写旧的，再写新的：逐格的变化，上年结转是否相接，与旧报告一字不差的文字，"
            "只有一年写到的数字。两版格式（2019、2021）之间，只比较两版问同一件事的格，其余列明；表三“其他处理”按合计比较。"
            "空白、缺失、不能确定的格不当作 0。其中一份可以是 -，从标准输入读。\n"
            "  gongkai report compare 2022年报.docx 2023年报.docx\n"
            "退出码：0 比较完成；2 有文件读不出、前后写反、结果没有写完，或用法不对。"
        ),
        "en": (
            "Compares two years of one organ, the older report first: what changed cell by cell, whether what was "
            "carried out is carried in, text that repeats the old report word for word, figures that one year alone "
            "tells. Between the forms of 2019 and 2021 only cells that ask for the same thing are compared, the others "
            "are named; 其他处理 of table 3 is compared added up. A blank, missing or unclear cell is never a 0. One "
            "of the files may be -, standard input.\n"
            "  gongkai report compare report-2022.docx report-2023.docx\n"
            "Exit status: 0 compared; 2 a file could not be read, the two were swapped, the results could not be "
            "written, or bad usage."
        ),
    },
    "report convert": {
        "zh": (
            "读取一份报告，按 -o 的后缀写成另一种文件：docx、xlsx（官方格式，可打印）、html、pdf、csv、json、md。"
            "空白仍是空白，不能确定的格写作“?”；csv 和 json 保留每一格的状态。\n"
            "  gongkai report convert 报告.html -o 报告.docx\n"
            "退出码：0 已写入；2 文件读不出、写不成，或用法不对。"
        ),
        "en": (
            "Reads a report and writes it as the ending of -o says: docx, xlsx (the official form, ready to print), "
            "html, pdf, csv, json, md. A blank stays a blank, a cell that can't be told becomes a question mark; csv "
            "and json keep the state of every cell.\n"
            "  gongkai report convert report.html -o report.docx\n"
            "Exit status: 0 written; 2 the file could not be read or written, or bad usage."
        ),
    },
    "report blank": {
        "zh": (
            "写一份空白的官方格式（docx 或 xlsx），写好机关和年度，供填报；填好后可以直接读取、校核。"
            "不写 --edition 时用该年度应当使用的格式。\n"
            "  gongkai report blank --organ 云溪县教育局 --year 2026 -o 空表.xlsx\n"
            "退出码：0 已写入；2 写不成，或用法不对。"
        ),
        "en": (
            "Writes the empty official form (docx or xlsx) with organ and year, to be filled in; what is filled in can "
            "be read and checked. Without --edition, the form that is due for the year.\n"
            "  gongkai report blank --organ 云溪县教育局 --year 2026 -o form.xlsx\n"
            "Exit status: 0 written; 2 it could not be written, or bad usage."
        ),
    },
    "report rollup": {
        "zh": (
            "逐格汇总同一年度的多份报告，写明每个数来自哪些机关；有一份空白、缺少或者不能确定，该格就没有合计，"
            "并写明是谁。--children 给出应报机关名单（CSV，一行一个；第二列可写 并入、划出、划入，"
            "第三列写并入的机关），"
            "缺报的点名。--expect 与公布的汇总报告对照，差数能由一个机关说明的，指出是哪个。\n"
            "  gongkai report rollup 各单位报告 --own 办公室.docx --children 名单.csv --expect 全区.pdf\n"
            "退出码：0 一致；1 有不符、没有一格可以对照，或者有机关缺报；2 有文件读不出、不能相加、写不成，或用法不对。"
        ),
        "en": (
            "Adds up reports of one year cell by cell and names whom each figure comes from; where one "
            "report is blank, "
            "lacks the cell or can't be told, the cell has no sum, and it is said whose. --children gives the organs "
            "expected (CSV, one a line; in the second column merged, moved in or moved out, in the third "
            "the organ merged "
            "into), and those without a report are named. --expect holds the sum against a published report, and says "
            "which organ explains a difference where one does.\n"
            "  gongkai report rollup reports --own office.docx --children list.csv --expect district.pdf\n"
            "Exit status: 0 agrees; 1 differs, nothing could be compared, or an organ is missing; 2 a file could "
            "not be read, the reports can't be added or written, or bad usage."
        ),
    },
    **law.TEXTS,
    **site.TEXTS,
    "rule": {
        "zh": "说明一条校核规则的含义、依据，并举例。不带代码时列出全部规则。\n  gongkai rule T3.ROW",
        "en": (
            "What a check means, its legal basis, an example. Without a code, all checks are listed.\n"
            "  gongkai rule T3.ROW"
        ),
    },
    "example": {
        "zh": "读取并校核一份随附的虚构报告，其中有意留了一处错误；显示结果，并说明接下来可以做什么。",
        "en": "Reads and checks an invented report with one mistake left in, and says what to try next.",
    },
    "completion": {
        "zh": (
            "输出 bash、zsh 或 fish 的命令补全脚本。例如：\n"
            '  eval "$(gongkai completion bash)"     # ~/.bashrc\n'
            '  eval "$(gongkai completion zsh)"      # ~/.zshrc\n'
            "  gongkai completion fish > ~/.config/fish/completions/gongkai.fish"
        ),
        "en": (
            "Prints the script that completes commands in bash, zsh or fish. For example:\n"
            '  eval "$(gongkai completion bash)"     # ~/.bashrc\n'
            '  eval "$(gongkai completion zsh)"      # ~/.zshrc\n'
            "  gongkai completion fish > ~/.config/fish/completions/gongkai.fish"
        ),
    },
}

PARAMETERS: dict[str, Words] = {
    "as_json": {"zh": "输出 JSON 行，一份文件一行", "en": "print JSON Lines, one line a file"},
    "jobs": {"zh": "用 N 个进程同时读（默认 1）", "en": "read in N processes (default 1)"},
    "previous": {
        "zh": "上一年度的报告，用来核对结转、现行有效等是否相接",
        "en": "last year's report, to check what carries over",
    },
    "published": {"zh": "公布日期，页面上没有时给出", "en": "the day of publication, where the page has none"},
    "level": {"zh": "机关层级：县级以上政府、部门、乡镇街道", "en": "the organ's level"},
    "organ_code": {
        "zh": "本机关的机构代码，索引号应当以它开头",
        "en": "the organ's code, with which index numbers begin",
    },
    "list_format": {
        "zh": "做成退改清单：每个机关一份问题清单和一封待发的函，前面是汇总；不给时按 -o 的后缀",
        "en": "make a return list: for each organ its findings and a letter to send, a summary before them; told from "
        "the ending of -o where it is not given",
    },
    "output": {
        "zh": "退改清单写入的文件（.docx .xlsx .md）；只有 md 可以不给，输出到标准输出",
        "en": "the file for the return list (.docx .xlsx .md); without it md goes to standard output",
    },
    "target": {"zh": "要写的文件，种类看后缀", "en": "the file to write; its ending says the kind"},
    "edition_id": {"zh": "用哪一版格式", "en": "the edition of the form"},
    "organ_name": {"zh": "机关名称", "en": "the organ's name"},
    "year": {"zh": "报告年度", "en": "the report year"},
    "own": {"zh": "本级办公室自己的报告，一并相加", "en": "the area office's own report, added in"},
    "children": {"zh": "应报机关名单", "en": "the list of organs expected"},
    "co_defendant": {
        "zh": "只作共同被告的案件（CSV：机关、结果、件数），从该机关的数里减去",
        "en": "cases as co-defendant only (CSV: organ, result, number), taken off the organ's own",
    },
    "expected_report": {"zh": "公布的汇总报告，用来对照", "en": "the published report to hold the sum against"},
    "sum_organ": {"zh": "汇总报告的机关名称", "en": "the organ that the sum is a report of"},
    **law.PARAMETERS,
    **site.PARAMETERS,
    "quiet": {"zh": "不在标准错误上显示进度和提示", "en": "no progress or hints on standard error"},
    "language": {
        "zh": "用中文或英文（默认中文，可用环境变量 GONGKAI_LANGUAGE 设定）",
        "en": "Chinese or English (default zh; GONGKAI_LANGUAGE in the environment sets it)",
    },
    "version": {"zh": "显示版本", "en": "show the version"},
    "help": {"zh": "显示这段说明", "en": "show this text"},
}

METAVARS: dict[str, Words] = {
    "files": {"zh": "文件…", "en": "FILE…"},
    "file": {"zh": "文件", "en": "FILE"},
    "target": {"zh": "文件", "en": "FILE"},
    "edition_id": {"zh": "2019|2021", "en": "2019|2021"},
    "organ_name": {"zh": "名称", "en": "NAME"},
    "year": {"zh": "年度", "en": "YEAR"},
    "own": {"zh": "文件", "en": "FILE"},
    "children": {"zh": "名单", "en": "LIST"},
    "co_defendant": {"zh": "文件", "en": "FILE"},
    "expected_report": {"zh": "文件", "en": "FILE"},
    "sum_organ": {"zh": "名称", "en": "NAME"},
    "old": {"zh": "旧文件", "en": "OLD"},
    "new": {"zh": "新文件", "en": "NEW"},
    "code": {"zh": "[代码]", "en": "[CODE]"},
    **law.METAVARS,
    **site.METAVARS,
    "shell": {"zh": "bash|zsh|fish", "en": "bash|zsh|fish"},
    "jobs": {"zh": "N", "en": "N"},
    "previous": {"zh": "文件", "en": "FILE"},
    "published": {"zh": "日期", "en": "DATE"},
    "level": {"zh": "government|department|township", "en": "government|department|township"},
    "organ_code": {"zh": "代码", "en": "CODE"},
    "list_format": {"zh": "docx|xlsx|md", "en": "docx|xlsx|md"},
    "output": {"zh": "文件", "en": "FILE"},
    "language": {"zh": "zh|en", "en": "zh|en"},
}
"""What stands for the value of an argument or option."""
