"""表单呈现: how the fields of forms become HTML: as Django does it, choices without a template for each of them."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_SELECT = "django/forms/widgets/select.html"
_OPTION = "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Draws a list of choices in one go: where a hundred organs can be chosen, templates take longer for them than for
    all the rest of a page."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """The HTML of a widget, a label, a form."""
        widget = context.get("widget", {})
        if template_name != _SELECT or not _is_plain(widget):
            return super().render(template_name, context, request)
        return _select(widget)


def _is_plain(widget: Mapping[str, Any]) -> bool:
    """Whether its choices are drawn as Django draws them."""
    return all(option["template_name"] == _OPTION for _, options, _ in widget["optgroups"] for option in options)


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = "\n".join(_group(name, options) for name, options, _ in widget["optgroups"])
    name = escape(widget["name"])
    return SafeString(f'<select name="{name}"{_attributes(widget["attrs"])}>\n{groups}\n</select>')


def _group(name: Any, options: Any) -> str:
    drawn = "\n".join(map(_option, options))
    return f'<optgroup label="{escape(str(name))}">\n{drawn}\n</optgroup>' if name else drawn


def _option(option: Mapping[str, Any]) -> str:
    value, label = escape(str(option["value"])), conditional_escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(_attribute(name, value) for name, value in attributes.items() if value is not False)


def _attribute(name: str, value: Any) -> str:
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
