"""What strangers wrote, made fit to stand in a page of ours; that markup is escaped is the templates' part."""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import urlsplit

LONGEST = 300  # characters of a title or an address that are shown
PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
# Signs that reorder or hide what stands around them: overrides and isolates of direction, tags, invisible operators.
DECEIVING = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def shown(text: str | None) -> str:
    """A text on one line, in the order in which its signs stand; what deceives the eye is replaced by U+FFFD."""
    plain = " ".join(DECEIVING.sub("\N{REPLACEMENT CHARACTER}", text or "").split())
    visible = "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(sign) == "Cc" else sign for sign in plain)
    return visible if len(visible) <= LONGEST else f"{visible[:LONGEST]}…"


def web_address(url: str | None) -> str | None:
    """An address that may stand behind a link: http or https with a host, nothing else."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def page_name(kind: str, name: str) -> str:
    """The file name of a page about something that is called so."""
    plain = name if PLAIN_NAME.fullmatch(name) else sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{kind}-{plain}.html"
