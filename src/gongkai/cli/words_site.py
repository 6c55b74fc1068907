"""平台命令用语: the sentences of the commands that run and keep the site. They are part of `words.SENTENCES`."""

from gongkai.core.findings import Language

SITE: dict[str, dict[Language, str]] = {
    # the home
    "home_empty": {
        "zh": "{home} 里没有数据；请先执行 gongkai migrate，或用环境变量 GONGKAI_HOME 指明数据在哪里。",
        "en": "there are no data in {home}; run gongkai migrate first, or name their place with GONGKAI_HOME.",
    },
    "home_no_folder": {
        "zh": "GONGKAI_HOME 指的 {home} 不是文件夹。",
        "en": "{home}, which GONGKAI_HOME names, is no folder.",
    },
    "home_of_another": {
        "zh": "{home} 是用户 {user} 的；请以这个用户执行，例如 sudo -u {user} gongkai …，否则他以后读不了新写的文件。",
        "en": "{home} belongs to the user {user}; run this as that user, such as sudo -u {user} gongkai …, who could "
        "not read new files otherwise.",
    },
    "home_denied": {"zh": "没有写 {home} 的权限。", "en": "you may not write {home}."},
    "home_half_restored": {
        "zh": "上一次恢复在 {home} 里中途断了，原来的数据在其中的 {aside}；"
        "请重新执行 gongkai restore 备份文件 --force。",
        "en": "a restore was cut off in {home}, the old data are in {aside} inside; run gongkai restore FILE --force "
        "again.",
    },
    "home_in_use": {
        "zh": "平台正在使用 {home}；请先停止 gongkai serve 和 gongkai worker，再执行这个命令。",
        "en": "the site is at work in {home}; stop gongkai serve and gongkai worker before this.",
    },
    "home_being_replaced": {
        "zh": "{home} 的数据正在被恢复或者搬移；请等它完成。",
        "en": "the data in {home} are being restored or moved; wait until that is done.",
    },
    "home_of_demo": {
        "zh": "{home} 里是演示用的虚构数据，密码是公开的，不能作正式使用；请用 GONGKAI_HOME 指明另一个文件夹。",
        "en": "{home} holds the invented data of the demo, whose passwords everybody knows, and can't be used in "
        "earnest; name another folder with GONGKAI_HOME.",
    },
    # the database
    "database_newer": {
        "zh": "数据库是更新的版本写的（有本版本不认识的 {step}）；请改用那个版本的 gongkai，什么都没有改动。",
        "en": "the database was written by a newer release ({step} is not known here); use that release of gongkai. "
        "Nothing was changed.",
    },
    "database_old": {
        "zh": "数据库的结构还差 {count} 步；请先执行 gongkai migrate。",
        "en": "the structure of the database lacks steps ({count}); run gongkai migrate first.",
    },
    "database_disk_full": {
        "zh": "磁盘已满，数据库写不进去；没有留下做了一半的事。请腾出空间后再试。",
        "en": "no space is left on the disk for the database; nothing was left half done. Make room and try again.",
    },
    "database_disk": {
        "zh": "数据库所在的磁盘读写出错，可能已满或损坏；请检查磁盘后再试。",
        "en": "the disk of the database failed to read or write, it may be full or damaged; look at it and try again.",
    },
    "database_locked": {
        "zh": "数据库被另一个程序占用，等了 20 秒也没有轮到；请稍后再试，或停止那个程序。",
        "en": "another program holds the database and did not let go within 20 seconds; try again later, or stop it.",
    },
    "database_denied": {
        "zh": "数据库文件打不开或者不能写；请检查它和所在文件夹的权限。",
        "en": "the file of the database can't be opened or written; look at its rights and those of its folder.",
    },
    "database_damaged": {
        "zh": "数据库文件已损坏，或者不是数据库；请用 gongkai restore 恢复最近的备份。",
        "en": "the file of the database is damaged or is none; restore the latest backup with gongkai restore.",
    },
    "postgres_password": {
        "zh": "PostgreSQL 不接受这个用户名或密码；请检查 GONGKAI_DATABASE。",
        "en": "PostgreSQL does not take this user name or password; look at GONGKAI_DATABASE.",
    },
    "postgres_no_database": {
        "zh": "PostgreSQL 里没有这个数据库；请先建好（createdb），再检查 GONGKAI_DATABASE。",
        "en": "PostgreSQL has no such database; make it (createdb) and look at GONGKAI_DATABASE.",
    },
    "postgres_rights": {
        "zh": "PostgreSQL 的这个用户权限不够；它应当是数据库的所有者。",
        "en": "this user of PostgreSQL lacks rights; it should own the database.",
    },
    "postgres_full": {
        "zh": "PostgreSQL 的连接数已满；请减少进程数，或调高 max_connections。",
        "en": "PostgreSQL takes no more connections; use fewer processes or raise max_connections.",
    },
    "postgres_unreachable": {
        "zh": "连不上 PostgreSQL（{detail}）；请检查它是否在运行，以及 GONGKAI_DATABASE 里的地址。",
        "en": "PostgreSQL can't be reached ({detail}); see that it runs, and look at the address in GONGKAI_DATABASE.",
    },
    "site_system": {"zh": "{name}：{reason}。", "en": "{name}: {reason}."},
    "site_forbidden": {"zh": "没有做这件事的权限。", "en": "this is not allowed."},
    # migrate
    "migrate_done": {"zh": "数据库已是最新。", "en": "the database is up to date."},
    "migrate_steps": {
        "zh": "更新数据库结构，步数：{count}。",
        "en": "bringing the database up to date, steps: {count}.",
    },
    "migrate_new": {
        "zh": "已新建 {home}，密钥在 {keys}；请另存一份密钥：备份里没有它，丢了就读不出加密的个人信息。",
        "en": "{home} is new, its keys are in {keys}; keep a copy of them elsewhere: they are in no backup, and "
        "encrypted personal data can't be read without them.",
    },
    "migrate_copied": {
        "zh": "更新之前的数据库已存为 {path}。",
        "en": "the database as it was before is kept as {path}.",
    },
    # serve, worker
    "port_busy": {
        "zh": "{host} 的端口 {port} 已被占用；请停止占用它的程序，或用 --port 换一个。",
        "en": "port {port} of {host} is in use; stop what uses it, or choose another with --port.",
    },
    "port_denied": {
        "zh": "没有使用 {host} 端口 {port} 的权限；1024 以下的端口要管理员，请用 --port 换一个。",
        "en": "you may not use port {port} of {host}; those below 1024 are the administrator's, choose another with "
        "--port.",
    },
    "host_unknown": {
        "zh": "本机没有 {host} 这个地址；请检查 --host。",
        "en": "this machine has no address {host}; look at --host.",
    },
    "serve_open": {
        "zh": "本机使用（GONGKAI_MODE=local）不加密，不能在 {host} 上对外开放；"
        "要给别人用，请设 GONGKAI_MODE=production。",
        "en": "local mode (GONGKAI_MODE=local) encrypts nothing, so it is not opened to others at {host}; for others, "
        "set GONGKAI_MODE=production.",
    },
    "serve_one_process": {
        "zh": "SQLite 数据库只能用一个进程；要用多个进程，请先用 gongkai move-to-postgres 改用 PostgreSQL。",
        "en": "a SQLite database goes with one process; for more, move to PostgreSQL with gongkai move-to-postgres.",
    },
    "serve_unsafe": {
        "zh": "正式运行的设置不安全，没有启动：{problems}",
        "en": "not started, these settings are not safe in production: {problems}",
    },
    "serve_started": {
        "zh": "平台已启动：{address}\n数据：{home}（{database}，{mode}）\n停止：按 Ctrl-C",
        "en": "The site is up: {address}\nData: {home} ({database}, {mode})\nTo stop: Ctrl-C",
    },
    "serve_worker_apart": {
        "zh": "后台任务：请另外执行 gongkai worker",
        "en": "Jobs: run gongkai worker beside it",
    },
    "mode_local": {"zh": "本机使用", "en": "for this machine alone"},
    "mode_production": {"zh": "正式运行", "en": "production"},
    "worker_started": {
        "zh": "后台任务已启动；数据：{home}。停止：按 Ctrl-C",
        "en": "Jobs are being done; data: {home}. To stop: Ctrl-C",
    },
    "worker_in_process": {
        "zh": "SQLite 数据库的后台任务由 gongkai serve 自己做，不用另外启动。",
        "en": "with a SQLite database gongkai serve does the jobs itself; none has to run beside it.",
    },
    # people
    "admin_made": {
        "zh": "已添加管理员 {name}（登录名 {login}）。",
        "en": "the administrator {name} was added (login {login}).",
    },
    "password_ask": {"zh": "密码", "en": "Password"},
    "password_again": {"zh": "再输一次", "en": "Once more"},
    "passwords_differ": {
        "zh": "两次输入的密码不一样，没有添加；请重新执行。",
        "en": "the two passwords differ, nobody was added; run it again.",
    },
    "password_empty": {
        "zh": "没有给出密码，没有添加。",
        "en": "no password was given, nobody was added.",
    },
    "password_weak": {"zh": "密码不能用：{reasons}", "en": "this password can't be used: {reasons}"},
    # backup, restore
    "backup_there": {
        "zh": "{path} 已经存在；请换一个名字。",
        "en": "{path} is there already; choose another name.",
    },
    "backup_missing": {"zh": "找不到备份文件 {path}。", "en": "there is no backup {path}."},
    "backup_no_backup": {
        "zh": "{path} 不是完好的 gongkai 备份。",
        "en": "{path} is no sound backup of gongkai.",
    },
    "backup_other_keys": {
        "zh": "现在的密钥不是做备份 {path} 时的密钥；请取回当时的密钥文件，或用 GONGKAI_KEYS 指明它在哪里。",
        "en": "the present keys are not those of the backup {path}; bring back the file of keys of that time, or name "
        "its place with GONGKAI_KEYS.",
    },
    "backup_damaged": {
        "zh": "备份 {path} 已损坏或被改动（{name}），没有恢复；请用另一份备份。",
        "en": "the backup {path} is damaged or was changed ({name}), nothing was restored; use another one.",
    },
    "no_room": {
        "zh": "{folder} 所在的磁盘空间不够：需要 {needed} MB，只有 {free} MB。",
        "en": "the disk of {folder} has too little room: {needed} MB are needed, {free} MB are free.",
    },
    "backup_records": {"zh": "记录 {count} 条", "en": "records: {count}"},
    "backup_files": {"zh": "文件 {count} 个", "en": "files: {count}"},
    "backup_made": {
        "zh": "备份已写入 {path}（{size} MB）；密钥不在里面，请另行保管 {keys}。",
        "en": "the backup is {path} ({size} MB); the keys are not in it, keep {keys} apart.",
    },
    "backup_store_elsewhere": {
        "zh": "文件存在 {store}，不在备份里，请用那里的办法备份。",
        "en": "the files are in {store} and not in the backup; back them up there.",
    },
    "restore_not_empty": {
        "zh": "{home} 里已有数据，没有恢复；确要恢复请加 --force，现有数据会移到一旁，不会删除。",
        "en": "there are data in {home}, nothing was restored; with --force they are moved aside, not deleted.",
    },
    "restore_differs": {
        "zh": "恢复出来的 {table} 与备份不一致，已放弃，原来的数据没有动；请报告这个问题。",
        "en": "the restored {table} differs from the backup; it was given up and the old data are untouched. Please "
        "report this.",
    },
    "restore_done": {
        "zh": "已恢复：记录 {records} 条，文件 {files} 个，日志 {entries} 条。",
        "en": "restored: records {records}, files {files}, journal entries {entries}.",
    },
    "restore_journaled": {
        "zh": "这次恢复记在日志第 {seq} 条。",
        "en": "the restore is entry {seq} of the journal.",
    },
    "restore_held": {
        "zh": "做备份时还没有发出的消息 {count} 条可能已经发出，先不再发；请在网页的“消息”里逐条确认。",
        "en": "messages that were unsent when the backup was made: {count}. They may have been sent since and are held "
        "back; settle each on the page of messages.",
    },
    "restore_aside": {"zh": "原来的数据在 {aside}。", "en": "the old data are in {aside}."},
    # move-to-postgres
    "move_from_sqlite_only": {
        "zh": "GONGKAI_DATABASE 已经指向 PostgreSQL；请去掉这个变量再搬移，地址写在命令后面。",
        "en": "GONGKAI_DATABASE names PostgreSQL already; take it away for the move and give the address to the "
        "command.",
    },
    "move_not_empty": {
        "zh": "目标数据库里已有数据，没有搬移；请给出一个空的数据库。",
        "en": "there are data in that database, nothing was moved; name an empty one.",
    },
    "move_differs": {
        "zh": "搬过去的 {table} 与原来的不一致，已放弃，两边都没有改动；请报告这个问题。",
        "en": "{table} differs after the move; it was given up and nothing was changed on either side. Please report "
        "this.",
    },
    "move_done": {
        "zh": "已搬到 PostgreSQL：记录 {records} 条，日志 {entries} 条。\n"
        "接下来请设置 GONGKAI_DATABASE={address}\n原来的 {path} 没有动，确认无误后再归档。",
        "en": "moved to PostgreSQL: records {records}, journal entries {entries}.\n"
        "Now set GONGKAI_DATABASE={address}\n{path} was left as it is; put it away when all is well.",
    },
    # the journal
    "journal_sound": {
        "zh": "日志完好：{entries} 条，末条哈希 {head}。",
        "en": "the journal is sound: entries {entries}, last hash {head}.",
    },
    "journal_faults": {
        "zh": "日志有问题 {count} 处，共 {entries} 条。请保留现场，与最近的备份和锚点比对。",
        "en": "the journal has faults: {count}; entries: {entries}. Leave all as it is and compare it with the "
        "latest backup and anchor.",
    },
    "fault_changed": {"zh": "第 {seq} 条被改动过。", "en": "entry {seq} was changed."},
    "fault_missing": {"zh": "第 {detail} 条不见了。", "en": "entries {detail} are missing."},
    "fault_moved": {"zh": "第 {seq} 条不接前一条。", "en": "entry {seq} does not follow the one before."},
    "fault_payload_missing": {
        "zh": "第 {seq} 条的内容不见了，没有删除记录。",
        "en": "the content of entry {seq} is missing, and no erasure is recorded.",
    },
    "fault_payload_changed": {
        "zh": "第 {seq} 条的内容被改动过。",
        "en": "the content of entry {seq} was changed.",
    },
    "fault_head": {
        "zh": "记录的末条与实际不符：末尾的条目可能被删去。",
        "en": "the recorded head is not the last entry: entries at the end may be gone.",
    },
    "fault_anchor": {"zh": "第 {seq} 条与锚点不符。", "en": "entry {seq} is not what the anchor says."},
    "fault_extra": {
        "zh": "第 {seq} 条的{detail}还在，条目却没有。",
        "en": "entry {seq} is not there, but its {detail} is.",
    },
    "anchor_unreadable": {
        "zh": "锚点文件 {path} 第 {line} 行读不懂，或自相矛盾；请给出 gongkai audit anchor 写的文件。",
        "en": "line {line} of the anchors {path} can't be understood or contradicts another; name a file that gongkai "
        "audit anchor wrote.",
    },
    "anchor_contradicted": {
        "zh": "日志与锚点 {path} 不符，没有写入：日志被改动过，或者是较早的一份；"
        "请执行 gongkai audit verify --anchor {path}。",
        "en": "the journal contradicts the anchors {path}, nothing was written: it was changed, or is an older copy. "
        "Run gongkai audit verify --anchor {path}.",
    },
    "anchors_restored": {
        "zh": "日志从第 {seq} 条起与锚点 {path} 不符。{day} 恢复过一次备份，恢复的若是较早的备份，这就是原因："
        "请核实那次恢复，再把这个锚点文件改名留存，以后的锚点写入新文件。若没有恢复过，就是日志被改动过。",
        "en": "from entry {seq} on the journal is not what the anchors {path} say. A backup was restored on {day}; if "
        "it was an older one, that is why: make sure of that restore, then rename this file and keep it, and anchors "
        "go into a new one. If nobody restored anything, the journal was changed.",
    },
    "anchors_contradicted": {
        "zh": "日志从第 {seq} 条起与锚点 {path} 不符，日志里也没有恢复备份的记录：日志被改动过，或者这是别处的锚点。"
        "请保留现场，与最近的备份比对。",
        "en": "from entry {seq} on the journal is not what the anchors {path} say, and it tells of no restore: it was "
        "changed, or these are the anchors of another journal. Leave all as it is and compare it with the latest "
        "backup.",
    },
    "anchor_written": {
        "zh": "锚点已写入 {path}：第 {seq} 条。请把它放到另一台机器上。",
        "en": "the anchor is {path}: entry {seq}. Keep it on another machine.",
    },
    # search
    "search_part": {"zh": "{kind}：{done} / {total}", "en": "{kind}: {done} of {total}"},
    "search_kind": {
        "zh": "{kind}：增加 {added}，更改 {changed}，删去 {removed}",
        "en": "{kind}: added {added}, changed {changed}, removed {removed}",
    },
    "search_reindexed": {"zh": "搜索索引已与记录一致。", "en": "the search index is what the records say."},
    "search_same": {"zh": "搜索索引与记录一致。", "en": "the search index and the records agree."},
    "search_differs": {
        "zh": "搜索索引与记录不一致；请执行 gongkai search reindex。",
        "en": "the search index and the records differ; run gongkai search reindex.",
    },
    # keys
    "keys_rotated": {
        "zh": "已启用新密钥 {name}，重新加密 {count} 处。请另存一份 {path}。",
        "en": "the new key {name} is in use, encrypted anew: {count}. Keep a copy of {path} elsewhere.",
    },
    "keys_unused": {
        "zh": "旧密钥 {names} 已不用于现有数据；旧备份还要靠它们，请不要删除。",
        "en": "no data use the old keys {names} any more; old backups do, so keep them.",
    },
    # demo
    "demo_not_empty": {
        "zh": "{home} 里已有不是演示的数据；请用 GONGKAI_HOME 指明另一个文件夹。",
        "en": "{home} holds data that are no demo; name another folder with GONGKAI_HOME.",
    },
    "demo_production": {
        "zh": "演示的密码是公开的，不能在 GONGKAI_MODE=production 下运行。",
        "en": "the demo's passwords are known to everybody; it does not run with GONGKAI_MODE=production.",
    },
    "demo_there": {
        "zh": "演示数据已有，做到 {until}；要重做请删除 {home}，或者换一个文件夹。",
        "en": "the demo is there, up to {until}; to make it anew remove {home} or use another folder.",
    },
    "demo_half": {
        "zh": "{home} 里的演示数据没有做完；请删除这个文件夹，再执行一次。",
        "en": "the demo in {home} was not finished; remove that folder and run it again.",
    },
    "demo_until": {
        "zh": "--until 不能早于 {first}：虚构的城市从那天开始。",
        "en": "--until can't be before {first}, when the invented city begins.",
    },
    "demo_making": {"zh": "正在虚构一座小城，做到 {until} …", "en": "inventing a small city, up to {until} …"},
    "demo_made": {
        "zh": "做好了：机关 {organs} 个，人员 {people} 人，年度报告 {reports} 份，日志 {entries} 条。全部虚构。",
        "en": "done: organs {organs}, people {people}, annual reports {reports}, journal entries {entries}. All "
        "invented.",
    },
    "demo_next": {
        "zh": "不登录也能试：打开网站，把一份年度报告放进去校核；样本报告可用 gongkai demo --reports 文件夹 写出。",
        "en": "To try without signing in: open the site and drop an annual report in. For some to drop: gongkai demo "
        "--reports FOLDER.",
    },
    "demo_reports": {
        "zh": "已写入 {folder}：{year} 年度报告 {count} 份，其中 {planted} 份有意留了错误。全部虚构。",
        "en": "written into {folder}: annual reports on {year}: {count}, of which {planted} hold a mistake on purpose. "
        "All invented.",
    },
    "demo_accounts": {"zh": "登录（密码都是 {password}）：", "en": "To sign in (the password is always {password}):"},
}
