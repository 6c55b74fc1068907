"""页面: what all pages of the site share."""
