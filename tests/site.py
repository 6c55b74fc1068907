"""The site as the tests run it: a home of its own in a temporary folder."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="gongkai-home-"))
"""The home of the installation that the tests run in."""


def set_up() -> None:
    """Sets Django up for the tests; before any module of an application is imported."""
    atexit.register(shutil.rmtree, HOME, ignore_errors=True)
    os.environ["GONGKAI_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    from django.conf import settings

    settings.SECOND_FACTOR_IS_ENFORCED = False  # the tests of second factors switch it on
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    from django.core.mail.utils import DNS_NAME

    DNS_NAME._fqdn = "tests.invalid"  # else each mail looks this machine's name up
