"""平台命令的帮助: what `--help` says of the commands that run and keep the site, as `cli.manual` of the others."""

from gongkai.core.findings import Language

Words = dict[Language, str]

SHORT: dict[str, Words] = {
    "demo": {"zh": "演示：虚构一座小城，马上可以登录试用", "en": "a demo: an invented city, ready to sign in to"},
    "serve": {"zh": "运行平台", "en": "run the site"},
    "worker": {"zh": "运行后台任务（PostgreSQL）", "en": "do the jobs (PostgreSQL)"},
    "migrate": {"zh": "新建数据库，或更新到本版本", "en": "make the database, or bring it to this release"},
    "createadmin": {"zh": "添加管理员", "en": "add an administrator"},
    "backup": {"zh": "备份", "en": "back everything up into one file"},
    "restore": {"zh": "从备份恢复", "en": "restore a backup"},
    "move-to-postgres": {"zh": "从 SQLite 搬到 PostgreSQL", "en": "move from SQLite to PostgreSQL"},
    "search": {"zh": "搜索索引：重建、核对", "en": "the search index: make it anew, check it"},
    "search reindex": {"zh": "重建搜索索引", "en": "make the search index anew"},
    "search check": {"zh": "核对搜索索引", "en": "compare the search index with the records"},
    "audit": {"zh": "日志：核验、锚点", "en": "the journal: verify, anchor"},
    "audit verify": {"zh": "核验整部日志", "en": "verify the whole journal"},
    "audit anchor": {"zh": "记下日志的末条，存到别处", "en": "write down where the journal stands"},
    "doctor": {"zh": "体检：检查设置和数据", "en": "look at settings and data, say what to mend"},
    "keys": {"zh": "密钥", "en": "the keys"},
    "keys rotate": {"zh": "换用新密钥", "en": "put a new key in use"},
}

_HOME: Words = {
    "zh": "数据在 GONGKAI_HOME 指的文件夹（默认是当前文件夹下的 var）；各项设置见 docs/administration.md。",
    "en": "Data are in the folder that GONGKAI_HOME names (by default var in the present folder); "
    "docs/administration.md lists the settings.",
}
_STATUS: Words = {
    "zh": "退出码：0 完成；2 没有做成，或用法不对。",
    "en": "Exit status: 0 done; 2 not done, or bad usage.",
}

