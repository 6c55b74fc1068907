import pytest
from django.test import Client
from django.urls import reverse
@pytest.mark.parametrize("lang", ["en","zh-hans"])
def test_try(db, lang):
    c = Client(headers={"accept-language": lang})
    from gongkai.portal.law.entries import sections
    import time
    addresses = [reverse("front"), reverse("portal:deadline"), "/tools/deadline/?day=2026-09-18", "/tools/deadline/?day=2026-12-14","/tools/deadline/?day=2026-09-18&for=remedies.suit",
      "/tools/deadline/?day=2026-09-18&for=report.government", "/tools/deadline/?day=2026-09-18&for=publication.budget",
      "/tools/deadline/?day=2026-02-02&channel=online", "/tools/deadline/?day=2026-02-02&channel=online&confirmed=2026-02-03&asked_1_whom=third_party&asked_1_on=2026-02-10&extended=2026-02-11&extended_days=20&extended_consent=on",
      "/tools/fee/", "/tools/fee/?way=items&number=31", "/tools/fee/?way=pages&number=5000","/tools/fee/?way=items&number=100000","/tools/calendar/","/tools/calendar/2026/?area=宁夏回族自治区","/tools/calendar/2027/","/tools/rules/","/tools/rules/T3.ROW/","/tools/law/","/tools/help/"]
    addresses += [reverse("portal:help_page", args=[k]) for k in ("visitor","officer","supervisor","auditor","administrator","accessibility","privacy")]
    addresses += [reverse("portal:law", args=[l.key]) for s in sections() for l in s.lines]
    import pathlib
    out = pathlib.Path("/tmp/gk/law-pages"); out.mkdir(exist_ok=True)
    for n, a in enumerate(addresses):
        t=time.perf_counter()
        r = c.get(a)
        d=time.perf_counter()-t
        assert r.status_code == 200, (a, r.status_code, r.content.decode()[:3000])
        (out/f"{lang}-{n}.html").write_bytes(r.content)
        if n < 30: print(n, a, len(r.content), f"{d*1000:.0f} ms")
