"""Links of a list page: which may be followed at all, and the title that a link prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement

from govcrawl.extract.dialects import is_article_url
from govcrawl.extract.row_dates import one_line, split_date
from govcrawl.site import ListRules, Site

_FILES = re.compile(
    r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|pptx?|zip|rar|7z|jpe?g|png|gif|bmp|webp|mp3|mp4|flv|avi|wmv|exe|apk|xml|css|js)$",
    re.IGNORECASE,
)
_NAVIGATION = re.compile(
    r"(?:(?:网站)?首页|首頁|主页|更多.{0,2}|查看更多|点击查看.*|more.{0,3}|返回.{0,4}|登录|登陆|注册|登录.?注册|English|无障碍.{0,4}|长者.{0,4}"
    r"|适老.{0,4}|关怀版|网站(?:地图|声明|导航)|联系我们|关于我们|设为首页|加入收藏|[【\[]?(?:详细|详情|查看|阅读)(?:信息|内容|详情|全文)?[】\]]?"
    r"|(?:第一|最后一?|[上下前后]一?)[页頁]|末页|尾页|尾頁|[<>«»‹›]+|\d{1,4}|打印|关闭|收藏|分享|RSS|简体.?|繁體.?|繁体.?)",
    re.IGNORECASE,
)
_ROOTED = re.compile(r"/(?!/)|https?://[^/?#\s]")
_LEAD = re.compile(
    r"(?:[·•▪■◆●▶►»>\-*\s]|\d{1,3}\s*[.、．)）](?!\d)\s*|[\[【(（](?:置顶|NEW|热|荐)[\]】)）]|(?:置顶|NEW)(?=[\s:：]))+[:：]?\s*"
)
_TAIL = re.compile(r"(?:\s|[(（\[](?:组?图|图文|视频)[)）\]]|\bNEW!?|\bnew!?|置顶)+$")
_CUT = re.compile(r"(?:…|\.{3})+$")
_LABELLED_TITLE = re.compile(r"^(?:文章)?标题[:：]\s*(.+)$", re.MULTILINE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEADING_CLASS = re.compile(r"(?:^|[-_ ])(?:title|tit|bt|headline|news_title)(?:$|[-_ ])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the links of one list page are read against: base URL, hosts that may be followed, an article's pattern."""

    url: str
    base: str
    hosts: frozenset[str]
    article_url: re.Pattern[str] | None

    def resolve(self, href: str) -> str | None:
        """The absolute URL of an ``href`` that may lead to an article, ``None`` for anything else."""
        address = href.strip()
        if not address or address.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            return None
        url, host = _absolute(_root(self.base) if _ROOTED.match(address) else self.base, address)
        return url if host and self._holds(host) and url != self.url else None

    def is_article(self, url: str) -> bool:
        """Whether a URL has the shape of an article: the site's own where it is known, else that of a known system."""
        return self.article_url.search(url) is not None if self.article_url else is_article_url(url)

    def _holds(self, host: str) -> bool:
        return bare(host) in self.hosts or any(host.endswith(known) for known in self.hosts if known.startswith("."))


def scope_of(site: Site, rules: ListRules, *, url: str, base: str) -> Scope:
    """The scope of a list page: the site's hosts, else those of its columns; always the page's own."""
    declared = site.hosts or tuple(urlsplit(column.url).hostname or "" for column in site.columns)
    wide = frozenset(host for host in declared if host.startswith("."))
    hosts = frozenset(bare(host.lstrip(".")) for host in (*declared, urlsplit(url).hostname or "") if host)
    return Scope(url, base, hosts | wide, re.compile(rules.article_url) if rules.article_url else None)


@lru_cache(maxsize=4096)
def _absolute(base: str, address: str) -> tuple[str, str]:
    """The absolute URL of an address that may be a page, and its host; nothing where it can be none."""
    try:
        url = urldefrag(urljoin(base, address)).url
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in ("http", "https") and not _FILES.search(parts.path) else None
    except ValueError:
        return "", ""
    return url, host or ""


@lru_cache(maxsize=64)
def _root(base: str) -> str:
    """What a link with a host or a whole path is relative to: the same for all pages of a site."""
    try:
        return urljoin(base, "/")
    except ValueError:
        return base


@lru_cache(maxsize=1024)
def bare(host: str) -> str:
    """A host name in lower case without ``www.``."""
    return host.lower().removeprefix("www.")


def title_of(link: HtmlElement) -> str | None:
    """The title that a link prints: its heading or text, its ``title`` where that says more, else a picture's."""
    printed = clean_title(_text(link))
    full = clean_title(_attribute(link.get("title", "")))
    if printed and not is_navigation(printed):
        stem = _CUT.sub("", printed)
        return full if full and len(full) > len(stem) and full.startswith(stem) else printed
    if full and not is_navigation(full):
        return full
    return next((alt for alt in map(clean_title, _alts(link)) if alt and not is_navigation(alt)), None)


@lru_cache(maxsize=4096)
def clean_title(text: str) -> str:
    """A row's title without bullets, numbering, a date at its end and marks such as (图) and NEW."""
    title = _LEAD.sub("", one_line(text), count=1) if _LEAD.match(one_line(text)) else one_line(text)
    return _TAIL.sub("", split_date(_TAIL.sub("", title))[0]).strip()


@lru_cache(maxsize=4096)
def is_navigation(title: str) -> bool:
    """Whether a link text is a way round the site and no headline."""
    return _NAVIGATION.fullmatch(title) is not None


def _text(link: HtmlElement) -> str:
    if not len(link):
        return link.text or ""
    for element in link.iterdescendants():
        if element.tag in _HEADINGS or (
            isinstance(element.tag, str) and _HEADING_CLASS.search(element.get("class", ""))
        ):
            return element.text_content()
    blocks = [element.text_content() for element in link.iterdescendants("p", "div")]
    return next((text for text in blocks if len(text.strip()) >= 6), "") if blocks else link.text_content()


def _attribute(title: str) -> str:
    if not title:
        return ""
    labelled = _LABELLED_TITLE.search(title)
    return labelled[1] if labelled else title.strip().partition("\n")[0]


def _alts(link: HtmlElement) -> Iterator[str]:
    return (image.get("alt", "") for image in link.iterdescendants("img"))
