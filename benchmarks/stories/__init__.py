"""Labelled pairs of articles, and how well the same-story decision tells them."""
