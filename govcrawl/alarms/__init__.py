"""Alarms: what has changed in a site's state that somebody should know, why, and the ways by which it is told."""
