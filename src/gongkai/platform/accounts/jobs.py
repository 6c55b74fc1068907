"""重设密码的邮件: the job that sends the link to a new password.

It is a job for every address that is typed, known or not, so that the page takes the same time for all of them. The
link is made when it is sent, and kept nowhere.
"""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongkai.platform.accounts.access import identity_of
from gongkai.platform.accounts.models import Person
from gongkai.platform.jobs.job import job

LETTER = "account/email/password_reset_key"


@job("accounts.send_reset", _("Send the link to a new password"))
def send_reset(*, now: datetime, person: int | None, site: str, language: str) -> int:
    """Sends it to the address that is stored of the person, never to one that somebody typed. Nothing is sent where the
    address was nobody's, nor to whoever signs in through the identity provider alone. Done twice, it sends two."""
    found = Person.objects.filter(pk=person, is_active=True, is_system=False).exclude(email="").first()
    if found is None or (not found.has_usable_password() and identity_of(found)):
        return 0
    key = {"uidb36": user_pk_to_url_str(found), "key": default_token_generator.make_token(found)}
    link = site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)
    told = {"username": found.login, "password_reset_url": link}
    with translation.override(language):
        subject = render_to_string(f"{LETTER}_subject.txt").strip()
        send_mail(subject, render_to_string(f"{LETTER}_message.txt", told), None, [found.email])
    return 1