TEXTS: dict[str, Words] = {
    "demo": {
        "zh": (
            "虚构一座城市的机关、人员和年度报告，做到 --until 那天（默认今天），再运行平台，并列出可以登录的人。"
            "全部虚构，密码公开，不能作正式使用。已经做好的直接运行。"
            "--reports 只把最近一年的报告写进文件夹，供校核试用。\n"
            "  gongkai demo\n"
            "  gongkai demo --reports 报告\n"
            f"{_HOME['zh']}\n{_STATUS['zh']}"
        ),
        "en": (
            "Invents the organs, people and annual reports of a city up to the day of --until (by default today), then "
            "runs the site and lists who can sign in. All of it is invented and its password known, so it is never for "
            "earnest use. A demo that is there already is run as it is. With --reports it only writes the reports of "
            "the last year into a folder, to try the checks with.\n"
            "  gongkai demo\n"
            "  gongkai demo --reports reports\n"
            f"{_HOME['en']}\n{_STATUS['en']}"
        ),
    },
    "serve": {
        "zh": (
            "运行平台，直到按 Ctrl-C。本机使用时自行更新数据库；正式运行（GONGKAI_MODE=production）要先执行 "
            "gongkai migrate，设置不安全就不启动。SQLite 的后台任务由它自己做；PostgreSQL 可以有多个进程，"
            "后台任务由 gongkai worker 做。\n"
            "  gongkai serve --port 8080\n"
            f"{_HOME['zh']}\n{_STATUS['zh']}"
        ),
        "en": (
            "Runs the site until Ctrl-C. For this machine alone it brings the database up to date by itself; in "
            "production (GONGKAI_MODE=production) run gongkai migrate first, and it does not start with an unsafe "
            "setting. With SQLite it does the jobs, too; with PostgreSQL there may be several processes, and gongkai "
            "worker does the jobs.\n"
            "  gongkai serve --port 8080\n"
            f"{_HOME['en']}\n{_STATUS['en']}"
        ),
    },
    "worker": {
        "zh": f"用 PostgreSQL 时做后台任务，直到按 Ctrl-C；手头的任务会做完。可以同时运行几个。\n{_STATUS['zh']}",
        "en": (
            "With PostgreSQL, does the jobs until Ctrl-C; the job at hand is finished. Several may run at once.\n"
            f"{_STATUS['en']}"
        ),
    },
    "migrate": {
        "zh": (
            "没有数据时新建文件夹、密钥和数据库；已有数据时把数据库更新到本版本，SQLite 数据库更新之前先存一份。\n"
            f"{_HOME['zh']}\n{_STATUS['zh']}"
        ),
        "en": (
            "Where there are no data it makes the folder, the keys and the database; otherwise it brings the database "
            "to this release and keeps a copy of a SQLite database as it was before.\n"
            f"{_HOME['en']}\n{_STATUS['en']}"
        ),
    },
    "createadmin": {
        "zh": (
            "添加一名管理整个平台的人。密码输入两次，不显示；或用 --password-stdin 从标准输入读一行。\n"
            "  gongkai createadmin --login wang --name 王某\n"
            f"{_STATUS['zh']}"
        ),
        "en": (
            "Adds somebody who administers the whole installation. The password is asked twice and not shown, or read "
            "from a line of standard input with --password-stdin.\n"
            "  gongkai createadmin --login wang --name 王某\n"
            f"{_STATUS['en']}"
        ),
    },
    "backup": {
        "zh": (
            "把全部记录、文件和日志锚点写进一个文件，平台不用停。文件只有本人能读；"
            "写成了才有，写不成就没有。"
            "密钥不在里面，请另行保管；登录状态不备份。不写 -o 时存到数据文件夹的 backups 里。\n"
            "  gongkai backup -o 备份.zip\n"
            f"{_STATUS['zh']}"
        ),
        "en": (
            "Writes every record, file and anchor of the journal into one file, while the site goes on working. Only "
            "its owner can read it, and it is there whole or not at all. The keys are not in it, keep them apart; "
            "sessions are not in it either. Without -o it goes to backups in the folder of the data.\n"
            "  gongkai backup -o backup.zip\n"
            f"{_STATUS['en']}"
        ),
    },
    "restore": {
        "zh": (
            "从备份恢复，SQLite 和 PostgreSQL 的备份可以互相恢复。先核对备份和密钥，在一旁恢复并核验日志，"
            "都对了才换上；中间出错，原来的数据不动。已有数据时要加 --force，"
            "原来的数据移到一旁，不删除。做备份时还没有发出的消息先不再发，由人逐条确认。要先停止平台。\n"
            "  gongkai restore 备份.zip\n"
            "退出码：0 已恢复；1 已恢复，但日志有问题；2 没有恢复，或用法不对。"
        ),
        "en": (
            "Restores a backup, made with SQLite or PostgreSQL, to either. Backup and keys are checked first, then all "
            "is restored beside the data and the journal verified, and put in place only when it is right; whatever "
            "goes wrong, the old data are untouched. Where there are data --force is needed, which moves them aside "
            "and deletes nothing. Messages that were unsent when the backup was made are held back until a person "
            "decides. The site has to be stopped.\n"
            "  gongkai restore backup.zip\n"
            "Exit status: 0 restored; 1 restored, but the journal has faults; 2 not restored, or bad usage."
        ),
    },
    "move-to-postgres": {
        "zh": (
            "把 SQLite 数据库的全部记录搬到一个空的 PostgreSQL 数据库，逐表核对，核验日志，说明接下来设置什么。"
            "原来的数据库不动。要先停止平台。\n"
            "  gongkai move-to-postgres postgresql://用户:密码@主机/数据库名\n"
            f"{_STATUS['zh']}"
        ),
        "en": (
            "Moves every record of the SQLite database to an empty PostgreSQL database, compares table by table, "
            "verifies the journal, and says what to set next. The old database is left as it is. The site has to be "
            "stopped.\n"
            "  gongkai move-to-postgres postgresql://user:password@host/name\n"
            f"{_STATUS['en']}"
        ),
    },
    "search": {"zh": "搜索索引由记录得出，可以随时重建。", "en": "The search index, which is made of the records."},
    "search reindex": {
        "zh": (
            "按现有记录重建搜索索引：只改不一致的，分批进行，平台不用停；再执行一次什么都不改。平时每个操作都随手更新索引，"
            "每夜还会核对一遍；升级、恢复备份之后也会自动重建。\n"
            f"{_STATUS['zh']}"
        ),
        "en": (
            "Makes the search index what the records say: writes only what differs, in parts, while the site goes on "
            "working, and changes nothing when run again. Every act indexes what it changes, and every night all is "
            "compared; after an upgrade or a restore it is made anew without being asked.\n"
            f"{_STATUS['en']}"
        ),
    },
    "search check": {
        "zh": "比较搜索索引与记录，说明差多少，什么都不改。\n退出码：0 一致；1 不一致；2 没有比较，或用法不对。",
        "en": (
            "Compares the search index with the records and says how much differs; it changes nothing.\n"
            "Exit status: 0 they agree; 1 they differ; 2 not compared, or bad usage."
        ),
    },
    "audit": {"zh": "核验日志，写下锚点。", "en": "Verifies the journal, and writes anchors."},
    "audit verify": {
        "zh": (
            "从头到尾核验日志，指出被改动、缺少、多出、换了次序的条目，并与存在别处的锚点对照，能发现整部日志被重写；"
            "锚点默认取 GONGKAI_ANCHORS 所指的文件。\n"
            "  gongkai audit verify --anchor 锚点.jsonl\n"
            "退出码：0 完好；1 有问题；2 没有核验，或用法不对。"
        ),
        "en": (
            "Goes through the whole journal and names entries that were changed, left out, put in or moved; holds it "
            "against anchors kept elsewhere, by default the file that GONGKAI_ANCHORS names, which finds a journal "
            "that was rewritten as a whole.\n"
            "  gongkai audit verify --anchor anchors.jsonl\n"
            "Exit status: 0 sound; 1 it has faults; 2 not verified, or bad usage."
        ),
    },
    "audit anchor": {
        "zh": (
            "把日志末条的序号和哈希续写到一个文件；请把它放到另一台机器上，供 gongkai audit verify --anchor 对照。\n"
            "退出码：0 已写入；1 日志与文件里已有的锚点不符；2 没有写成，或用法不对。"
        ),
        "en": (
            "Appends number and hash of the journal's last entry to a file; keep it on another machine for gongkai "
            "audit verify --anchor.\n"
            "Exit status: 0 written; 1 the journal contradicts an anchor in the file; 2 not written, or bad usage."
        ),
    },
    "doctor": {
        "zh": (
            "检查密钥、磁盘、数据库、日志、后台任务、消息、日历、备份和设置，每项一句话，写明怎样改正；什么都不改动。\n"
            "退出码：0 没有问题（可能有需要注意的）；1 有问题；2 没有检查，或用法不对。"
        ),
        "en": (
            "Looks at keys, disk, database, journal, jobs, messages, calendars, backups and settings, a sentence each "
            "with what to mend; it changes nothing.\n"
            "Exit status: 0 no problem (there may be warnings); 1 a problem; 2 not looked at, or bad usage."
        ),
    },
    "keys": {"zh": "管理加密个人信息的密钥。", "en": "The keys of encrypted personal data."},
    "keys rotate": {
        "zh": (
            "添加一个新密钥，把加密的个人信息都改用它加密，并说明哪些旧密钥已不用。中途断了可以再执行一次。"
            f"要先停止平台。\n{_STATUS['zh']}"
        ),
        "en": (
            "Adds a key, encrypts all personal data anew with it, and says which old keys are used no more. Where it "
            f"was cut off it can be run again. The site has to be stopped.\n{_STATUS['en']}"
        ),
    },
}

