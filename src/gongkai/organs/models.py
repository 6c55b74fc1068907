"""行政机关: organs and people's roles in them, as dated facts. What holds on a day is derived (`queries`).

An organ keeps its identity whatever happens to it. Its name, its status, its place in the tree and where it hands in
its report are rows that say 'from this day on'; before its first row it is taken as that row says.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.core.law.parameters import value_of
from gongkai.core.periods import next_year_s_day
from gongkai.platform.pairs import paired

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    """机关类别."""

    GOVERNMENT = "government", _("People's government")
    GOVERNMENT_OFFICE = "government_office", _("General office of a government")
    DEPARTMENT = "department", _("Department of a government")
    DISPATCHED_ORGAN = "dispatched_organ", _("Dispatched organ")
    DISPATCHED_AGENCY = "dispatched_agency", _("Dispatched agency")
    SUBDISTRICT = "subdistrict", _("Sub-district office")
    TOWNSHIP = "township", _("Township government")
    VERTICAL = "vertical", _("Organ under vertical management")
    AUTHORISED = "authorised", _("Organisation authorised by law")


class Level(models.TextChoices):
    """行政层级."""

    PROVINCE = "province", _("Province")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township")


REPORT_DAYS: dict[Any, str] = {Kind.GOVERNMENT: "government", Kind.TOWNSHIP: "township", Kind.SUBDISTRICT: "township"}
"""The parameter of the law that names the day of their yearly report; all others: that of departments."""


class Ending(models.TextChoices):
    """终止方式."""

    MERGED = "merged", _("Merged")
    ABOLISHED = "abolished", _("Abolished")


class Organ(models.Model):
    """行政机关, or an organisation that the law authorises to act as one."""

    set_up_on = models.DateField()
    ended_on = models.DateField(null=True)
    """The first day on which it is no longer there."""
    ended_how = models.CharField(max_length=20, choices=Ending.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=9999)
    """序号: its place among its neighbours in official lists; the same number goes by name."""
    organisation_code = models.CharField(max_length=9, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    index_prefix = models.CharField(max_length=40, blank=True)
    """索引号前缀: what its index numbers begin with."""
    contact_office = models.CharField(max_length=100, blank=True)
    """工作机构: the office in charge of disclosure. Public, like the next three."""
    contact_telephone = models.CharField(max_length=60, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_address = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ended_on=None, ended_how="")
                | models.Q(ended_on__isnull=False, ended_how__in=Ending.values),
                name="organs_end_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gt=models.F("set_up_on")),
                name="organs_end_after_start",
            ),
            models.UniqueConstraint(
                fields=["organisation_code"],
                condition=~models.Q(organisation_code=""),
                name="organs_one_organisation_code",
            ),
            models.UniqueConstraint(
                fields=["credit_code"], condition=~models.Q(credit_code=""), name="organs_one_credit_code"
            ),
        )

    def __str__(self) -> str:
        return getattr(self, "name", None) or self.name_on(date.max)

    def name_on(self, day: date) -> str:
        """Its name on that day. Queries give it as `name` for the day that they were asked for."""
        found = row_of_day(self.names, day)
        return found.name if found else ""

    def status_on(self, day: date) -> "OrganStatus":
        """What it is on that day, who acts for it and where it publishes."""
        found: OrganStatus = row_of_day(self.statuses, day)
        return found

    def report_day(self, year: int) -> date:
        """The day by which it hands in its report on that year, as it is when the year ends."""
        status = self.status_on(year_s_end(year))
        return next_year_s_day(status.report_by or lawful_report_day(status.kind, year), year)

    def has_ended(self, on: date) -> bool:
        """Whether it is no longer there on that day."""
        return self.ended_on is not None and self.ended_on <= on


class OrganName(models.Model):
    """机关名称: what an organ is called from a day on."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="names")
    from_day = models.DateField()
    name = models.CharField(max_length=100, db_index=True)
    short_name = models.CharField(max_length=40, blank=True)
    sort_key = models.CharField(max_length=200)
    """See `sort_key`."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "from_day"], name="organs_one_name_a_day"),)


class OrganStatus(models.Model):
    """机关状况: what an organ is from a day on, who acts for it, where it publishes and when it reports."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="statuses")
    from_day = models.DateField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    level = models.CharField(max_length=20, choices=Level.choices)
    acts_through = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")
    """The organ that acts for it, as a government's general office does; none: it acts itself. Whoever acts in its own
    name gives the letterhead, and decides the reconsideration body and the court."""
    site_address = models.URLField(blank=True)
    """The site on which it publishes, where that is not this one."""
    report_by = models.CharField(max_length=5, blank=True)
    """Month and day ('01-20') by which it hands in its yearly report, where earlier than the law's."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organ", "from_day"], name="organs_one_status_a_day"),
            models.CheckConstraint(
                condition=~models.Q(organ=models.F("acts_through")), name="organs_not_through_itself"
            ),
        )

    @property
    def publishes_here(self) -> bool:
        """Whether this site is where it publishes."""
        return not self.site_address


class OrganParent(models.Model):
    """隶属关系: below which organ an organ stands from a day on; none: it stands at the top."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="parents")
    from_day = models.DateField()
    parent = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organ", "from_day"], name="organs_one_parent_a_day"),
            models.CheckConstraint(condition=~models.Q(organ=models.F("parent")), name="organs_not_own_parent"),
        )


