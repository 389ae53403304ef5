"""Captures of a test's own."""

from datetime import UTC, datetime
from typing import Any

from govcrawl.archive import Capture
from govcrawl.items import Link

MOMENT = datetime(2024, 3, 5, 1, 12, 7, 123456, tzinfo=UTC)
HTML = (b"Content-Type", b"text/html; charset=utf-8")
TEXT = "<html><body><p>傍晚的议事会上，居民商定了楼道灯的轮修办法。</p></body></html>".encode()


def capture(number: int = 1, **given: Any) -> Capture:
    url = f"http://village.example/cw/{number}.html"
    fields = {"url": url, "status": 200, "headers": (HTML,), "body": TEXT + b"%d" % number, "fetched_at": MOMENT}
    return Capture(**{**fields, "link": Link(url=url, title=f"第{number}次议事会"), **given})
