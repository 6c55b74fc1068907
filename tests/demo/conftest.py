"""The demo's password is known to all: in tests its hash need not be slow."""

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True)
def quick_passwords():
    """Two dozen accounts, each with a hash of its own."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
