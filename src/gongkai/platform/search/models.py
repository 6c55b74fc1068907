"""搜索表: what may be found, a row for each record, and the texts in which it is found.

Both are derived: `gongkai search reindex` makes them anew from the records, so no backup holds them. The facts stand
apart from the texts, for counting reads every fact and no text. In the database the tokens of `Text` are also kept as
FTS5 (SQLite, `search_words`) or as a tsvector with its GIN index (PostgreSQL, the column `words` of the rows); the
database itself makes those from the column `tokens` (migration 0002), so that they can't differ from it.
"""

from django.db import models

LONGEST_KEY = 80


class Row(models.Model):
    """搜索条目: a record that may be found, and the facts by which finds are narrowed and counted."""

    kind = models.CharField(max_length=40)
    """A key of sources.SOURCES."""
    key = models.CharField(max_length=LONGEST_KEY)
    """What tells the record from others of its kind: its id or code."""
    record = models.PositiveBigIntegerField(null=True)
    """The id of the record; None: it is no record but came along with the release."""
    organ = models.PositiveBigIntegerField(null=True)
    """The id of the organ that it is about or in."""
    day = models.DateField(null=True)
    """The day by which newer ones come first."""
    year = models.PositiveSmallIntegerField(null=True)
    """The year that it is about."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="search_one_row_a_record"),)

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Text(models.Model):
    """搜索文本: what the row of the same id is found by, and what is shown of it."""

    row = models.OneToOneField(Row, on_delete=models.CASCADE, primary_key=True, related_name="text")
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    """Where it has an English title."""
    numbers = models.TextField(blank=True)
    """Its document numbers and codes, one a line."""
    body = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    shape = models.TextField(blank=True)
    """All of it as it is compared (`shape`), one a line: for phrases."""
    tokens = models.TextField(blank=True)
    """See `tokens`; a blank between two."""
