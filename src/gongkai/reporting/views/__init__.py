"""页面: annual reports that are collected, sent back and answered."""
