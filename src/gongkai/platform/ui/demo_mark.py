"""演示标志: whether everything on the pages is invented, so that each of them can say so."""

from django.conf import settings
from django.http import HttpRequest


def demo_mark(request: HttpRequest) -> dict[str, object]:
    """For the templates: whether this is a demo."""
    return {"demo_banner": settings.IS_DEMO}
