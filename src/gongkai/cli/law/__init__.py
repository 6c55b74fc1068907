"""法律: the commands that tell what the law says: deadlines, a request's clock, fees, calendars, parameters."""
