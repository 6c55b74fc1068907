"""法定依据: what the public pages on days, fees and rules of the law show; counted by the core, worded for a page."""
