"""不安全的设置: what makes a production start unsafe, in one visible list.

`serve` refuses to start while `problems` tells of one that is no mere warning; `doctor` shows them all. In mode `local`
nothing is refused: nobody but this machine reaches the site.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gongkai.config.environment import Environment
from gongkai.config.misconfigured import Language

SHORTEST_SECRET = 50

SENTENCES: dict[str, dict[Language, str]] = {
    "no_hosts": {
        "zh": "没有写明网站的域名；请把它写进 GONGKAI_HOSTS，几个之间用逗号隔开。",
        "en": "the names of the site are not given; write them into GONGKAI_HOSTS, separated by commas.",
    },
    "any_host": {
        "zh": "GONGKAI_HOSTS 里有“{host}”，等于什么域名都认；请逐个写全。",
        "en": "GONGKAI_HOSTS holds '{host}', which lets any name in; write each name out.",
    },
    "debug": {
        "zh": "调试模式开着，出错的页面会把数据露出去；请关掉 DEBUG。",
        "en": "debugging is on, so that a page about an error shows data; switch DEBUG off.",
    },
    "short_secret": {
        "zh": "签名用的密钥不到 {least} 个字符；请换用 gongkai 自己生成的密钥文件。",
        "en": "the signing key has fewer than {least} characters; use the file of keys that gongkai makes itself.",
    },
    "open_cookies": {
        "zh": "登录凭据（cookie）会经过不加密的连接；请把 SESSION_COOKIE_SECURE 和 CSRF_COOKIE_SECURE 打开。",
        "en": "the cookies of signing in would go over open connections; "
        "switch SESSION_COOKIE_SECURE and CSRF_COOKIE_SECURE on.",
    },
    "second_factor_off": {
        "zh": "审核、签发、监督和管理人员没有被要求用第二因素登录；请打开 SECOND_FACTOR_IS_ENFORCED。",
        "en": "reviewers, signers, supervisors and administrators are not made to use a second factor; "
        "switch SECOND_FACTOR_IS_ENFORCED on.",
    },
    "open_home": {
        "zh": "数据文件夹 {path} 别的用户也能进；请执行 chmod o-rwx {path}。",
        "en": "other users can enter the folder of the data, {path}; run chmod o-rwx {path}.",
    },
    "open_place_of_keys": {
        "zh": "密钥文件所在的文件夹 {path} 别的用户也能进；请执行 chmod o-rwx {path}，或用 GONGKAI_KEYS 换个地方。",
        "en": "other users can enter {path}, where the file of keys lies; run chmod o-rwx {path}, "
        "or move the file and name its place with GONGKAI_KEYS.",
    },
    "sqlite_shared": {
        "zh": "{processes} 个进程共用一个 SQLite 数据库，繁忙时会互相等待；请改用 PostgreSQL，或只开一个进程。",
        "en": "{processes} processes share one SQLite database and will wait for each other; "
        "move to PostgreSQL, or run one process.",
    },
    "no_proxy": {
        "zh": "没有设 GONGKAI_PROXY=1：生产环境只认 https，要由前面的反向代理（如 nginx）提供。",
        "en": "GONGKAI_PROXY=1 is not set: production answers https alone, "
        "which a proxy in front provides (nginx, say).",
    },
    "no_mail": {
        "zh": "没有设邮件服务器，忘了密码的人只能找管理员，出错也不会有邮件告知；请设 GONGKAI_SMTP。",
        "en": "no mail server is set, so that whoever forgot a password needs an administrator, and no mail tells of "
        "errors; set GONGKAI_SMTP.",
    },
    "home_in_memory": {
        "zh": "数据文件夹 {path} 在内存里，重启就没了；请用 GONGKAI_HOME 换到磁盘上。",
        "en": "the folder of the data, {path}, is in memory and gone with a restart; "
        "name one on a disk with GONGKAI_HOME.",
    },
}
"""Key → sentence. The details are filled in by name."""


@dataclass(frozen=True)
class Problem:
    """One thing that is unsafe."""

    key: str
    is_warning: bool = False
    """Whether the site may start all the same."""
    details: dict[str, Any] = field(default_factory=dict)

    def sentence(self, language: Language) -> str:
        """What is unsafe, and what to do."""
        return SENTENCES[self.key][language].format(**self.details)


def problems(environment: Environment, settings: Any, *, processes: int = 1) -> list[Problem]:
    """What is unsafe about starting with this environment and these settings of Django, in so many web `processes`."""
    if not environment.is_production:
        return []
    return [problem for look in LOOKS for problem in look(environment, settings, processes)]


def _hosts(environment: Environment, settings: Any, processes: int) -> Iterator[Problem]:
    if not settings.ALLOWED_HOSTS:
        yield Problem("no_hosts")
    for host in settings.ALLOWED_HOSTS:
        if "*" in host or host.startswith("."):
            yield Problem("any_host", details={"host": host})


def _switches(environment: Environment, settings: Any, processes: int) -> Iterator[Problem]:
    if settings.DEBUG:
        yield Problem("debug")
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        yield Problem("short_secret", details={"least": SHORTEST_SECRET})
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Problem("open_cookies")
    if not settings.SECOND_FACTOR_IS_ENFORCED:
        yield Problem("second_factor_off")


def _folders(environment: Environment, settings: Any, processes: int) -> Iterator[Problem]:
    if os.name != "posix":
        return
    home, place = environment.home, environment.keys.parent
    if _is_open(home):
        yield Problem("open_home", details={"path": home})
    if place != home and _is_open(place):
        yield Problem("open_place_of_keys", details={"path": place})
    if _file_system(home, _mounts()) in ("tmpfs", "ramfs"):
        yield Problem("home_in_memory", is_warning=True, details={"path": home})


def _around(environment: Environment, settings: Any, processes: int) -> Iterator[Problem]:
    if processes > 1 and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Problem("sqlite_shared", is_warning=True, details={"processes": processes})
    if not settings.IS_BEHIND_PROXY:
        yield Problem("no_proxy")
    if not settings.MAIL_IS_SET_UP:
        yield Problem("no_mail", is_warning=True)


LOOKS: tuple[Callable[[Environment, Any, int], Iterator[Problem]], ...] = (_hosts, _switches, _folders, _around)
"""In the order in which they are told."""


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and bool(folder.stat().st_mode & stat.S_IRWXO)


def _mounts() -> str:
    path = Path("/proc/mounts")
    return path.read_text("utf-8", "replace") if path.exists() else ""


def _file_system(folder: Path, mounts: str) -> str:
    """The kind of the file system that the folder lies on, from a table of mounts; empty where none is known."""
    found, longest = "", -1
    for line in mounts.splitlines():
        _device, at, kind, *_rest = line.split(" ")
        if folder.resolve().is_relative_to(at) and len(at) >= longest:
            found, longest = kind, len(at)
    return found
