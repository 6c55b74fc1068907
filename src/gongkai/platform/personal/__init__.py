"""个人信息: fields that are encrypted in the database, and blind indexes to find them by (decision 15)."""
