"""所存之处: what of the home belongs to the data, and what marks it."""

ANCHORS = "anchors.jsonl"
"""The anchors of the journal, unless GONGKAI_ANCHORS names another place: those stay where they are."""

KEPT = ("files", ANCHORS)
"""What a backup holds of the home beside the database: the store of files, the anchors of the journal."""

PASSING = "files/new"
"""Where files lie while they are received."""

DATABASE = "gongkai.sqlite3"
DATABASE_FILES = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm")

RESTORING = "restoring"
"""The mark of a restore that puts its data in place; while it is there, the home is not whole."""

DEMO = "demo"
"""The mark of a home whose data are invented."""
