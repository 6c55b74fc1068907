"""核心: law, reading, checking. No Django, no network, no clock, no global state."""
