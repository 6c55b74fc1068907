"""随页携带: a checked report within the page that shows it, so that nothing has to be kept here to convert it later.

It is sealed by the site's key: what comes back is what was given out, or nothing. It is still what somebody unknown
wrote, and is worked at in a child process (converting.py).
"""

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core import signing

from gongkai.core.findings import Finding
from gongkai.core.writers import report_json
from gongkai.reporting.converting import Checked
from gongkai.reporting.reading import Examined

LONGEST = 1_500_000
"""Characters that a page may carry; a form takes back little more."""

_SALT = "gongkai.reporting.carrying"
_DECIMAL = "decimal"


def seal(examined: Examined) -> str:
    """The report and its findings for a hidden field; '' where they are longer than a page may carry, or where there is
    no report."""
    if examined.report is None:
        return ""
    carried = {
        "name": examined.name,
        "line": report_json.write(examined.report).decode(),
        "findings": [asdict(finding) for finding in examined.findings],
    }
    sealed = signing.Signer(salt=_SALT).sign_object(carried, serializer=_Serializer, compress=True)
    return sealed if len(sealed) <= LONGEST else ""


def unseal(sealed: str) -> Checked | None:
    """What was sealed; None where it was altered, or cut off."""
    try:
        carried = signing.Signer(salt=_SALT).unsign_object(sealed[: LONGEST + 1], serializer=_Serializer)
    except signing.BadSignature:
        return None
    findings = [Finding(**{**finding, "cells": tuple(finding["cells"])}) for finding in carried["findings"]]
    return Checked(carried["name"], carried["line"].encode(), findings)


class _Serializer:
    """JSON that keeps decimal figures exact."""

    def dumps(self, value: Any) -> bytes:
        """To bytes."""
        return json.dumps(value, separators=(",", ":"), default=_as_told).encode("ascii")

    def loads(self, data: bytes) -> Any:
        """From bytes."""
        return json.loads(data, object_hook=_as_meant)


def _as_told(value: Any) -> dict[str, str]:
    if not isinstance(value, Decimal):
        raise TypeError(f"{type(value)} is not carried")
    return {_DECIMAL: str(value)}


def _as_meant(found: dict[str, Any]) -> Any:
    return Decimal(found[_DECIMAL]) if found.keys() == {_DECIMAL} else found
