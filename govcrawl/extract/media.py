"""The images of an article with their captions, and the files it links."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from govcrawl.extract.lines import Line, Sheet, squeeze
from govcrawl.items import Attachment, Image

_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-url", "orisrc", "_src", "data-actualsrc", "file", "src")
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|ceb|zip|rar|7z|txt|csv|rtf|caj)(?:[?#]|$)"
    r"|download\.jsp\?|downloadattach|/attach(?:ment)?/(?:down|\d)|downfile",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"icon|/fileTypeImages/|/ewebeditor/|blank\.|spacer|loading|/ad[sv]?/|qrcode|ewm|tracker|logo\b|\.svg",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|[-_\s])(?:caption|pic-?desc|img[-_]?descr?|img_wrapper|pic_?intro|tu(?:shuo|zhu)|pictext|imgtext|zhushi)(?:$|[-_\s])",
    re.IGNORECASE,
)
_CAPTION_SIGN = re.compile(
    r"^[▲△↑▼◆（(【\[]?\s*(?:▲|△|↑|图[:：为一二三四五六七八九十\d]|(?:上|下|左|右|资料)图|图片(?:来源|说明)?[:：])"
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
LONGEST = 60  # characters of a caption
_AFTER = 12  # lines under the body where its files may be listed


def read_images(sheet: Sheet, kept: Sequence[int], url: str) -> tuple[Image, ...]:
    """The images that stand among the kept lines, each address once, in their order."""
    if not kept:
        return ()
    first, last = kept[0], kept[-1] + 1
    found: dict[str, str | None] = {}
    for at, element in sheet.images:
        address = _address(element, url) if first <= at <= last else None
        if address and not found.get(address):
            found[address] = _caption(sheet, at, last, element)
    return tuple(Image(url=address, caption=caption) for address, caption in found.items())


def read_attachments(sheet: Sheet, start: int, end: int, url: str) -> tuple[Attachment, ...]:
    """The files linked in the body or in the lines right under it, each address once."""
    found: dict[str, str | None] = {}
    for element in (element for at, element in sheet.links if start <= at < end + _AFTER):
        href = (element.get("href") or "").strip()
        if is_file(href):
            name = squeeze(element.get("title") or "".join(element.itertext())) or None
            found.setdefault(_absolute(url, href), name)
    return tuple(Attachment(url=address, name=name) for address, name in found.items() if address)


def is_caption(line: Line) -> bool:
    """Whether a line is marked up as the caption of a picture."""
    block = line.block
    return len(line.text) <= LONGEST and (block.tag == "figcaption" or bool(_CAPTION.search(block.get("class") or "")))


def is_file(href: str) -> bool:
    """Whether a link leads to a document rather than a page."""
    return _FILE.search(href) is not None


def _address(element: HtmlElement, url: str) -> str | None:
    for name in _SOURCES:
        value = (element.get(name) or "").strip()
        if value and not value.startswith(("data:", "file:", "about:", "javascript:")):
            return None if _ICON.search(value) or _tiny(element) else _absolute(url, value)
    return None


def _tiny(element: HtmlElement) -> bool:
    sizes = [element.get(name, "").removesuffix("px") for name in ("width", "height")]
    return any(size.isdecimal() and len(size) <= 4 and int(size) <= 30 for size in sizes)


def _absolute(url: str, href: str) -> str:
    try:
        absolute = urljoin(url, href)
        urlsplit(absolute)
    except ValueError:  # an address that no browser could follow either
        return ""
    return absolute


def _caption(sheet: Sheet, at: int, last: int, element: HtmlElement) -> str | None:
    """The line under the image where it looks like a caption: by its name, its sign, or centred and short."""
    if at >= min(last, len(sheet.lines)):
        return None
    line = sheet.lines[at]
    if len(line.text) > LONGEST or line.text.endswith(("。", "！", "？", "：", ":")):
        return None
    return line.text if any(_says_caption(line.block)) or _CAPTION_SIGN.match(line.text) else None


def _says_caption(block: HtmlElement) -> Iterator[bool]:
    for element in (block, block.getparent()):
        if element is not None:
            yield element.tag in {"figcaption", "center"} or element.get("align") == "center"
            yield bool(_CENTRED.search(element.get("style") or ""))
            yield bool(_CAPTION.search(element.get("class") or ""))