PARAMETERS: dict[str, Words] = {
    "until": {"zh": "虚构到哪天（默认今天）", "en": "the day up to which it is invented (default today)"},
    "reports_folder": {
        "zh": "不做演示，只把最近一年的报告写进这个文件夹",
        "en": "make no demo, only write the reports of the last year into this folder",
    },
    "serves": {"zh": "做好之后是否运行平台", "en": "whether to run the site afterwards"},
    "host": {"zh": "在哪个地址上接受访问（默认 127.0.0.1）", "en": "the address to listen at (default 127.0.0.1)"},
    "port": {"zh": "端口（默认 8000）", "en": "the port (default 8000)"},
    "processes": {"zh": "进程数（默认 1；SQLite 只能是 1）", "en": "processes (default 1; with SQLite no more)"},
    "login": {"zh": "登录名", "en": "the name to sign in with"},
    "person_name": {"zh": "姓名", "en": "the person's name"},
    "email": {"zh": "邮箱", "en": "the mail address"},
    "password_stdin": {"zh": "从标准输入读密码", "en": "read the password from standard input"},
    "backup_file": {"zh": "备份写入的文件", "en": "the file for the backup"},
    "force": {"zh": "已有数据也恢复，原来的移到一旁", "en": "restore over data, which are moved aside"},
    "anchor": {"zh": "锚点文件", "en": "the file of anchors"},
    "anchor_file": {
        "zh": "锚点文件（默认是 GONGKAI_ANCHORS 所指，或数据文件夹里的 anchors.jsonl）",
        "en": "the file of anchors (default GONGKAI_ANCHORS, or anchors.jsonl in the folder of the data)",
    },
}

METAVARS: dict[str, Words] = {
    "until": {"zh": "日期", "en": "DATE"},
    "reports_folder": {"zh": "文件夹", "en": "FOLDER"},
    "host": {"zh": "地址", "en": "ADDRESS"},
    "port": {"zh": "N", "en": "N"},
    "processes": {"zh": "N", "en": "N"},
    "login": {"zh": "登录名", "en": "LOGIN"},
    "person_name": {"zh": "姓名", "en": "NAME"},
    "email": {"zh": "邮箱", "en": "MAIL"},
    "backup_file": {"zh": "文件", "en": "FILE"},
    "anchor": {"zh": "文件", "en": "FILE"},
    "anchor_file": {"zh": "文件", "en": "FILE"},
    "address": {"zh": "地址", "en": "ADDRESS"},
}
