"""What stands between the spiders and the web: which addresses, which robots.txt, what pace, which bodies."""
