"""Strings as printed to typed, checked values, or ``Rejected``. Pure."""
