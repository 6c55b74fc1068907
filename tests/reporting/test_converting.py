"""转换: a report is made into another kind of file in a child process, whatever its parent did before."""

import pytest

from gongkai.core.writers.as_kind import as_kind
from gongkai.core.writers.report_json import write
from gongkai.reporting.converting import Checked, make
from tests.builders import filled_report


@pytest.mark.slow
def test_a_pdf_is_made_beside_a_typesetter_that_has_threads_already() -> None:
    report = filled_report()
    assert as_kind(report, "pdf").startswith(b"%PDF")
    made = make(Checked("2024.txt", write(report)), "pdf", "zh")
    assert made.refused is None
    assert made.data.startswith(b"%PDF")
