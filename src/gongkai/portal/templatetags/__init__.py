"""模板标签: of the public pages."""
