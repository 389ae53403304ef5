"""MongoDB, and nothing else knows it: articles, stories, the ledger, runs; a server of our own where none is given."""
