"""A report on the crawl as pages that open from disk: no server, no script, nothing asked from anywhere."""
