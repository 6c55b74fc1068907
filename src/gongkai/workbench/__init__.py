"""工作台: a person's first page and their settings."""
