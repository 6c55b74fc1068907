"""模板标签: what templates of all applications may use."""
