"""组件样本: every component of the site in every state, in the theme that is asked for."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.platform.ui.charts import BarChart, LineChart
from gongkai.platform.ui.themes import THEMES, theme_of


class SpecimenForm(forms.Form):
    """A field of each sort."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=60, help_text=gettext_lazy("At most 60 characters.")
    )
    received_on = forms.DateField(
        label=pgettext_lazy("specimen", "Received on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"),
        choices=[("counter", gettext_lazy("At the counter")), ("post", gettext_lazy("By post"))],
        widget=forms.RadioSelect,
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Level"), choices=[("city", gettext_lazy("City")), ("district", gettext_lazy("District"))]
    )
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    printed = forms.BooleanField(label=gettext_lazy("Also on paper"), required=False)


def specimens(request: HttpRequest) -> dict[str, object]:
    """What the page shows: forms, rows, pages, charts, all invented."""
    asked = request.GET.get("theme", "")
    return {
        "title": _("Components of the site"),
        "theme": asked if asked in THEMES else theme_of(request),
        "form": SpecimenForm({"title": _("A title"), "received_on": "", "channel": "fax"}),
        "plain": SpecimenForm(auto_id="plain_%s"),
        "page": Paginator(range(200), 10).get_page(request.GET.get("page")),
        "bars": BarChart(
            _("Requests by outcome"), ["2024", "2025"], [(_("Disclosed"), [31, 44]), (_("Refused"), [7, None])]
        ),
        "lines": LineChart(
            _("Requests received"),
            ["2022", "2023", "2024", "2025"],
            [(_("City"), [12, 31, 28, 44]), (_("Town"), [3, None, 9, 8])],
        ),
        "day": date(2026, 3, 2),
    }
