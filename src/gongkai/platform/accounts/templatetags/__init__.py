"""模板标签: what templates of signing in ask for."""
