"""Looks at live pages for whoever keeps sites alive: with the guards of a crawl, without its store and its ledger."""
