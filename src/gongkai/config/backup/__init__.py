"""备份: one file with every record and file of an installation, and its restoring. Keys are never in it.

The file is a ZIP archive: `manifest.json` (what it is, counts, hashes), `manifest.seal` (its seal under the
installation's key), `tables/<table>.jsonl` (records as plain values), `files/…` (the store), `anchors.jsonl`.
"""
