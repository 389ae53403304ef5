"""Images and attachments of an article: absolute addresses, each once."""

from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from govcrawl.chinese.pinyin import strip
from govcrawl.items import Attachment, Image, RawArticle
from govcrawl.normalize.text import clean_value, writable


def read_images(raw: RawArticle) -> tuple[Image, ...]:
    """The images in the order of the text, each address once, with the first caption that is not empty."""
    captions = ((image.url, image.caption) for image in raw.images)
    return tuple(Image(url=url, caption=text) for url, text in _absolute(captions, raw).items())


def read_attachments(raw: RawArticle) -> tuple[Attachment, ...]:
    """The attachments in the order of the page, each address once, with the first name that is not empty."""
    names = ((attachment.url, attachment.name) for attachment in raw.attachments)
    return tuple(Attachment(url=url, name=text) for url, text in _absolute(names, raw).items())


def _absolute(pairs: Iterable[tuple[str, str | None]], raw: RawArticle) -> dict[str, str | None]:
    """The texts by absolute web address; what is no web address (data:, javascript:) is left out."""
    found: dict[str, str | None] = {}
    for address, text in pairs:
        url = _web_address(address, raw.url)
        if url and not found.get(url):
            found[url] = _printed(text, raw)
    return found


def _web_address(address: str, base: str) -> str | None:
    try:
        url = writable(urljoin(base, address.strip()))
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def _printed(text: str | None, raw: RawArticle) -> str | None:
    cleaned = clean_value(text or "")
    return (strip(cleaned) if raw.polluted else cleaned) or None
