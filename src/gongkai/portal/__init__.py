"""门户: what anyone can open without an account."""
