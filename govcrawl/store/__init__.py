"""MongoDB: connection, articles, stories, ledger, runs. The only room that imports pymongo."""
