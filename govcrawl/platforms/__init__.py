"""CMS families that many sites share, one module each."""
