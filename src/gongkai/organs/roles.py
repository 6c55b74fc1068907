"""角色: every role that a person can hold in an organ, and what it allows. This table is all there is to it.

Whoever signs in holds no permission by that alone: each comes from a role, in an organ, from a day to a day.

Giving and using are apart (授权与用权分离). A role is given by whoever holds a role that `gives` it, in all of the
place where it shall hold, and by nobody to themselves; nobody need hold the permissions of what they give. So the
administrator, who gives every role, does not read or add files, review, or sign. They hold what setting up takes:
organs, people, roles, calendars and keys; tasks and messages, to mend what got stuck (receivers are masked); and the
journal, because they answer for erasing personal data from it. The auditor reads the journal too and changes nothing,
so that no administrator is without a witness.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongkai.platform.permissions import Permission

P = Permission


@dataclass(frozen=True)
class Role:
    """A role: its code, its title and what it is for, in words for a manager, its permissions, and what it may give."""

    code: str
    title: Promise
    description: Promise
    permissions: frozenset[Permission]
    gives: frozenset[str] = frozenset()
    """The codes of the roles that whoever holds this one may give and take back, where they hold it."""
    whole: bool = False
    """Whether it can be held in the whole installation, and in an organ with all organs below it."""
    second_factor: bool = False
    """Whether signing in takes a second factor: where one person's password would decide, or open everything."""


_LEAST = frozenset({P.ORGANS_READ, P.PEOPLE_READ, P.CALENDARS_READ, P.FILES_READ_OWN})
"""What everyone at work in an organ needs to see of it; of its files those that they added themselves."""

_OWN = _LEAST | {P.FILES_READ, P.REPORTS_READ}
"""The same, and all files and yearly reports, for whoever handles them."""

_AT_WORK = frozenset(
    {
        "drafter", "officer", "section", "first_reviewer", "second_reviewer", "final_reviewer", "signer",
        "secrecy_reviewer",
    }
)  # fmt: skip
"""The roles of those who do the work of disclosure."""

_ALL = (
    Role(
        "drafter",
        _("Drafter"),
        _("Writes what is to be published and attaches the files."),
        _OWN | {P.FILES_ADD, P.REPORTS_HAND_IN},
    ),
    Role(
        "officer",
        _("OGI officer"),
        _("Runs the daily work of disclosure in the organ: requests, publication, the yearly report."),
        _OWN | {P.FILES_ADD, P.MESSAGES_READ, P.REPORTS_HAND_IN},
    ),
    Role(
        "section",
        _("Section in charge"),
        _("Finds the information in its own files and gives its opinion to the OGI officer."),
        _LEAST | {P.FILES_ADD},
    ),
    Role(
        "first_reviewer",
        _("First reviewer"),
        _("Reviews first what is to be published or sent."),
        _OWN,
        second_factor=True,
    ),
    Role(
        "second_reviewer",
        _("Second reviewer"),
        _("Reviews a second time, after the first reviewer."),
        _OWN,
        second_factor=True,
    ),
    Role(
        "final_reviewer",
        _("Final reviewer"),
        _("Has the last word before publication."),
        _OWN,
        second_factor=True,
    ),
    Role(
        "signer",
        _("Signer"),
        _("Signs letters, decisions and reports for the organ."),
        _OWN,
        second_factor=True,
    ),
    Role(
        "secrecy_reviewer",
        _("Secrecy reviewer"),
        _("Decides whether information may be disclosed under the rules on secrecy."),
        _OWN,
        second_factor=True,
    ),
    Role(
        "supervisor",
        _("Supervisor of the competent department"),
        _(
            "Watches over disclosure in the organ and those below: sees their records and changes none, collects their "
            "yearly reports and sends them back."
        ),
        _OWN | {P.MESSAGES_READ, P.REPORTS_COLLECT},
        whole=True,
        second_factor=True,
    ),
    Role(
        "auditor",
        _("Auditor"),
        _("Reads everything that was done, in the journal and the records; changes nothing."),
        _OWN | {P.JOURNAL_READ, P.JOBS_READ, P.MESSAGES_READ},
        whole=True,
        second_factor=True,
    ),
    Role(
        "administrator",
        _("Administrator"),
        _("Sets up organs and people and gives out roles where it is held, and does none of the work of disclosure."),
        frozenset(
            {
                P.ORGANS_READ,
                P.ORGANS_CHANGE,
                P.PEOPLE_READ,
                P.PEOPLE_CHANGE,
                P.ROLES_CHANGE,
                P.CALENDARS_READ,
                P.CALENDARS_CHANGE,
                P.JOURNAL_READ,
                P.JOURNAL_ERASE,
                P.JOBS_READ,
                P.JOBS_CHANGE,
                P.MESSAGES_READ,
                P.MESSAGES_CHANGE,
                P.KEYS_ROTATE,
            }
        ),
        gives=frozenset(_AT_WORK | {"supervisor", "auditor", "administrator"}),
        whole=True,
        second_factor=True,
    ),
)

ROLES: Mapping[str, Role] = {role.code: role for role in _ALL}
"""Code → role, in the order in which they are shown."""

ADMINISTRATOR = "administrator"
OFFICER = "officer"


def roles_with(permission: Permission) -> list[str]:
    """The codes of the roles that carry the permission."""
    return [role.code for role in _ALL if permission in role.permissions]


def roles_giving(code: str) -> list[str]:
    """The codes of the roles whose holders may give and take back that role."""
    return [role.code for role in _ALL if code in role.gives]


def roles_with_second_factor() -> list[str]:
    """The codes of the roles that demand a second factor."""
    return [role.code for role in _ALL if role.second_factor]
