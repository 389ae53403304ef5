"""共产党员网 (12371.cn): a list page has its rows in a script, ``item=[{title:'…',link_add:'…',brief:'…'}]``."""

import re
from collections.abc import Iterator

from govcrawl.items import Link, ListPage
from govcrawl.platforms import answers
from govcrawl.platforms.queries import join
from govcrawl.site import ArticleRules, ListRules, ListView, Platform

_ITEMS = re.compile(r"\bitem\s*=\s*\[(?=\s*\{)")
_RECORD = re.compile(r"""[,\s]*\{((?:[^{}'"]|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")*)\}""")
_PAIR = re.compile(r"""['"]?(\w+)['"]?\s*:\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")""")
_DATE = re.compile(r"20\d{2}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_ARTICLE = r"/\d{4}/\d{2}/\d{2}/ARTI\d+\.s?html?$"


def read_list(view: ListView) -> ListPage:
    """The rows in the page's script, none where it has no such script."""
    found = (
        _link(record, view.page.url) for start in _ITEMS.finditer(view.text) for record in _records(view, start.end())
    )
    return ListPage(links=tuple({link.url: link for link in found if re.search(_ARTICLE, link.url)}.values()))


def _records(view: ListView, start: int) -> Iterator[dict[str, str]]:
    while record := _RECORD.match(view.text, start):
        yield {key: _unescaped(single or double) for key, single, double in _PAIR.findall(record[1])}
        start = record.end()


def _link(record: dict[str, str], base: str) -> Link:
    date = _DATE.search(record.get("brief", ""))
    address = join(base, record.get("link_add", "")) or ""
    return Link(url=address, title=answers.first(record, ("title",)), published=date[0] if date else None)


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)


DANGYUAN = Platform(
    name="dangyuan",
    markers=(r"12371\.cn", r"(?:^|[^\pL\pN_])item\s*=\s*\[\s*\{\s*['\"]?title"),
    article=ArticleRules(text=("#font_area", ".word")),
    list=ListRules(article_url=_ARTICLE),
    read_list=read_list,
)
