"""For every test: the network closed, random cases repeatable in CI, the caller's settings left out,
the site set up."""

import ipaddress
import os
import sys

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.site import set_up

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# ---- The network is closed -----------------------------------------------------------------------
# An audit hook sees every connection and every look-up of a name in this process, whichever library makes
# it, and no test can take it out again. This machine itself (loopback, Unix sockets) stays reachable.

CONNECTING = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKING_UP = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}


def _is_this_machine(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in CONNECTING:
        address = arguments[1]
        if not isinstance(address, tuple):  # a Unix socket, or data on a connection that was looked at before
            return
        host = address[0]
    elif event in LOOKING_UP:
        host = arguments[0][0] if isinstance(arguments[0], tuple) else arguments[0]
    else:
        return
    if not _is_this_machine(host):
        # Not an OSError: code that expects a network to fail at times must not swallow it.
        raise RuntimeError(f"the network is closed in tests: {event} {host!r}")


sys.addaudithook(_refuse_network)

# ---- The caller's settings are left out ----------------------------------------------------------
# A proxy on this machine would be a way out; the rest changes what the program prints or where it keeps data.

for name in list(os.environ):
    if (
        name.lower().endswith("_proxy")
        or name in {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "LINES"}
        or (name.startswith("GONGKAI_") and name not in {"GONGKAI_REAL_REPORTS", "GONGKAI_TEST_DATABASE"})
    ):
        del os.environ[name]

# ---- The site ------------------------------------------------------------------------------------
# Set up before the modules of its applications are imported; its databases: tests/databases.py.

set_up()
pytest_plugins = ["tests.databases", "tests.real_reports", "tests.world"]

# ---- Random cases --------------------------------------------------------------------------------
# No deadlines and no complaint about slow generation: a busy machine is not a fault of the code.

settings.register_profile("local", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.register_profile("quick", settings.get_profile("ci"), max_examples=8)
settings.register_profile("soak", settings.get_profile("local"), max_examples=5_000, print_blob=True)
settings.load_profile("ci" if IN_CI else "local")

# ---- Several processes ---------------------------------------------------------------------------


class Together(LoadScopeScheduling):
    """Each test goes to whichever process is free, but those in the browser all to one, which makes the city once.
    (The marks of `--dist loadgroup` no longer reach the scheduler: pytest 9.2 keeps a test's name where pytest-xdist
    3.8 does not look.)"""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Who hands out the tests."""
    return Together(config, log)
