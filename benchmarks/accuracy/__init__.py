"""Labelled pages of our own making, in the manner of real sites, and how right extraction is on them."""
