"""搜索: one index of what may be found, and the questions asked of it."""
