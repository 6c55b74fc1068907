"""视图: the tables of lists."""

from django.db import models


class SavedView(models.Model):
    """已存视图: filters, order and columns of a list under a name. It belongs to one person, and holds nothing but what
    an address of the list may say: what it shows is what its person may see on the day they look."""

    person = models.PositiveBigIntegerField(db_index=True)
    """The id of the person: people live above."""
    listing = models.CharField(max_length=40)
    """The key of the list."""
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=1_000, blank=True)
    """The address behind the question mark."""
    is_default = models.BooleanField(default=False)
    """Whether the list opens with it."""
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("saved_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["person", "listing", "name"], name="lists_one_view_a_name"),
            models.UniqueConstraint(
                fields=["person", "listing"],
                condition=models.Q(is_default=True),
                name="lists_one_default_view",
            ),
        )

    def __str__(self) -> str:
        return self.name
