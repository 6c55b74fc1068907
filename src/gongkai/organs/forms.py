"""表单: what is typed to change organs, people and roles. What can be chosen is what the person may choose."""

from datetime import date
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.organs import queries
from gongkai.organs.models import Appointment, Kind, Level, Organ
from gongkai.organs.roles import ROLES
from gongkai.organs.rules import details_of
from gongkai.organs.workbook.reading import LARGEST
from gongkai.platform.permissions import Permission, may
from gongkai.platform.typed import PlainField, day_field


class OrganField(forms.ModelChoiceField):
    """An organ out of those in which the person holds a permission. Empty, where it may be, stands for the whole
    installation, or for none."""

    def __init__(self, label: Any, *, empty: Any = None, help_text: Any = "", required: bool = True) -> None:
        super().__init__(queryset=None, label=label, help_text=help_text, required=required)
        self.empty = empty

    def offer(self, person: Any, permission: Permission, on: date, *, without: Organ | None = None) -> None:
        """Fills the choices; the empty one is there for whoever holds the permission in the whole installation."""
        self.queryset = queries.visible_to(person, on, permission).exclude(pk=without.pk if without else None)
        if self.empty is not None and may(person, permission, None, on):
            self.required, self.empty_label = False, str(self.empty)


def _optional(label: Any, length: int, help_text: Any = "") -> PlainField:
    return PlainField(label=label, max_length=length, required=False, help_text=help_text)


class SetUp(forms.Form):
    """A new organ."""

    name = PlainField(label=_("Full name"), max_length=100)
    short_name = _optional(_("Short name"), 40)
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    set_up_on = day_field(_("Set up on"))
    parent = OrganField(_("Stands below"), empty=_("None: at the top"))

    def __init__(self, data: Any, *, person: Any, on: date, initial: Any) -> None:
        super().__init__(data, initial=initial)
        self.fields["parent"].offer(person, Permission.ORGANS_CHANGE, on)


class Rename(forms.Form):
    """Another name."""

    name = PlainField(label=_("Full name"), max_length=100)
    short_name = _optional(_("Short name"), 40)
    from_day = day_field(_("From this day on"))


class Move(forms.Form):
    """Another place in the tree."""

    parent = OrganField(_("Stands below"), empty=_("None: at the top"))
    from_day = day_field(_("From this day on"))

    def __init__(self, data: Any, *, person: Any, on: date, organ: Organ) -> None:
        super().__init__(data, initial={"from_day": on, "parent": queries.parent_of(organ, on)})
        self.fields["parent"].offer(person, Permission.ORGANS_CHANGE, on, without=organ)


class Report(forms.Form):
    """Into which organ it reports."""

    into = OrganField(_("Hands in its report to"), required=False)
    from_day = day_field(_("From this day on"))

    def __init__(self, data: Any, *, person: Any, on: date, organ: Organ) -> None:
        super().__init__(data, initial={"from_day": on, "into": queries.into_of(organ, on)})
        self.fields["into"].offer(person, Permission.ORGANS_CHANGE, on, without=organ)
        self.fields["into"].empty_label = str(_("To nobody in this installation"))


class Merge(forms.Form):
    """It becomes part of another."""

    heir = OrganField(_("Becomes part of"))
    from_day = day_field(_("Ends on"), help_text=_("The first day on which it is no longer there."))

    def __init__(self, data: Any, *, person: Any, on: date, organ: Organ) -> None:
        super().__init__(data, initial={"from_day": on})
        self.fields["heir"].offer(person, Permission.ORGANS_CHANGE, on, without=organ)


class Abolish(forms.Form):
    """It ends."""

    successors = forms.ModelMultipleChoiceField(
        label=_("Successors"), queryset=None, required=False, help_text=_("The organs that carry on what it did.")
    )
    from_day = day_field(_("Ends on"), help_text=_("The first day on which it is no longer there."))

    def __init__(self, data: Any, *, person: Any, on: date, organ: Organ) -> None:
        super().__init__(data, initial={"from_day": on})
        offered = queries.visible_to(person, on, Permission.ORGANS_CHANGE).exclude(pk=organ.pk)
        self.fields["successors"].queryset = offered


