"""发件箱: one message to one receiver, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongkai.platform.pairs import paired
from gongkai.platform.personal.fields import EncryptedTextField


class Channel(models.TextChoices):
    """渠道: how a message goes out."""

    MAIL = "mail", _("Mail")
    SMS = "sms", _("Text message")
    WECOM = "wecom", _("Government WeChat")
    DINGTALK = "dingtalk", _("DingTalk")


class State(models.TextChoices):
    """状态: what is known of a message, the most urgent first."""

    UNCERTAIN = "uncertain", _("Uncertain")
    FAILED = "failed", _("Failed")
    SENDING = "sending", _("Being sent")
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("Cancelled")


class Reason(models.TextChoices):
    """缘由: why a message failed, is uncertain, or waits to be tried again."""

    NONE = "", ""
    REFUSED = "refused", _("The receiving side refused it")
    UNREACHABLE = "unreachable", _("The receiving side could not be reached")
    INTERRUPTED = "interrupted", _("The program was interrupted while it was being sent")
    NO_ANSWER = "no_answer", _("It was handed over, and no answer came")
    RESTORED = "restored", _("It comes from a backup, and may have been sent since")


class Message(models.Model):
    """消息: a message to one receiver. Address and text are personal data, the subject line never is."""

    channel = models.CharField(max_length=10, choices=Channel.choices)
    to = EncryptedTextField()
    subject = models.CharField(max_length=200, blank=True)
    body = EncryptedTextField()
    about_kind = models.CharField(max_length=80, blank=True)
    """'application.model' of what it is about, or empty."""
    about = models.CharField(max_length=40, blank=True)
    """Its id, or empty."""
    organ = models.PositiveBigIntegerField(null=True, db_index=True)
    """The id of the organ that sends it; none: the installation."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    reason = models.CharField(max_length=20, choices=Reason.choices, default=Reason.NONE, blank=True)
    detail = models.CharField(max_length=40, blank=True)
    """A code with the reason, such as a mail server's '550'."""
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    """How often its sending was begun, over all rounds; it names the attempt."""
    round = models.PositiveSmallIntegerField(default=1)
    """One more whenever a person has it sent again; the retries of each round are counted anew."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often its sending was begun in this round."""
    begun_at = models.DateTimeField(null=True)
    """When its sending was begun last."""
    queued_at = models.DateTimeField(db_index=True)
    queued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """The system, or the person who knows that it was sent."""
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            paired("outbox_message", "sent"),
            paired("outbox_message", "cancelled"),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | (~models.Q(state=State.SENT) & models.Q(sent_at=None)),
                name="outbox_sent_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.CANCELLED, cancelled_at__isnull=False)
                | (~models.Q(state=State.CANCELLED) & models.Q(cancelled_at=None)),
                name="outbox_cancelled_says_when",
            ),
        )
