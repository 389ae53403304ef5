"""eportal (冀, older): ``/eportal/ui?pageId=…&currentPage=N&moduleId=…``; the pager hands the address to a script."""

import html
import re

from govcrawl.items import Link, ListRequest
from govcrawl.platforms.queries import join
from govcrawl.site import ArticleRules, ListView, Platform

_ADDRESS = re.compile(r"""['"]([^'"]*/eportal/ui\?[^'"]*?\bcurrentPage=(\d{1,6})[^'"]*)['"]""")


def next_page(view: ListView, _links: tuple[Link, ...]) -> ListRequest | None:
    """The address in the page whose ``currentPage`` is one more than this; ``None`` where there is none."""
    following = view.request.number + 1
    addresses = _ADDRESS.findall(html.unescape(view.text))
    address = next((address for address, number in addresses if int(number) == following), None)
    url = join(view.page.url, address) if address else None
    return ListRequest(url=url, number=following) if url else None


EPORTAL = Platform(
    name="eportal",
    markers=(r"/eportal/ui\?(?:pageId|[^'\"\s]*&(?:amp;)?pageId)=",),
    article=ArticleRules(text=("#zoom",)),
    next_page=next_page,
)
