"""Files that are served where a page was asked for: told by their first bytes, whatever their headers say."""

from govcrawl.errors import Rejected
from govcrawl.items import Page

_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a Word or Excel document",
    b"Rar!\x1a\x07": "a RAR archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"{\\rtf": "an RTF document",
}
_HEAD = 16  # bytes that may hold white space before a signature


def refuse_files(page: Page) -> None:
    """Raises ``Rejected`` (``not_html``) where the body is a file of another kind."""
    head = page.body[:_HEAD].lstrip()
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            raise Rejected("page", page.url, "not_html", kind)
