"""The site in a real browser. A package, so that one browser serves all of its tests and none besides: while
Playwright's is open in a process, Django refuses to ask the database in it."""
