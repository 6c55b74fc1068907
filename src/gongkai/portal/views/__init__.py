"""页面: the public pages."""
