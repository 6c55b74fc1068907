"""页面: organs, people, roles, and the workbook of organs."""
