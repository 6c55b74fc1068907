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
    "doctor_keys": {
        "zh": "密钥文件 {path} 完好，只有本人能读。",
        "en": "the file of keys {path} is sound and yours alone.",
    },
    "doctor_keys_inside": {
        "zh": "密钥和数据在同一个文件夹；请用 GONGKAI_KEYS 另放一处，并另存一份。",
        "en": "the keys are in the folder of the data; put them elsewhere with GONGKAI_KEYS and keep a copy.",
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
    "doctor_worker": {"zh": "后台任务在运行。", "en": "jobs are being done."},
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
    "doctor_office": {"zh": "LibreOffice 可用。", "en": "LibreOffice is there."},
    "doctor_office_missing": {
        "zh": "没有 LibreOffice：旧版 Word、Excel 和 WPS 文件读不了；需要时请安装。",
        "en": "LibreOffice is not there, so old Word, Excel and WPS files can't be read; install it where they come.",
    },
    "doctor_store": {"zh": "文件存储可用。", "en": "the store of files can be used."},
    "doctor_store_denied": {
        "zh": "{folder} 不能读写；请改正权限。",
        "en": "{folder} can't be read and written; mend its rights.",
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
