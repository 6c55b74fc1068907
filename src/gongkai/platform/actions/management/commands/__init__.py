"""管理命令: commands of Django that are different here."""
