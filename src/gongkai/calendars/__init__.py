"""工作日历: the working-day calendars in use; notices come in as data, with versions and local overlays."""
