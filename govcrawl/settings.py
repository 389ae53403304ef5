"""Scrapy's settings, and the only reader of the environment. What each number guards against: ``docs/faults.md``.

What is an operator's to set is an environment variable of the same name, read here and nowhere else. MongoDB's URI has
no option of ``scrapy -s``: it may hold a password, and a process's arguments are everyone's to read.
"""

import os
import re
import sys
from pathlib import Path

from govcrawl import __version__
from govcrawl.errors import UsageError

HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


def _text(name: str) -> str | None:
    return os.environ.get(name) or None


def _number(name: str, default: float) -> float:
    given = os.environ.get(name)
    try:
        return float(given) if given else default
    except ValueError:
        raise UsageError(f"{name}={given}: that is no number") from None


def _is_on(name: str, *, default: bool) -> bool:
    given = (os.environ.get(name) or "").lower()
    if given not in ("", "0", "off", "no", "false", "1", "on", "yes", "true"):
        raise UsageError(f"{name}={given}: say on or off")
    return given in ("1", "on", "yes", "true") if given else default


def _choice(name: str, *values: str) -> str:
    """The value of a variable that has one of these, the first unless it is set."""
    given = _text(name) or values[0]
    if given not in values:
        raise UsageError(f"{name}={given}: that is none of {', '.join(values)}")
    return given


def _hours(name: str) -> str | None:
    given = _text(name)
    if given is not None and not HOURS.fullmatch(given):
        raise UsageError(f"{name}={given}: say from when to when, as 08:00-18:00")
    return given


# MongoDB: a URI, or nothing for the embedded server, whose data and the archive are under the data directory.
MONGODB_URI = _text("MONGODB_URI")
MONGODB_DATABASE = _text("MONGODB_DATABASE") or "govcrawl"
GOVCRAWL_DATA_DIR = (
    _text("GOVCRAWL_DATA_DIR")
    or Path(_text("XDG_DATA_HOME") or Path.home() / ".local" / "share", "govcrawl").as_posix()
)

# Who asks: an operator gives a web page or an address at which a webmaster reaches him.
GOVCRAWL_CONTACT = _text("GOVCRAWL_CONTACT")
BOT_NAME = "govcrawl"
USER_AGENT = f"govcrawl/{__version__}" + (f" (+{GOVCRAWL_CONTACT})" if GOVCRAWL_CONTACT else "")
ROBOTSTXT_USER_AGENT = "govcrawl"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",  # those whose end middlewares.bodies can check
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# Sites of one's own: packages of spiders, named with spaces between them.
SPIDER_MODULES = ["govcrawl.spiders", *(_text("GOVCRAWL_SPIDER_MODULES") or "").split()]
NEWSPIDER_MODULE = "govcrawl.spiders"

# Politeness: one request a second and one at a time a host; a site may be slower (Site.delay), never faster.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # seconds
DOWNLOAD_DELAY_JITTER = 0.0  # a jitter would halve some pauses
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
RETRY_TIMES = 2
GOVCRAWL_PATIENCE = _number(
    "GOVCRAWL_PATIENCE", 120.0
)  # seconds of Retry-After that are waited for within a run; more ends it
GOVCRAWL_QUIET = _hours("GOVCRAWL_QUIET")  # hours in which no run asks anything, China time: 08:00-18:00
# A pace for a web of one's own: it counts only where GOVCRAWL_PROXY is a loopback address (the demo, tests).
GOVCRAWL_LOOPBACK_DELAY = _number("GOVCRAWL_LOOPBACK_DELAY", 1.0)  # seconds
GOVCRAWL_LOOPBACK_REQUESTS = int(_number("GOVCRAWL_LOOPBACK_REQUESTS", 1))  # at a time

# Where requests go: through this proxy, or straight out. http_proxy of the environment counts for nothing, because a
# proxy resolves names itself, behind the back of the address guard.
GOVCRAWL_PROXY = _text("GOVCRAWL_PROXY")
ALLOW_PRIVATE_ADDRESSES = False

