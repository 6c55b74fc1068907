"""Hostile files: each built by a few lines of its own, with what must come of it."""
