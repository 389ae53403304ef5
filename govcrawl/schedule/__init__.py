"""When sites are crawled, and the supervisor that sees to it: one process a run, however many supervisors there are."""
