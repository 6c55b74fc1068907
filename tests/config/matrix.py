"""权限矩阵: which route answers whom with what. One line a route; a route without its line fails, and a line without.

Every line is tried with every role, held in turn
    own     in the organ that the page is about (the bureau),
    above   in the organ above it, without those below,
    over    in the organ above it with all below (roles that can be held so),
    beside  in an organ beside it (the town),
    whole   in the whole installation (roles that can be held so),
and with a person without any role and with nobody signed in. 'Reaches' the organ: own, over, whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.config.about import (
    a_list,
    a_notice,
    a_view,
    a_year,
    an_entry,
    appointment,
    bureau,
    collected,
    collected_and_sent,
    collected_list,
    collecting,
    deactivated,
    deputy,
    file,
    linked,
    mended,
    message,
    person,
    sent_back,
    sent_back_whole,
    signed_in,
    task,
    upload,
    waited_for,
    with_second_factor,
)

REACHES = {"own", "over", "whole"}
EVERYWHERE = {"own", "above", "over", "beside", "whole"}

ALL = {
    "drafter", "officer", "section", "first_reviewer", "second_reviewer", "final_reviewer", "signer",
    "secrecy_reviewer", "supervisor", "auditor", "administrator",
}  # fmt: skip
ADMINISTRATOR = {"administrator"}
READS_MESSAGES = {"officer", "supervisor", "auditor", "administrator"}
AUDITING = {"administrator", "auditor"}
READS_FILES = ALL - ADMINISTRATOR - {"section"}
"""Whoever reads files that others added."""
UPLOADERS = {"drafter", "officer", "section"}
READS_REPORTS = READS_FILES
"""Whoever reads the yearly reports that came in."""
COLLECTS = {"supervisor"}
HANDS_IN = {"drafter", "officer"}


@dataclass(frozen=True)
class Line:
    """Who gets what. Roles in `may` that reach the organ get 200, those in `sees` alone 403, all others `else_`."""

    may: frozenset[str] | set[str]
    at: Callable[[Any], dict[str, Any]] = lambda world: {}
    """What stands in the address, in a world."""
    sees: frozenset[str] | set[str] = frozenset()
    else_: int = 404
    reaches: frozenset[str] | set[str] = frozenset(REACHES)
    """The places from which `may` holds."""
    nobody: int | None = None
    """For a person without roles; else `else_`."""
    anonymous: int = 302
    """For nobody signed in: on to the page to sign in."""
    granted: int = 200
    method: str = "get"
    alike: bool = False
    """Whether roles make no difference: then each is tried in one place."""

    def expects(self, role: str, place: str) -> int:
        """The status for a person with that role held in that place; for one without roles, role and place are ''."""
        if not role:
            return self.else_ if self.nobody is None else self.nobody
        if role in self.may and place in self.reaches:
            return self.granted
        return 403 if role in self.may | self.sees and place in REACHES else self.else_


def everyone(at: Callable[[Any], dict[str, Any]] = lambda world: {}) -> Line:
    """A page for whoever is signed in; what it holds is scoped, or about themselves."""
    return Line(ALL, at, reaches=EVERYWHERE, nobody=200)


def entrance(
    stranger: int, signed_in: int, at: Callable[[Any], dict[str, Any]] = lambda world: {}, by: str = "get"
) -> Line:
    """A page of signing in, alike for everyone; 302 where it leads on: home, to the page to sign in, or to the password
    once more."""
    return Line(ALL, at, reaches=EVERYWHERE, nobody=signed_in, anonymous=stranger, granted=signed_in, method=by)


def somewhere(roles: set[str]) -> Line:
    """A page about no organ in particular, for whoever holds one of the roles anywhere; 403 for others."""
    return Line(roles, reaches=EVERYWHERE, else_=403)


def installation(roles: set[str], at: Callable[[Any], dict[str, Any]] = lambda world: {}) -> Line:
    """A page about the whole installation, for whoever holds one of the roles in it; 403 for others."""
    return Line(roles, at, reaches={"whole"}, else_=403)


def about(
    at: Callable[[Any], dict[str, Any]], roles: set[str], *, sees: set[str] | None = None, reaches: Any = REACHES
) -> Line:
    """A page about an organ or what belongs to it: 403 for those who see it and may not, 404 for those who don't."""
    return Line(roles, at, sees=ALL if sees is None else sees, reaches=reaches)


