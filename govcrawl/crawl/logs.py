"""What is logged, and what never is: no text of an article, no credential."""

import logging
import re
from typing import Any

from itemadapter import ItemAdapter
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

CREDENTIALS = re.compile(r"(?<=://)[^/@\s:]*:[^/@\s]*(?=@)")


class Terse(LogFormatter):
    """Scrapy's messages without the items they speak of."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Any) -> LogFormatterResult | None:  # type: ignore[override]
        return None

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Any) -> LogFormatterResult:
        return {"level": logging.WARNING, "msg": "Dropped: %(exception)s", "args": {"exception": exception}}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Any) -> LogFormatterResult:
        url = ItemAdapter(item).get("url", "an item")
        return {"level": logging.ERROR, "msg": "A pipeline failed on %(url)s", "args": {"url": url}}


class Redact(logging.Filter):
    """Masks user and password of any URI in a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        masked = CREDENTIALS.sub("…", said)
        if masked != said:
            record.msg, record.args = masked, None
        return True


def redact_all() -> None:
    """Has every handler of the root logger mask credentials."""
    for handler in logging.getLogger().handlers:
        if not any(isinstance(each, Redact) for each in handler.filters):
            handler.addFilter(Redact())