class Details(forms.Form):
    """How the organ is."""

    from_day = day_field(
        _("From this day on"),
        help_text=_("Kind, level, who acts, the site and the day of the report hold from then on; the rest at once."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices)
    acts_through = OrganField(
        _("Acts through"),
        required=False,
        help_text=_("The organ that acts for it in its dealings, as a government's general office does."),
    )
    site_address = forms.URLField(
        label=_("Publishes on another site"),
        required=False,
        assume_scheme="https",
        help_text=_("The address of that site; empty: it publishes here."),
    )
    report_by = _optional(
        _("Day of the yearly report"), 5, _("Month and day like 01-20, where earlier than the law's; else empty.")
    )
    position = forms.IntegerField(
        label=_("Place in official lists"),
        min_value=0,
        max_value=9999,
        help_text=_("A number; the smallest comes first, the same number goes by name."),
    )
    organisation_code = _optional(_("Organisation code"), 10, _("Nine characters, like 00001434-9."))
    credit_code = _optional(_("Unified social credit code"), 18)
    index_prefix = _optional(_("Index number prefix"), 40, _("What the index numbers of its documents begin with."))
    contact_office = _optional(_("Office in charge of disclosure"), 100, _("Public, like the lines below."))
    contact_telephone = _optional(_("Telephone"), 60)
    contact_email = forms.EmailField(label=_("E-mail"), required=False)
    contact_address = _optional(_("Address"), 200)

    def __init__(self, data: Any, *, person: Any, on: date, organ: Organ) -> None:
        super().__init__(data, initial={"from_day": on} | details_of(organ, organ.status_on(on)))
        self.fields["acts_through"].offer(person, Permission.ORGANS_CHANGE, on, without=organ)
        self.fields["acts_through"].empty_label = str(_("It acts itself"))


class AddPerson(forms.Form):
    """A new person."""

    login = PlainField(label=_("Login name"), max_length=60)
    name = PlainField(label=pgettext_lazy("of a person", "Name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(
        label=_("First password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Empty: the person sets one by a letter to their e-mail address."),
    )
    organ = OrganField(_("Looked after by"), empty=_("The whole installation"))

    def __init__(self, data: Any, *, person: Any, on: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["organ"].offer(person, Permission.PEOPLE_CHANGE, on)


class ChangePerson(forms.Form):
    """Another name or address."""

    name = PlainField(label=pgettext_lazy("of a person", "Name"), max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False)


class GivePassword(forms.Form):
    """A password that the person changes at the next sign-in."""

    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Tell it to the person by telephone or in person, not by e-mail."),
    )


class LinkIdentity(forms.Form):
    """Whom the identity provider means."""

    subject = PlainField(
        label=_("Identifier"),
        max_length=191,
        help_text=_("The identifier that the person sees when they try to sign in through the identity provider."),
    )


class MovePerson(forms.Form):
    """Another organ looks after the person."""

    organ = OrganField(_("Looked after by"), empty=_("The whole installation"))

    def __init__(self, data: Any, *, person: Any, on: date, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["organ"].offer(person, Permission.PEOPLE_CHANGE, on)


class Confirm(forms.Form):
    """Nothing is typed; sending it is the answer."""


class Appoint(forms.Form):
    """A role for a person."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [(role.code, role.title) for role in ROLES.values()])
    organ = OrganField(_("In the organ"), empty=_("The whole installation"))
    with_below = forms.BooleanField(
        label=_("And in all organs below it"),
        required=False,
        help_text=_("Possible for supervisors, auditors and administrators."),
    )
    from_day = day_field(_("First day"))
    until_day = day_field(_("Last day"), required=False, help_text=_("Empty: for good."))

    def __init__(self, data: Any, *, person: Any, on: date, initial: Any = None) -> None:
        super().__init__(data, initial={"from_day": on} | (initial or {}))
        self.fields["organ"].offer(person, Permission.ROLES_CHANGE, on)


class NameDeputy(forms.Form):
    """A deputy for some days."""

    person = forms.ModelChoiceField(label=_("Deputy"), queryset=None)
    from_day = day_field(_("First day"))
    until_day = day_field(_("Last day"))

    def __init__(self, data: Any, *, person: Any, on: date, appointment: Appointment) -> None:
        super().__init__(data, initial={"from_day": on})
        colleagues = queries.people_visible_to(person, on).filter(is_active=True)
        self.fields["person"].queryset = colleagues.exclude(pk=appointment.person_id)


class Workbook(forms.Form):
    """A workbook of organs to look at."""

    file = forms.FileField(
        label=_("Workbook (.xlsx)"), help_text=_("The exported workbook, changed or added to; at most 5 MB.")
    )
    from_day = day_field(
        _("From this day on"),
        help_text=_("Other names, places in the tree, reporting and dated details hold from this day on."),
    )

    def clean_file(self) -> Any:
        """The content of the file."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB: divide it."))
        return file.read()


SALT = "gongkai.organs.workbook"


class TakeIn(forms.Form):
    """The same rows again, to be taken in as they were shown."""

    rows = forms.CharField(widget=forms.HiddenInput)
    from_day = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])

    def clean_rows(self) -> Any:
        """The rows."""
        try:
            return signing.loads(self.cleaned_data["rows"], salt=SALT, max_age=PREVIEW_LASTS)
        except signing.BadSignature:
            raise forms.ValidationError(_("The preview is too old: choose the workbook again.")) from None


PREVIEW_LASTS = 3600
"""Seconds."""