LINES: dict[str, Line] = {
    "home": everyone(),
    # For everyone
    "portal:report": entrance(200, 200),
    "portal:report_convert": entrance(302, 302),
    "portal:compare": entrance(200, 200),
    "portal:rollup": entrance(200, 200),
    "portal:rollup_download": entrance(302, 302),
    "portal:returns": entrance(200, 200),
    "portal:returns_file": entrance(422, 422, by="post"),
    "portal:returns_list": entrance(302, 302),
    "portal:returns_download": entrance(302, 302),
    # For everyone
    "front": entrance(200, 200),
    "set_theme": entrance(302, 302, by="post"),
    "styleguide": entrance(200, 200),
    # Signing in
    "search:find": entrance(200, 200),
    "set_language": entrance(302, 302, by="post"),
    "demo:samples": entrance(404, 404),
    "demo:archive": entrance(404, 404),
    "demo:sample": entrance(404, 404, lambda world: {"key": "city"}),
    "account_login": entrance(200, 302),
    "account_logout": entrance(302, 200),
    "account_signup": entrance(200, 302),
    "account_inactive": entrance(200, 200),
    "account_reauthenticate": entrance(302, 200),
    "account_change_password": entrance(302, 200),
    "account_reset_password": entrance(200, 200),
    "account_reset_password_done": entrance(200, 200),
    "account_reset_password_from_key": entrance(200, 200, lambda world: {"uidb36": "1", "key": "none"}),
    "account_reset_password_from_key_done": entrance(200, 200),
    "mfa_index": entrance(302, 200),
    "mfa_authenticate": entrance(302, 302),
    "mfa_reauthenticate": entrance(302, 302),
    "mfa_activate_totp": entrance(302, 302),
    "mfa_deactivate_totp": entrance(302, 404),
    "mfa_view_recovery_codes": entrance(302, 404),
    "mfa_generate_recovery_codes": entrance(302, 302),
    "mfa_download_recovery_codes": entrance(302, 404),
    "mfa_list_webauthn": entrance(302, 200),
    "mfa_add_webauthn": entrance(302, 302),
    "mfa_reauthenticate_webauthn": entrance(302, 302),
    "mfa_remove_webauthn": entrance(302, 302, lambda world: {"pk": 1}),
    "mfa_edit_webauthn": entrance(302, 302, lambda world: {"pk": 1}),
    "accounts:own": everyone(),
    "accounts:end_sign_in": entrance(302, 405, lambda world: {"number": 1}),
    # Organs
    "organs:list": everyone(),
    "organs:roles": everyone(),
    "organs:set_up": somewhere(ADMINISTRATOR),
    "organs:organ": about(bureau, ALL),
    "organs:rename": about(bureau, ADMINISTRATOR),
    "organs:move": about(bureau, ADMINISTRATOR, reaches={"over", "whole"}),
    "organs:reports_into": about(bureau, ADMINISTRATOR),
    "organs:merge": about(bureau, ADMINISTRATOR, reaches={"over", "whole"}),
    "organs:abolish": about(bureau, ADMINISTRATOR, reaches={"over", "whole"}),
    "organs:details": about(bureau, ADMINISTRATOR),
    "organs:export": everyone(),
    "organs:import": somewhere(ADMINISTRATOR),
    # People and roles
    "organs:people": everyone(),
    "organs:add_person": somewhere(ADMINISTRATOR),
    "organs:person": about(person, ALL),
    "organs:change_person": about(person, ADMINISTRATOR),
    "organs:move_person": about(person, ADMINISTRATOR),
    "organs:deactivate_person": about(person, ADMINISTRATOR),
    "organs:reactivate_person": about(deactivated, ADMINISTRATOR),
    "organs:give_password": about(person, ADMINISTRATOR),
    "organs:remove_second_factors": about(with_second_factor, ADMINISTRATOR),
    "organs:end_all_sign_ins": about(signed_in, ADMINISTRATOR),
    "organs:link_identity": Line(set(), person),  # without an identity provider, as here; tests/organs/test_sign_in.py
    "organs:unlink_identity": about(linked, ADMINISTRATOR),
    "organs:appoint": about(person, ADMINISTRATOR),
    "organs:end_appointment": about(appointment, ADMINISTRATOR),
    "organs:name_deputy": about(appointment, ADMINISTRATOR),
    "organs:end_deputy": about(deputy, ADMINISTRATOR),
    # Tasks and messages
    "jobs:list": installation({"auditor", "administrator"}),
    "jobs:task": installation({"auditor", "administrator"}, task),
    "outbox:list": somewhere(READS_MESSAGES),
    "outbox:message": about(message, READS_MESSAGES, sees=set()),
    "outbox:decide": about(lambda world: {**message(world), "decision": "cancel"}, ADMINISTRATOR, sees=READS_MESSAGES),
    # Files
    "files:list": everyone(),
    "files:add": about(upload, UPLOADERS, sees=READS_FILES),
    "files:download": about(file, READS_FILES, sees=set()),
    "files:remove": about(file, UPLOADERS - {"section"}, sees=READS_FILES),
    # Annual reports
    "reporting:list": somewhere(READS_REPORTS),
    "reporting:new": somewhere(COLLECTS),
    "reporting:returned_list": somewhere(READS_REPORTS),
    "reporting:collection": about(collecting, READS_REPORTS, sees=set()),
    "reporting:progress": about(collecting, READS_REPORTS, sees=set()),
    "reporting:return_list": about(collected_list, READS_REPORTS, sees=set()),
    "reporting:add": about(collecting, COLLECTS, sees=READS_REPORTS),
    "reporting:send_back": about(collecting, COLLECTS, sees=READS_REPORTS),
    "reporting:close": about(collecting, COLLECTS, sees=READS_REPORTS),
    "reporting:report": about(collected, READS_REPORTS, sees=set()),
    "reporting:file": about(collected, READS_REPORTS, sees=set()),
    "reporting:source": about(mended, READS_REPORTS, sees=set()),
    "reporting:compare": about(mended, READS_REPORTS, sees=set()),
    "reporting:check_all_again": about(collecting, COLLECTS, sees=READS_REPORTS),
    "reporting:check_again": about(collected, COLLECTS, sees=READS_REPORTS),
    "reporting:choose": about(collected, COLLECTS, sees=READS_REPORTS),
    "reporting:remark": about(collected, COLLECTS, sees=READS_REPORTS),
    "reporting:accept": about(collected, COLLECTS, sees=READS_REPORTS),
    "reporting:set_aside": about(collected, COLLECTS, sees=READS_REPORTS),
    "reporting:withdraw": about(collected_and_sent, COLLECTS, sees=READS_REPORTS),
    "reporting:returned": about(sent_back, READS_REPORTS, sees=set()),
    "reporting:returned_file": about(sent_back, READS_REPORTS, sees=set()),
    "reporting:returned_source": about(sent_back_whole, READS_REPORTS, sees=set()),
    "reporting:letter": about(lambda world: {**sent_back(world), "ending": "docx"}, READS_REPORTS, sees=set()),
    "reporting:hand_in": about(sent_back, HANDS_IN, sees=READS_REPORTS),
    "reporting:answer": about(sent_back, HANDS_IN, sees=READS_REPORTS),
    "reporting:hand_in_first": about(waited_for, HANDS_IN, sees=set(), reaches={"own"}),
    # Calendars
    "calendars:list": somewhere(ALL),
    "calendars:year": Line(ALL, a_year, reaches=EVERYWHERE, else_=403),
    "calendars:notice": Line(ALL, a_notice, reaches=EVERYWHERE, else_=403),
    "calendars:withdraw": Line(ADMINISTRATOR, a_notice, reaches={"whole"}, else_=403),
    "calendars:adopt": installation(ADMINISTRATOR),
    "calendars:read": Line(ADMINISTRATOR, reaches={"whole"}, else_=403, method="post", granted=422),
    "calendars:file": Line(ADMINISTRATOR, reaches={"whole"}, else_=403, method="post", granted=422),
    "calendars:edit": Line(ADMINISTRATOR, reaches={"whole"}, else_=403, method="post", granted=409),
    "calendars:confirm": Line(ADMINISTRATOR, reaches={"whole"}, else_=403, method="post", granted=409),
    # The law for everyone
    "portal:deadline": entrance(200, 200),
    "portal:fee": entrance(200, 200),
    "portal:calendars": entrance(200, 200),
    "portal:calendar": entrance(200, 200, a_year),
    "portal:rules": entrance(200, 200),
    "portal:rule": entrance(200, 200, lambda world: {"code": "T3.ROW"}),
    "portal:laws": entrance(200, 200),
    "portal:law": entrance(200, 200, lambda world: {"key": "requests.reply"}),
    "portal:help": entrance(200, 200),
    "portal:help_page": entrance(200, 200, lambda world: {"topic": "visitor"}),
    # What all lists share
    "lists:export": Line(ALL, a_list, reaches=EVERYWHERE, nobody=200, method="post"),
    "lists:act": Line(
        ADMINISTRATOR,
        lambda world: {"key": "people", "code": "deactivate"},
        reaches=EVERYWHERE,
        else_=403,
        method="post",
        granted=409,
    ),
    "lists:views": everyone(a_list),
    "lists:rename_view": Line(set(), a_view),
    "lists:choose_view": Line(set(), a_view, method="post"),
    "lists:delete_view": Line(set(), a_view),
    # Journal
    "auditor:list": somewhere(AUDITING),
    "auditor:entry": Line(AUDITING, an_entry),
    "auditor:erase": Line(ADMINISTRATOR, an_entry, sees=AUDITING),
    "auditor:export": Line(AUDITING, reaches=EVERYWHERE, else_=403, method="post", granted=409),
    "auditor:verify": Line(AUDITING, reaches={"whole"}, else_=403, method="post"),
}
