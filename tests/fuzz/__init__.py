"""Fuzzing: whatever the bytes, a reader gives a report or says in one sentence why not."""
