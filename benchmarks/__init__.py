"""Measurements, each a command; nothing here is timed by a test."""
