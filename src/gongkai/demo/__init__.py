"""演示: an invented city, deterministic, built through actions."""