# Limits of one response, and what a page cannot make Scrapy do.
DOWNLOAD_MAXSIZE = 10 * 2**20  # bytes, after decompression too
DOWNLOAD_WARNSIZE = 2 * 2**20  # bytes
DOWNLOAD_TIMEOUT = 30  # seconds, the whole response
DOWNLOAD_FAIL_ON_DATALOSS = True
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
MEMUSAGE_LIMIT_MB = 800

# Of Scrapy's own those that a crawl uses: each is asked about every request.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
}
DOWNLOADER_MIDDLEWARES = {
    "govcrawl.middlewares.addresses.AddressGuard": 50,
    "govcrawl.middlewares.robots.StrictRobots": 100,
    "govcrawl.middlewares.turns.Turns": 110,
    "govcrawl.middlewares.patience.Patience": 560,  # sees an answer before RetryMiddleware (550) does
    "govcrawl.middlewares.proxy.Proxy": 750,
    "govcrawl.middlewares.bodies.WholeBody": 595,  # … and a body before HttpCompressionMiddleware (590)
    "govcrawl.middlewares.wire.Wire": 594,  # … whole ones only
    "govcrawl.middlewares.redirects.Redirects": 600,
}
TWISTED_DNS_RESOLVER = "govcrawl.middlewares.addresses.GuardResolver"
# Of Scrapy's own those that a crawl uses. The others are not even imported, which would take long: telnet, and remote
# control with a web server of its own. Nor does anything come by itself that a later Scrapy brings.
EXTENSIONS_BASE = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logcount.LogCount": 0,
    "scrapy.extensions.memusage.MemoryUsage": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
    "scrapy.extensions.throttle.AutoThrottle": 0,
}
EXTENSIONS = {
    "govcrawl.crawl.pace.Pace": 100,  # after AutoThrottle, whose delays it lifts
    "govcrawl.crawl.run.Run": 200,
    "govcrawl.extensions.Outcomes": 300,
    "govcrawl.extensions.Display": 300,
}
ITEM_PIPELINES = {
    "govcrawl.pipelines.Store": 800,  # a pipeline of one's own goes before it
    "govcrawl.pipelines.Deduplicate": 900,
}
# None of Scrapy's own: each wraps once more what every callback yields, and there is nothing for them to do.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}

# The run: how many URLs it holds at a time, how long it waits for MongoDB, how many walls in a row end it, how many
# days back it looks for late entries although all is known.
GOVCRAWL_IN_FLIGHT = 8

# What this process may use of the machine; macOS does not say, and has all of it.
CORES = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1

# Who reads the pages: so many processes beside the crawl, or 0 for none; a page that takes one longer is given up.
GOVCRAWL_WORKERS = int(_number("GOVCRAWL_WORKERS", max(1, CORES - 1)))
GOVCRAWL_READ_LIMIT = _number("GOVCRAWL_READ_LIMIT", 30.0)  # seconds

GOVCRAWL_STORE_TIMEOUT = _number("GOVCRAWL_STORE_TIMEOUT", 15.0)  # seconds; an election takes up to 12
GOVCRAWL_STORE_PATIENCE = _number("GOVCRAWL_STORE_PATIENCE", 60.0)  # seconds; then outcomes go to the spool …
GOVCRAWL_STORE_RETURN = _number("GOVCRAWL_STORE_RETURN", 60.0)  # … and after so many more the run ends
GOVCRAWL_SPOOL_LIMIT = _number("GOVCRAWL_SPOOL_LIMIT", 256.0)  # MB of outcomes that MongoDB was not there to be told
GOVCRAWL_WALLS = 3
GOVCRAWL_OVERLAP_DAYS = int(_number("GOVCRAWL_OVERLAP_DAYS", 7))
GOVCRAWL_RECHECK_DAYS = _number("GOVCRAWL_RECHECK_DAYS", 7)  # younger articles are looked at once a day
# The archive: every article page as received, in WARC files.
GOVCRAWL_ARCHIVE = _is_on("GOVCRAWL_ARCHIVE", default=True)
GOVCRAWL_ARCHIVE_DIR = _text("GOVCRAWL_ARCHIVE_DIR") or Path(GOVCRAWL_DATA_DIR, "archive").as_posix()
GOVCRAWL_ARCHIVE_LISTS = _is_on("GOVCRAWL_ARCHIVE_LISTS", default=False)
GOVCRAWL_ARCHIVE_SIZE = _number("GOVCRAWL_ARCHIVE_SIZE", 512)  # megabytes, after which the next file begins