class ReportsInto(models.Model):
    """汇总关系: the organ to which an organ hands in its yearly report from a day on; none: to nobody here."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="reports_into")
    from_day = models.DateField()
    into = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organ", "from_day"], name="organs_one_into_a_day"),
            models.CheckConstraint(condition=~models.Q(organ=models.F("into")), name="organs_not_into_itself"),
        )


class Successor(models.Model):
    """职权承继: an organ that carries on what an organ did that was merged or abolished."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="successors")
    heir = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="inherited")
    from_day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organ", "heir"], name="organs_heir_once"),)


class Membership(models.Model):
    """所在机关: the organ whose administrators look after a person; none: those of the whole installation."""

    person = models.OneToOneField(PERSON, on_delete=models.PROTECT, related_name="membership")
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="members")


class Appointment(models.Model):
    """任职: a person holds a role in an organ, or in the whole installation, from a day to a day."""

    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20)
    """A code of `roles.ROLES`."""
    organ = models.ForeignKey(Organ, null=True, on_delete=models.PROTECT, related_name="appointments")
    """None: in the whole installation."""
    with_below = models.BooleanField(default=False)
    """Whether it holds in the organs below too, those of the day."""
    from_day = models.DateField()
    until_day = models.DateField(null=True)
    """The last day."""
    ended_at = models.DateTimeField(null=True)
    """When it was taken back; from then on it holds no more."""
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            paired("organs_appointment", "ended"),
            models.CheckConstraint(
                condition=models.Q(until_day=None) | models.Q(until_day__gte=models.F("from_day")),
                name="organs_appointment_days",
            ),
        )


class Deputy(models.Model):
    """代理: for some days another person holds an appointment as well, and is shown as deputy."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="deputies")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="deputising")
    from_day = models.DateField()
    until_day = models.DateField()
    """The last day."""
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(PERSON, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            paired("organs_deputy", "ended"),
            models.CheckConstraint(
                condition=models.Q(until_day__gte=models.F("from_day")),
                name="organs_deputy_days",
            ),
        )


def row_of_day(rows: Any, day: date) -> Any:
    """Of one organ's rows 'from this day on' the one that holds on that day; None where it has none."""
    ordered = rows.order_by("from_day")
    return ordered.filter(from_day__lte=day).last() or ordered.first()


def year_s_end(year: int) -> date:
    """The day whose law and facts decide the report on that year."""
    return date(year, 12, 31)


def lawful_report_day(kind: str, year: int) -> str:
    """Month and day by which the law asks an organ of that kind for its report on that year (条例 Art 49)."""
    return value_of(f"report.{REPORT_DAYS.get(Kind(kind), 'department')}", year_s_end(year))


def sort_key(name: str) -> str:
    """A key under which names stand in the usual order on every database: the bytes of GB 18030, whose common
    characters go by pinyin.

    >>> sorted(["中山市", "安庆市", "北京市"], key=sort_key)
    ['安庆市', '北京市', '中山市']
    """
    return name.encode("gb18030", "replace").hex()[:200]


def new_name(organ: Organ, name: str, short_name: str, from_day: date) -> OrganName:
    """An unsaved name with its key."""
    return OrganName(organ=organ, name=name, short_name=short_name, from_day=from_day, sort_key=sort_key(name))
