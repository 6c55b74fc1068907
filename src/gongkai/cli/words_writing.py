"""写文件用语: the sentences of `report convert`, `report blank` and of a place that can't be written, and how a person
says what the system says of a failed writing. They are part of `words.SENTENCES`."""

import errno

from gongkai.core.findings import Language

WRITING: dict[str, dict[Language, str]] = {
    "list_too_long": {
        "zh": "-o 的名字“{name}”太长，系统不接受；请改短。",
        "en": "the name that -o gives, ‘{name}’, is too long for the system; shorten it.",
    },
    "list_folder": {
        "zh": "-o {name} 是文件夹；请写明存成其中哪个文件。",
        "en": "-o {name} is a folder; name the file in it.",
    },
    "convert_outside": {
        "zh": "原件中六个部分之外的文字（{parts}）没有写入新文件，请对照原件补上。",
        "en": "text outside the six chapters ({parts}) is not in the new file; add it from the original.",
    },
    "convert_before": {
        "zh": "开头 {count} 字：“{quote}”",
        "en": "before them, length {count}: ‘{quote}’",
    },
    "convert_behind": {
        "zh": "结尾 {count} 字：“{quote}”",
        "en": "behind them, length {count}: ‘{quote}’",
    },
    "convert_no_chapter": {
        "zh": "原件没有{chapters}这一部分，新文件里只有标题，请补写。",
        "en": "not in the original, a heading alone in the new file, to be written: {chapters}.",
    },
    "organ_empty": {
        "zh": "--organ 是空的；请写机关的全称。",
        "en": "--organ is empty; give the organ's full name.",
    },
    "organ_too_long": {
        "zh": "机关名称太长：--organ 最多 {most} 个字。",
        "en": "the organ's name is too long: --organ is at most {most} in length.",
    },
    "organ_signs": {
        "zh": "--organ 含有换行、制表符一类不能显示的字符：{name}。",
        "en": "--organ holds a line end, a tab or another sign that can't be shown: {name}.",
    },
}

_DENIED: dict[Language, str] = {"zh": "没有写这个位置的权限", "en": "it may not be written there"}

SYSTEM: dict[int, dict[Language, str]] = {
    errno.ENOSPC: {"zh": "磁盘已满", "en": "no space is left on the disk"},
    errno.EDQUOT: {"zh": "磁盘配额已用完", "en": "the quota on the disk is used up"},
    errno.EFBIG: {"zh": "文件超过允许的大小", "en": "the file is larger than it may be"},
    errno.ENOENT: {"zh": "文件夹不存在或已被删除", "en": "the folder is not there, or no longer"},
    errno.ENAMETOOLONG: {"zh": "文件名太长", "en": "the file's name is too long"},
    errno.EISDIR: {"zh": "这个名字是文件夹", "en": "the name is that of a folder"},
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: {"zh": "磁盘是只读的", "en": "the disk is read-only"},
}
"""What stopped the writing, by the system's number for it."""


def system_words(number: int | None, otherwise: str, language: Language) -> str:
    """What the system said, in the language spoken; its own words where it says what is not foreseen here."""
    return SYSTEM[number][language] if number in SYSTEM else otherwise
