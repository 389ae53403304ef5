"""Saved pages as the command line names them: files, and the responses they are said to be."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from govcrawl import settings
from govcrawl.cli.catalogue import ANONYMOUS, site_named, site_of
from govcrawl.errors import Rejected, UsageError
from govcrawl.items import Page
from govcrawl.site import Site

STDIN = "-"
ABSOLUTE = re.compile(r"https?://[^\s/\ud800-\udfff][^\s\ud800-\udfff]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Saved:
    """A saved page: its file, and the response it is said to be."""

    file: str
    url: str
    status: int
    headers: dict[str, str]
    site: Site


def read_arguments(
    files: Sequence[str], urls: Sequence[str], *, status: int, headers: Sequence[str], name: str | None
) -> list[Saved]:
    """The saved pages that the arguments name; raises UsageError where they make no sense or a file cannot be read."""
    _check(files)
    site = site_named(name) if name else None
    pairs = dict(map(_header, headers))
    return [
        Saved(file, url, status, pairs, site or (site_of(url) if urls else ANONYMOUS))
        for file, url in zip(files, _addresses(files, urls), strict=True)
    ]


def page_of(saved: Saved) -> Page:
    """The page of a file; raises Rejected where a crawl would not have taken so large a response."""
    limit = settings.DOWNLOAD_MAXSIZE
    with nullcontext(sys.stdin.buffer) if saved.file == STDIN else Path(saved.file).open("rb") as file:
        body = file.read(limit + 1)
    if len(body) > limit:
        raise Rejected("page", saved.url, "too_large", f"over {limit} bytes")
    return Page(url=saved.url, body=body, status=saved.status, headers=saved.headers)


def _check(files: Sequence[str]) -> None:
    """Raises UsageError for a file that cannot be read, before anything is printed."""
    if files.count(STDIN) > 1:
        raise UsageError("standard input (-) can be read only once")
    for file in files:
        if file == STDIN:
            continue
        if Path(file).is_dir():
            raise UsageError(f"{file}: is a directory, not a saved page")
        try:
            Path(file).open("rb").close()
        except OSError as error:
            raise UsageError(f"{file}: {error.strerror}") from error


def _addresses(files: Sequence[str], urls: Sequence[str]) -> Iterator[str]:
    """The URL of each file: the one given for it, the one given for all, or the file's own."""
    if len(urls) > 1 and len(urls) != len(files):
        raise UsageError(f"{len(urls)} URLs for {len(files)} files: give --url once, or once a file")
    for number, file in enumerate(files):
        if urls:
            yield absolute(urls[number % len(urls)])
        else:
            yield (Path("/dev/stdin") if file == STDIN else Path(file).absolute()).as_uri()


def absolute(url: str) -> str:
    """An absolute address of the web; raises UsageError for any other."""
    if not ABSOLUTE.match(url):
        raise UsageError(f"{url!r} is no address such as http://www.example.cn/1.html")
    return url


def _header(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name.strip():
        raise UsageError(f"a header is written 'Name: value', not {text!r}")
    return name.strip().lower(), value.strip()
