"""审计: the auditor's pages over the journal. They stand above the mechanism of actions, since what an auditor does
(export, verify, erase) is an action itself; the journal they read stands below it (`audit`)."""
