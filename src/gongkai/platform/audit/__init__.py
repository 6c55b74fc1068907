"""日志: the journal, which proves itself (decision 9)."""
