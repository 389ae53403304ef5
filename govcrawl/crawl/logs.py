"""What is logged, and what never is: no text of an article, no credential."""

import json
import logging
import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from itemadapter import ItemAdapter
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from govcrawl.chinese.dates import CHINA

CREDENTIALS = re.compile(r"(?<=://)[^/@\s:]*:[^/@\s]*(?=@)")
CONTROLS = dict.fromkeys({*range(32), *range(127, 160)} - {9, 10}, "\N{REPLACEMENT CHARACTER}")
PLAIN = "%(asctime)s %(levelname)s %(message)s"


@dataclass(slots=True)
class Label:
    """Whose a line of the log is: the site, and its run once it has begun."""

    site: str
    run: str | None = None


LABEL: ContextVar[Label | None] = ContextVar("LABEL", default=None)  # of the crawl that the present task belongs to


class Terse(LogFormatter):
    """Scrapy's messages without the items they speak of."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Any) -> LogFormatterResult | None:  # type: ignore[override]
        return None

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> LogFormatterResult:
        return {"level": logging.WARNING, "msg": "Dropped: %(exception)s", "args": {"exception": exception}}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any) -> LogFormatterResult:
        url = ItemAdapter(item).get("url", "an item")
        return {"level": logging.ERROR, "msg": "A pipeline failed on %(url)s", "args": {"url": url}}


class Masked(logging.Formatter):
    """Another formatter's lines, tracebacks and all: no user and password of a URI, nothing that moves a cursor."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self.inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return masked(self.inner.format(record))


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, site, run, message, and what the caller gives as ``extra={"facts": …}``."""

    def format(self, record: logging.LogRecord) -> str:
        label = LABEL.get()
        values = {
            "time": datetime.fromtimestamp(record.created, CHINA).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "site": label and label.site,
            "run": label and label.run,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            values["traceback"] = self.formatException(record.exc_info)
        return json.dumps(values, ensure_ascii=False, default=str)


def masked(text: str) -> str:
    """A text without user and password of the URIs in it, and without control characters but line ends and tabs."""
    return CREDENTIALS.sub("…", text).translate(CONTROLS)


def redact_all() -> None:
    """Has every handler of the root logger mask credentials."""
    for handler in logging.getLogger().handlers:
        if not isinstance(handler.formatter, Masked):
            handler.setFormatter(Masked(handler.formatter or logging.Formatter()))
