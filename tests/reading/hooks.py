"""A site whose pages do to their reader what their addresses say."""

import os
import signal
import time

from govcrawl.site import Embedded, Platform, Site

HOST = "http://trap.example"


def spring(_text: str, url: str) -> Embedded | None:
    """Hangs, dies, takes all memory or breaks, as the address says; nothing where it says nothing."""
    if "hang" in url:
        time.sleep(600)
    if "die" in url:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "greedy" in url:
        bytearray(64 * 2**30)
    if "broken" in url:
        raise ZeroDivisionError(url)
    return None


SITE = Site(name="trap", title="陷阱网", hosts=("trap.example",), platform=Platform(name="trap", read_article=spring))
