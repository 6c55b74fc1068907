"""表单: the name of a saved view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.platform.typed import PlainField


class NameView(forms.Form):
    """What a view is called."""

    name = PlainField(label=_("Name of the view"), max_length=40)


class SaveView(NameView):
    """A new view of the list as it is."""

    is_default = forms.BooleanField(label=_("Open the list with it"), required=False)
