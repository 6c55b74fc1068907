"""图表标签: `{% bar_chart chart %}` and `{% line_chart chart %}`, inside `<figure class="chart">` with their table."""

from typing import Any

from django import template

from gongkai.platform.ui.charts import BarChart, LineChart

register = template.Library()


@register.inclusion_tag("ui/parts/bar_chart.html")
def bar_chart(chart: BarChart) -> dict[str, Any]:
    """The bars of the chart, with their amounts."""
    return {"chart": chart, "rows": chart.bars()}


@register.inclusion_tag("ui/parts/line_chart.html")
def line_chart(chart: LineChart) -> dict[str, Any]:
    """The lines of the chart; their amounts stand in the table beside it."""
    return {"chart": chart, "lines": chart.lines()}
