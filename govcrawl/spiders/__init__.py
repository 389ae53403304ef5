"""One module a source site."""
