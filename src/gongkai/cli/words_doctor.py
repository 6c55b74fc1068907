"""体检用语: what `gongkai doctor` says, a sentence each. They are part of `words.SENTENCES`."""

from gongkai.core.findings import Language

DOCTOR: dict[str, dict[Language, str]] = {
    "doctor_ok": {"zh": "正常", "en": "ok"},
    "doctor_warning": {"zh": "注意", "en": "warning"},
    "doctor_problem": {"zh": "问题", "en": "problem"},
    "doctor_sound": {"zh": "没有发现问题。", "en": "nothing is wrong."},
    "doctor_counts": {
        "zh": "问题 {problems} 项，注意 {warnings} 项。",
        "en": "problems {problems}, warnings {warnings}.",
    },
    "doctor_unreachable": {"zh": "数据库打不开：{reason}", "en": "the database can't be asked: {reason}"},
    "doctor_not_looked_at": {
        "zh": "有一项没能检查：{reason}请改正这个位置或者权限，再检查一次。",
        "en": "one check could not look: {reason} Mend that place or its rights and look again.",
    },
    "doctor_keys": {
        "zh": "密钥文件 {path} 完好，只有本人能读。",
        "en": "the file of keys {path} is sound and yours alone.",
    },
    "doctor_keys_inside": {
        "zh": "密钥和数据在同一个文件夹；请用 GONGKAI_KEYS 另放一处，并另存一份。",
        "en": "the keys are in the folder of the data; put them elsewhere with GONGKAI_KEYS and keep a copy.",
    },
    "doctor_keys_lost": {
        "zh": "有 {count} 处加密的个人信息，密钥文件里没有它的密钥，读不出来；请从保管处取回含有旧密钥的密钥文件。",
        "en": "encrypted personal data whose key is not in the file of keys: {count}; bring back a file of keys that "
        "holds it.",
    },
    "doctor_keys_old": {
        "zh": "还有个人信息用旧密钥 {names} 加密，没有都换成 {current}；请停下平台，再执行一次 gongkai keys rotate。",
        "en": "personal data are still encrypted with old keys ({names}), not with {current}; stop the site and run "
        "gongkai keys rotate once more.",
    },
    "doctor_home_open": {
        "zh": "{home} 别的用户也能进；请执行 chmod 700 {home}。",
        "en": "other users can enter {home}; run chmod 700 {home}.",
    },
    "doctor_room": {
        "zh": "{home} 所在的磁盘还有 {free} MB。",
        "en": "the disk of {home} has {free} MB left.",
    },
    "doctor_database": {"zh": "{version}，Python {python}。", "en": "{version}, Python {python}."},
    "doctor_clocks": {"zh": "数据库与本机的时钟一致。", "en": "the clocks of database and machine agree."},
    "doctor_clocks_differ": {
        "zh": "数据库与本机的时钟相差 {seconds} 秒；请让两台机器都与时间服务器同步。",
        "en": "the clocks of database and machine differ by seconds: {seconds}; keep both in step with a time server.",
    },
    "doctor_triggers": {"zh": "日志的防改触发器都在。", "en": "all triggers that protect the journal are there."},
    "doctor_triggers_missing": {
        "zh": "日志的防改触发器缺少 {names}：有人动过数据库；请先执行 gongkai audit verify。",
        "en": "triggers that protect the journal are missing: {names}; somebody changed the database. Run gongkai "
        "audit verify first.",
    },
    "doctor_head": {"zh": "日志 {entries} 条，首尾相符。", "en": "the journal ends as it should, entries: {entries}."},
    "doctor_head_wrong": {
        "zh": "日志的条数与末条不符；请执行 gongkai audit verify。",
        "en": "the journal's entries and its head differ; run gongkai audit verify.",
    },
    "doctor_anchors_damaged": {
        "zh": "锚点文件 {path} 第 {line} 行读不懂，或自相矛盾；请用另存的一份换回。",
        "en": "line {line} of the anchors {path} can't be understood or contradicts another; bring back a copy.",
    },
    "doctor_anchors_inside": {
        "zh": "日志的锚点 {path} 和数据在同一台机器上；请用 GONGKAI_ANCHORS 放到别处，或每天抄到另一台机器。",
        "en": "the anchors of the journal, {path}, lie beside the data; put them elsewhere with GONGKAI_ANCHORS, or "
        "copy them to another machine every day.",
    },
    "doctor_worker": {
        "zh": "后台任务在运行（进程 {count} 个）。",
        "en": "jobs are being done, workers: {count}.",
    },
    "doctor_worker_quiet": {
        "zh": "没有后台任务在运行；请启动 gongkai serve（SQLite）或 gongkai worker（PostgreSQL）。",
        "en": "no worker does the jobs; start gongkai serve (SQLite) or gongkai worker (PostgreSQL).",
    },
    "doctor_jobs": {"zh": "没有失败的后台任务。", "en": "no job has failed."},
    "doctor_jobs_failed": {
        "zh": "失败的后台任务：{count}；请在网页的“后台任务”里查看。",
        "en": "failed jobs: {count}; see them on the page of jobs.",
    },
    "doctor_messages_uncertain": {
        "zh": "不知是否发出的消息：{count}；请在网页的“消息”里逐条确认。",
        "en": "messages of which it is not known whether they were sent: {count}; settle them on the page of messages.",
    },
    "doctor_messages_failed": {
        "zh": "没有发出去的消息：{count}；请在网页的“消息”里查看原因，改正后再发。",
        "en": "messages that failed: {count}; see why on the page of messages, mend it and send them again.",
    },
    "doctor_channel_fault": {"zh": "消息发不出去：{said}", "en": "messages can't go out: {said}"},
    "doctor_channel_unset": {
        "zh": "有 {count} 条消息在等：{said}",
        "en": "messages wait ({count}): {said}",
    },
    "doctor_mail": {"zh": "邮件服务器已设置。", "en": "a mail server is set."},
    "doctor_mail_none": {
        "zh": "没有设置邮件服务器，邮件发不出去；需要时请设置 GONGKAI_SMTP。",
        "en": "no mail server is set, so no mail goes out; set GONGKAI_SMTP where it should.",
    },
    "doctor_mfa_missing": {
        "zh": "按规定应启用两步验证而没有启用的人员：{count}。",
        "en": "people whose roles demand a second factor and who have none: {count}.",
    },
    "doctor_calendar": {"zh": "放假安排已有到 {year} 年。", "en": "holidays are known up to {year}."},
    "doctor_calendar_missing": {
        "zh": "{year} 年的放假安排还没有录入，期限不能确定；国务院办公厅公布后请在“工作日历”里录入。",
        "en": "the holidays of {year} are not entered and deadlines in it not certain; enter the State Council's "
        "notice on the page of calendars when it is out.",
    },
    "doctor_calendar_due": {
        "zh": "{year} 年的放假安排通常在 11 月公布；公布后请在“工作日历”里录入。",
        "en": "the holidays of {year} are announced in November, as a rule; enter them on the page of calendars then.",
    },
    "doctor_office": {"zh": "LibreOffice 可用。", "en": "LibreOffice is there."},
    "doctor_office_missing": {
        "zh": "没有 LibreOffice：旧版 Word、Excel 和 WPS 文件读不了；需要时请安装。",
        "en": "LibreOffice is not there, so old Word, Excel and WPS files can't be read; install it where they come.",
    },
    "doctor_fonts": {"zh": "打印 PDF 的中文字体可用。", "en": "a Chinese font for PDF is there."},
    "doctor_fonts_missing": {
        "zh": "没有中文字体，报告做不成 PDF；请安装一种中文字体，例如 Noto Sans SC。",
        "en": "no Chinese font is there, so no report becomes a PDF; install one, such as Noto Sans SC.",
    },
    "doctor_search": {"zh": "搜索索引可用，{rows} 条。", "en": "the search index is there, rows: {rows}."},
    "doctor_search_differs": {
        "zh": "搜索索引 {rows} 条，与 {records} 条记录不符，或者查不到内容；请执行 gongkai search reindex。",
        "en": "the search index is off (rows {rows}, wanted {records}) or finds nothing; run gongkai search reindex.",
    },
    "doctor_store": {"zh": "文件存储可用。", "en": "the store of files can be used."},
    "doctor_store_denied": {
        "zh": "{folder} 不能读写；请改正权限。",
        "en": "{folder} can't be read and written; mend its rights.",
    },
    "doctor_store_unreachable": {
        "zh": "存储桶 {name} 访问不了（{error}）；"
        "请检查 GONGKAI_FILES 和 GONGKAI_S3_ENDPOINT、_KEY、_SECRET、_REGION。",
        "en": "the bucket {name} can't be used ({error}); look at GONGKAI_FILES and GONGKAI_S3_ENDPOINT, _KEY, _SECRET "
        "and _REGION.",
    },
    "doctor_viruses": {"zh": "ClamAV 在应答。", "en": "ClamAV answers."},
    "doctor_viruses_silent": {
        "zh": "ClamAV 没有应答，文件都传不上来；请启动 clamd，或检查 GONGKAI_CLAMD。",
        "en": "ClamAV does not answer, so no file can be uploaded; start clamd, or look at GONGKAI_CLAMD.",
    },
    "doctor_uploads_old": {
        "zh": "{folder} 里有一天以前留下的文件 {count} 个；没有人再用，请删除。",
        "en": "{folder} holds files from before yesterday: {count}; nobody needs them any more, delete them.",
    },
    "doctor_restore_left": {
        "zh": "{home} 里有中断的恢复留下的 {names}，含有全部数据的副本；没有人再用，请删除。",
        "en": "{home} holds what a restore that was cut off left, copies of all data: {names}; nobody needs it any "
        "more, delete it.",
    },
    "doctor_backup_none": {
        "zh": "还没有备份；请执行 gongkai backup，并每天自动执行。",
        "en": "there is no backup yet; run gongkai backup, and have it run every day.",
    },
    "doctor_backup_age": {
        "zh": "最近的备份是 {hours} 小时前。",
        "en": "the age of the latest backup in hours: {hours}.",
    },
    "doctor_demo": {"zh": "这里是演示用的虚构数据。", "en": "these are the invented data of the demo."},
}
