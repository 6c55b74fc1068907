"""后台任务: work done apart from the pages, once each, and a daily schedule."""
