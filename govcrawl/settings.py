"""Scrapy's settings, and the only reader of the environment. What each number guards against: ``docs/faults.md``.

A setting of the operator is an environment variable of the same name, read here and nowhere else. MongoDB's URI has no
option of ``scrapy -s``: it may hold a password, and a process's arguments are everyone's to read.
"""

import os
from pathlib import Path

from govcrawl import __version__

# MongoDB: a URI, or nothing for the embedded server, whose data and the archive are under the data directory.
MONGODB_URI = os.environ.get("MONGODB_URI") or None
MONGODB_DATABASE = os.environ.get("MONGODB_DATABASE") or "govcrawl"
GOVCRAWL_DATA_DIR = (
    os.environ.get("GOVCRAWL_DATA_DIR")
    or Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share", "govcrawl").as_posix()
)

# Who asks: an operator gives a web page or an address at which a webmaster reaches him.
GOVCRAWL_CONTACT = os.environ.get("GOVCRAWL_CONTACT") or None
BOT_NAME = "govcrawl"
USER_AGENT = f"govcrawl/{__version__}" + (f" (+{GOVCRAWL_CONTACT})" if GOVCRAWL_CONTACT else "")
ROBOTSTXT_USER_AGENT = "govcrawl"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",  # those whose end middlewares.bodies can check
    "Accept-Language": "zh-CN,zh;q=0.9",
}

SPIDER_MODULES = ["govcrawl.spiders"]
NEWSPIDER_MODULE = "govcrawl.spiders"

# Politeness: one request a second and one at a time a host; a site may be slower (Site.delay), never faster.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0  # seconds
DOWNLOAD_DELAY_JITTER = 0.0  # a jitter would halve some pauses
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0  # seconds
RETRY_TIMES = 2
GOVCRAWL_PATIENCE = 120.0  # seconds of Retry-After that are waited for within a run; more ends it
# A pace for a web of one's own on loopback (the demo, tests); no effect on any other host.
GOVCRAWL_LOOPBACK_DELAY: float | None = None  # seconds

# Where requests go: through this proxy, or straight out. http_proxy of the environment counts for nothing, because a
# proxy resolves names itself, behind the back of the address guard.
GOVCRAWL_PROXY = os.environ.get("GOVCRAWL_PROXY") or None
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
URLLENGTH_LIMIT = 2083  # characters
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
MEMUSAGE_LIMIT_MB = 800

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "govcrawl.middlewares.addresses.AddressGuard": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "govcrawl.middlewares.robots.StrictRobots": 100,
    "govcrawl.middlewares.patience.Patience": 560,  # sees an answer before RetryMiddleware (550) does
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "govcrawl.middlewares.proxy.Proxy": 750,
    "govcrawl.middlewares.bodies.WholeBody": 595,  # … and a body before HttpCompressionMiddleware (590)
}
TWISTED_DNS_RESOLVER = "govcrawl.middlewares.addresses.GuardResolver"
EXTENSIONS = {"govcrawl.crawl.pace.Pace": 100}  # after AutoThrottle, whose delays it lifts

HTTPERROR_ALLOW_ALL = True  # an error page is an outcome like any other
LOG_LEVEL = "INFO"
