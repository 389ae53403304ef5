"""Fingerprints, signatures and the same-story decision. Pure."""
