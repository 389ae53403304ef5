"""The manifest of the toy web: every page with its trap and what is expected of it, for people to read."""

from urllib.parse import urlsplit

from govcrawl.demo.page import Expected, Kept, Left, Moved, Never, Part, Seen, Web
from govcrawl.demo.render import render


def contents(web: Web, port: int) -> bytes:
    """The manifest as an HTML page, whose links lead to the pages on a server at this port."""
    rows = [
        {"url": page.url, "link": _link(page.url, port), "trap": page.trap, "expected": words(page.expected)}
        for page in web.pages
    ]
    return render("contents.html", rows=rows, count=len(rows), port=port).encode()


def words(expected: Expected) -> str:
    """What is expected of a page, in a few words."""
    match expected:
        case Kept(original=str(original)):
            return f"a reprint of {original}"
        case Kept(at=at, precision=precision):
            return f"an article of {at:%Y-%m-%d %H:%M:%S} ({precision})" if at else "an article without a date"
        case Left(state=state, reason=reason):
            return f"{state}: {reason}"
        case Part(of=of):
            return f"a later part of {of}"
        case Moved(to=to):
            return f"moved to {to}"
        case Never():
            return "never asked for"
        case Seen():
            return ""


def _link(url: str, port: int) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="http", netloc=f"{parts.netloc}.localhost:{port}").geturl()
