"""定时任务: bytes that nobody needs, taken away every night."""

from datetime import datetime, time

from django.utils.translation import gettext_lazy as _

from gongkai.platform.files.sweep import sweep
from gongkai.platform.jobs.job import job
from gongkai.platform.jobs.schedule import SCHEDULE, Daily


@job("files.sweep", _("Delete the content of removed files"))
def sweep_files(*, now: datetime) -> int:
    """Deletes what no attachment needs any more, and what a crash left behind."""
    return sweep(now).deleted


SCHEDULE.append(Daily(sweep_files, time(3, 40), is_made_up=False))