# What `govcrawl prune` keeps, and for how many days; 0 is for ever.
GOVCRAWL_KEEP_RUNS = _number("GOVCRAWL_KEEP_RUNS", 400)
GOVCRAWL_KEEP_REVISIONS = _number("GOVCRAWL_KEEP_REVISIONS", 0)
GOVCRAWL_KEEP_DEAD_LETTERS = _number("GOVCRAWL_KEEP_DEAD_LETTERS", 400)
GOVCRAWL_KEEP_CRASHES = _number("GOVCRAWL_KEEP_CRASHES", 90)
GOVCRAWL_KEEP_LOGS = _number("GOVCRAWL_KEEP_LOGS", 90)
GOVCRAWL_LOGS_MOST = _number("GOVCRAWL_LOGS_MOST", 1)  # gigabytes; 0 is any number
GOVCRAWL_KEEP_ARCHIVE = _number("GOVCRAWL_KEEP_ARCHIVE", 0)
GOVCRAWL_ARCHIVE_MOST = _number("GOVCRAWL_ARCHIVE_MOST", 0)  # gigabytes; 0 is any number

# The log, and a live display on the terminal.
GOVCRAWL_LOG_FORMAT = _choice("GOVCRAWL_LOG_FORMAT", "plain", "json")
GOVCRAWL_LIVE = False

# The supervisor, for sites that do not say so themselves: how often, how much later at most, how long a run may take.
GOVCRAWL_EVERY = _text("GOVCRAWL_EVERY") or "6h"
GOVCRAWL_JITTER = _text("GOVCRAWL_JITTER") or "5m"
GOVCRAWL_LONGEST = _text("GOVCRAWL_LONGEST") or "12h"

# Whom alarms are told: robots by their addresses, which are as secret as passwords, and a mail server.
GOVCRAWL_WECOM_URL = _text("GOVCRAWL_WECOM_URL")
GOVCRAWL_DINGTALK_URL = _text("GOVCRAWL_DINGTALK_URL")
GOVCRAWL_DINGTALK_SECRET = _text("GOVCRAWL_DINGTALK_SECRET")
GOVCRAWL_FEISHU_URL = _text("GOVCRAWL_FEISHU_URL")
GOVCRAWL_FEISHU_SECRET = _text("GOVCRAWL_FEISHU_SECRET")
GOVCRAWL_SLACK_URL = _text("GOVCRAWL_SLACK_URL")
GOVCRAWL_WEBHOOK_URL = _text("GOVCRAWL_WEBHOOK_URL")
GOVCRAWL_WEBHOOK_SECRET = _text("GOVCRAWL_WEBHOOK_SECRET")
GOVCRAWL_SMTP_URL = _text("GOVCRAWL_SMTP_URL")
GOVCRAWL_MAIL_FROM = _text("GOVCRAWL_MAIL_FROM")
GOVCRAWL_MAIL_TO = _text("GOVCRAWL_MAIL_TO")

CONCURRENT_ITEMS = 1  # of one page; Scrapy starts so many tasks for every response, and a page has one article
LOG_LEVEL = "INFO"
LOG_FORMATTER = "govcrawl.crawl.logs.Terse"
