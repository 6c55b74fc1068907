"""配置错误: what is wrong with an installation, one sentence each, in Chinese and English."""

from typing import Literal

Language = Literal["zh", "en"]

SENTENCES: dict[str, dict[Language, str]] = {
    "mode_unknown": {
        "zh": "GONGKAI_MODE 是“{found}”，只能是 {allowed}。",
        "en": "GONGKAI_MODE is '{found}'; it must be {allowed}.",
    },
    "database_address": {
        "zh": "GONGKAI_DATABASE 看不懂；请写成 postgresql://用户:密码@主机:端口/数据库名。",
        "en": "GONGKAI_DATABASE can't be understood; write postgresql://user:password@host:port/name.",
    },
    "number": {
        "zh": "{name} 是“{found}”，只能是 {least} 到 {most} 的整数。",
        "en": "{name} is '{found}'; it must be a whole number from {least} to {most}.",
    },
    "identity_provider": {
        "zh": "统一身份认证没有配齐：GONGKAI_OIDC_ISSUER（https 地址）、GONGKAI_OIDC_CLIENT、GONGKAI_OIDC_SECRET "
        "三项要么都写，要么都不写。",
        "en": "the identity provider is not complete: give all three of GONGKAI_OIDC_ISSUER (an https address), "
        "GONGKAI_OIDC_CLIENT and GONGKAI_OIDC_SECRET, or none.",
    },
    "mail_server": {
        "zh": "邮件服务器看不懂：GONGKAI_SMTP 请写成 smtp://用户:密码@主机:端口（加密的写 smtps://），"
        "GONGKAI_MAIL_FROM 写发信地址。",
        "en": "the mail server can't be understood: write GONGKAI_SMTP as smtp://user:password@host:port (smtps:// "
        "where encrypted) and the sender's address into GONGKAI_MAIL_FROM.",
    },
    "keys_missing": {
        "zh": "数据在，密钥文件 {path} 不在：没有它，加密的个人信息读不出来。"
        "请从保管处取回，或用 GONGKAI_KEYS 指明它在哪里。",
        "en": "the data are there, the file of keys {path} is not: without it, encrypted personal data can't be read. "
        "Bring it back from where it is kept, or name its place with GONGKAI_KEYS.",
    },
    "keys_unreadable": {
        "zh": "密钥文件 {path} 读不出来或已损坏；请从保管处取回完好的一份。",
        "en": "the file of keys {path} can't be read or is damaged; bring back a sound copy from where it is kept.",
    },
    "keys_open": {
        "zh": "密钥文件 {path} 别的用户也能读；请执行 chmod 600 {path}。",
        "en": "the file of keys {path} can be read by other users; run chmod 600 {path}.",
    },
    "files_address": {
        "zh": "GONGKAI_FILES 看不懂；请写成 s3://存储桶/前缀，不写则存在数据目录的 files 里。",
        "en": "GONGKAI_FILES can't be understood; write s3://bucket/prefix, or nothing for the data folder.",
    },
    "files_credentials": {
        "zh": "GONGKAI_FILES 指明了对象存储，但没有 {name}；请写上访问它的凭据。",
        "en": "GONGKAI_FILES names an object store, but {name} is missing; give the credentials for it.",
    },
    "clamd_address": {
        "zh": "GONGKAI_CLAMD 看不懂；请写成 unix:/路径 或 主机:端口。",
        "en": "GONGKAI_CLAMD can't be understood; write unix:/path or host:port.",
    },
}
"""Key → sentence. The details are filled in by name."""


class Misconfigured(Exception):
    """The installation is not in order. `key` names the sentence, `details` fill it."""

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details

    def sentence(self, language: Language) -> str:
        """What is wrong, and what to do."""
        return SENTENCES[self.key][language].format(**self.details)

    def __str__(self) -> str:
        return f"{self.sentence('zh')} / {self.sentence('en')}"
