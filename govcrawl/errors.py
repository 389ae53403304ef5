"""Every error that govcrawl raises on purpose, as one tree.

GovcrawlError                 a person can act on it; the command line prints it on one line
├── UsageError                wrong option, unknown site, unreadable file         exit status 2
├── StoreError                MongoDB cannot be reached, started or written        exit status 75 at start, else 1
│   ├── Unavailable           … it does not answer now; the same again may succeed later
│   ├── Unstorable            … it refuses this one document for ever, and no other
│   ├── QuietHours            … a run would be within the site's quiet hours        exit status 75
│   └── AlreadyRunning        … a run of this site is alive elsewhere               exit status 75
├── Unreadable                a page that the archive does not hold (any more), a file that is no archive
├── ReaderLost                a page that hung or killed the process that read it
├── Refused                   a request outside the allowed hosts or to a private address
└── Rejected                  a page that yields no article: field, URL and reason
    └── Blocked               … because an anti-bot wall answered in its stead
"""


class GovcrawlError(Exception):
    """What went wrong, why, and what to do, in one sentence."""


class UsageError(GovcrawlError):
    """The command was asked for something it cannot do; nothing has been started."""


class StoreError(GovcrawlError):
    """MongoDB cannot be reached, started or written to."""


class Unavailable(StoreError):
    """MongoDB does not answer in time: whether the last write is stored is unknown, and repeating it is safe."""


class Unstorable(StoreError):
    """A document that MongoDB refuses whatever is tried; ``reason`` is a stable slug (``too_large``, ``invalid`` …)."""

    def __init__(self, key: str, reason: str, detail: str = "") -> None:
        super().__init__(key, reason, detail)
        self.key = key
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        said = f"{self.key} cannot be stored: {self.reason}"
        return f"{said} ({self.detail})" if self.detail else said


class AlreadyRunning(StoreError):
    """A run of the same site is alive in another process."""


class Unreadable(GovcrawlError):
    """A page that cannot be had from the archive, or a file that is no archive."""


class ReaderLost(GovcrawlError):
    """A page over which the process that read it was lost; ``reason`` is ``extractor_hung`` or ``extractor_died``."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(url, reason)
        self.url = url
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class QuietHours(StoreError):
    """Now is a time in which a site is not to be asked; nothing has been started."""


class Refused(GovcrawlError):
    """A request that the address guard or the host allow-list does not let out."""


class Rejected(GovcrawlError):
    """A page that yields no article.

    ``field`` is the article field that could not be had, or ``page`` where the page as a whole is no article;
    ``reason`` is a stable slug that is counted and kept in the ledger (``soft_404``, ``list_page``, ``no_body`` …);
    ``detail`` says the same to a person.
    """

    def __init__(self, field: str, url: str, reason: str, detail: str = "") -> None:
        super().__init__(field, url, reason, detail)
        self.field = field
        self.url = url
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        said = f"{self.url}: {self.field}: {self.reason}"
        return f"{said} ({self.detail})" if self.detail else said


class Blocked(Rejected):
    """A page on which an anti-bot wall, a login or a challenge stands; ``reason`` names which one."""
