"""Work on pages that are there already, without a request: reading the archive again, taking in WARC files."""
