"""人员: whoever signs in or is named in the journal, and the system itself."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from gongkai.platform.pairs import paired


def email_key(typed: str) -> str:
    """What all spellings of an e-mail address share; empty for what has a letter beyond ASCII. Such a letter may be
    folded into another one by a database or a mail server, so that it is never taken for an address of ours.

    >>> email_key(" Su@Shilan.example"), email_key("su@\u017fh\u0131lan.example")
    ('su@shilan.example', '')
    """
    return typed.strip().lower() if typed.isascii() else ""


class PersonManager(BaseUserManager["Person"]):
    """The people."""

    def get_by_natural_key(self, login: str | None) -> "Person":
        """The person with that login name, whichever case it is typed in. The system is nobody who signs in."""
        return self.get(login=(login or "").lower(), is_system=False)

    def system(self) -> "Person":
        """The system itself, in whose name scheduled jobs and the command line act."""
        return self.get(is_system=True)


class Person(AbstractBaseUser):
    """人员: a member of staff. What a person may do comes from roles in organs alone."""

    login = models.CharField(max_length=60, unique=True)
    """The name to sign in with, in lower case."""
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    email_key = models.CharField(max_length=254, blank=True)
    """What all spellings of the address share; `set_email` writes both."""
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True)
    deactivated_by = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    must_change_password = models.BooleanField(default=False)
    """Whether the password was given by somebody else, so that the person changes it before anything else."""
    language = models.CharField(max_length=10, blank=True)
    """In which the person reads the site; empty: as their browser asks for it."""

    last_login = None
    """Not kept: signing in stands in the journal."""
    free_columns = ("password",)
    """Written by the sign-in library: a changed password, a stronger hash of the same one."""

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            paired("accounts_person", "deactivated"),
            models.UniqueConstraint(
                fields=["is_system"], condition=models.Q(is_system=True), name="accounts_one_system"
            ),
            models.CheckConstraint(
                condition=models.Q(is_active=True, deactivated_at=None)
                | models.Q(is_active=False, deactivated_at__isnull=False)
                | models.Q(is_system=True),
                name="accounts_inactive_says_since_when",
            ),
            models.UniqueConstraint(
                fields=["email_key"], condition=~models.Q(email_key=""), name="accounts_one_person_per_email"
            ),
            models.CheckConstraint(
                condition=models.Q(email="", email_key="") | ~models.Q(email="") & ~models.Q(email_key=""),
                name="accounts_email_has_its_key",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, as libraries ask for it."""
        return self.name

    def set_email(self, email: str) -> None:
        """Another e-mail address, or none; unsaved. It is ASCII: whoever takes it from a form refuses others."""
        self.email = email.strip()
        self.email_key = email_key(email)


class SignIn(models.Model):
    """已登录的浏览器: one browser in which a person is signed in. Its session names it; without it the session ends."""

    unguarded_because = "it comes and goes with the session of a browser; the journal keeps the sign-in and its end"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    """When the last request came, to the minute."""
    browser = models.CharField(max_length=200, blank=True)
    """What the browser calls itself."""
    address = models.CharField(max_length=45, blank=True)

    class Meta:
        ordering = ("-seen_at", "-pk")


class Remembered(models.Model):
    """短期记忆: the table of Django's database cache, which counts attempts for all processes alike. `cache_key`,
    `value` and `expires` are the names that Django asks for."""

    unguarded_because = "a cache: what it holds is gone within minutes"

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)


def new_person(
    *,
    login: str,
    name: str,
    email: str,
    added_at: datetime,
    password: str | None = None,
    must_change_password: bool = False,
) -> Person:
    """An unsaved person; without a password nobody can sign in as them. A password that somebody else chose
    `must_change_password` at the first sign-in."""
    person = Person(
        login=login.strip().lower(),
        name=name.strip(),
        added_at=added_at,
        must_change_password=must_change_password,
    )
    person.set_email(email)
    person.set_password(password) if password else person.set_unusable_password()
    return person


def add_system(apps: Any, at: datetime) -> None:
    """Adds the system itself; called by the first migration."""
    apps.get_model("accounts", "Person").objects.create(
        login="system", name="系统", is_active=False, is_system=True, added_at=at, password="!"
    )
