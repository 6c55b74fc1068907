"""页面: the pages of a person at work."""
