"""筛查: text → what must not be kept here or published."""
