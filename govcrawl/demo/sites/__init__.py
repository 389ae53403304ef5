"""The five sites of the toy web, one module each: what they print, and what is expected of it."""
