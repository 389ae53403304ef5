"""Fingerprints, signatures and the same-story decision. Pure."""

from govcrawl.dedup.fingerprint import fingerprint

__all__ = ["fingerprint"]
