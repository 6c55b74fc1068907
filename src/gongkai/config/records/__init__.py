"""全部记录: every record of the database as plain values, the same from SQLite and PostgreSQL, whatever the model. What
backup, restore and the move to PostgreSQL stand on."""
