"""One canonical URL for all addresses of an article, and the identity made of it.

The canonical URL names an article; what to fetch is the address it was met under. Only what is known to tell nothing
apart is dropped: the scheme, ``www.`` and the hosts of telephones, a default port, session ids, ``index.*``, a
fragment, parameters of tracking. Parts of one article (``…_2.html``) are the caller's to join before.
"""

import hashlib
import re
from urllib.parse import quote, urlsplit

from govcrawl.site import Site

SCHEME = "http"  # of every canonical URL: the same article answers under both, and http redirects where it must

# Parameters that sharing, advertising and statistics add anywhere; names that also mean something (id, t, v, source)
# are a site's own ``noise_params``.
NOISE_PARAMS = re.compile(
    r"utm_\w+|share_\w+|sharer_\w+|spm|scm|from|isappinstalled|wxf?id|nsukey|pass_ticket|timestamp|first_share_uid"
    r"|weixin_share|wechatshare|wxshare|sharefrom|s_from|from_source|tdsourcetag|chksm|mpshare"
    r"|fbclid|gclid|yclid|msclkid|dclid|bd_vid|hm(?:sr|pl|cu|kw|ci)|mc_[ce]id|_hs(?:enc|mi)"
    r"|jsessionid|phpsessid|sessionid",
    re.IGNORECASE,
)

_DEFAULT_PORTS = frozenset({None, 80, 443})
_SAME_SITE_HOSTS = re.compile(r"^(?:(?:www|m|wap|mip|mobile|3g)\.)+(?=[^.]+\.[^.])")
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_INDEX = re.compile(r"index\.(?:s?html?|php|jspx?|aspx?|do)", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE = "%!$&'()*+,;=:@/?-._~"


def canonical_url(url: str, site: Site) -> str:
    """The canonical form of an absolute URL on a site; an address that cannot be read is its own canonical form."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.hostname or parts.scheme not in ("http", "https"):
        return url.strip()
    host = _host(parts.hostname)
    if port not in _DEFAULT_PORTS:
        host = f"{host}:{port}"
    query = _query(parts.query, site)
    fragment = f"#{_escape(parts.fragment)}" if parts.fragment.startswith(("/", "!")) else ""
    return f"{SCHEME}://{host}{_path(_escape(parts.path))}{'?' if query else ''}{query}{fragment}"


def article_id(canonical: str) -> str:
    """The identity of an article: 32 hex digits of SHA-256 over its canonical URL."""
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _host(name: str) -> str:
    name = name.lower().rstrip(".")
    if ":" in name:
        return f"[{name}]"
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return name
    return _SAME_SITE_HOSTS.sub("", name)


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in _SESSION.sub("", path).split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    while kept and _INDEX.fullmatch(kept[-1]):
        kept.pop()
    return "/" + "/".join(kept)


def _query(query: str, site: Site) -> str:
    parameters = {part for part in _escape(query).split("&") if part and not _is_noise(part.partition("=")[0], site)}
    return "&".join(sorted(parameters))


def _is_noise(name: str, site: Site) -> bool:
    if name in site.identity_params:
        return False
    return name in site.noise_params or NOISE_PARAMS.fullmatch(name) is not None


def _escape(text: str) -> str:
    """Percent-escapes in one spelling: upper case, none for unreserved characters, UTF-8 for what is not ASCII."""
    return quote(_ESCAPE.sub(_one_spelling, text), safe=_SAFE, errors="replace")


def _one_spelling(escape: re.Match[str]) -> str:
    character = chr(int(escape[0][1:], 16))
    return character if character in _UNRESERVED else escape[0].upper()
