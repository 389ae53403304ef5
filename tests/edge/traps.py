"""A platform's hook that no reader survives; it knows no Scrapy, so that a worker has it at once."""

import os
import time

from govcrawl.site import Embedded


def spring(_text: str, url: str) -> Embedded | None:
    """Hangs over the second article, and ends the process over the third."""
    if url.endswith("_100002.html"):
        time.sleep(600)
    if url.endswith("_100003.html"):
        os._exit(1)
    return None
