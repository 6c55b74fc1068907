"""过长的文字: a form with more text than is taken is answered by a page that says what to do."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.usefixtures("db")

LONG = "年" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 3 + 10)


@pytest.mark.parametrize(("language", "told"), [("en", "Save it as a file"), ("zh-hans", "请保存为文件后上传")])
@pytest.mark.parametrize("checked", [False, True])
def test_too_long_a_text_is_told_in_a_sentence(language: str, told: str, checked: bool) -> None:
    """Whoever looks first, the guard against forged forms or the page itself."""
    browser = Client(enforce_csrf_checks=checked, headers={"accept-language": language})
    browser.get("/tools/report/")
    answer = browser.post("/tools/report/", {"text": LONG, "complete": "1"})
    assert answer.status_code == 413
    assert told in answer.content.decode()
    assert 'href="/tools/report/"' in answer.content.decode()


def test_what_no_person_sends_is_answered_as_ever(db: None) -> None:
    answer = Client().post("/tools/report/", {f"a{number}": "" for number in range(2000)})
    assert answer.status_code == 400
