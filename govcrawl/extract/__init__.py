"""Bytes to strings as printed: encoding, list pages, article pages. Pure."""
