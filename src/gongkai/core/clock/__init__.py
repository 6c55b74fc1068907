"""期限: from a day and the facts to what the law says: the due day, the status, what to do next, with every reason."""
