"""数据库结构: its steps, in order."""
