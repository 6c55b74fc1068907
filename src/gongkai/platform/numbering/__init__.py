"""编号: serials without gaps, by organ, kind and year."""
