"""TRS WCM / HyCloud (拓尔思): most ministries and many provinces. Static pages ``index.html``, ``index_1.html`` …

The pager is a script, at times within a comment; rows may be written by scripts as well. Hrefs are relative to the
page. Provinces whose second page is ``index_2`` (粤 湘 晋 川 新 藏) are ``TRS_FROM_TWO`` if the script does not say so.
"""

import html
import re
from dataclasses import replace

from govcrawl.platforms import static_pager
from govcrawl.site import ArticleRules, ListRules, Platform

_ROW = re.compile(r"""\burl\s*=\s*(["'])(?P<url>[^"']*/t\d{8}_\d+\.s?html?)\1""")
_TITLE = re.compile(r"""\btitle\s*=\s*(["'])(?P<title>[^\n]*?)\1\s*;""")
_DATE = re.compile(r"""["'>\s](?P<date>20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?(?: \d{1,2}:\d{2})?)["'<\s]""")


def unwrap(text: str) -> str | None:
    """The rows of a list that scripts write (``url="./202403/t…shtml"; title="…"``), as markup; else ``None``."""
    starts = [match.start() for match in _ROW.finditer(text)]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], None], strict=False)]
    rows = [row for piece in pieces if (row := _markup(piece)) is not None]
    return f"<ul>{''.join(rows)}</ul>" if rows else None


def _markup(piece: str) -> str | None:
    url = _ROW.match(piece)
    titles = [match["title"] for match in _TITLE.finditer(piece) if match["title"].strip()]
    if url is None or not titles:
        return None
    date = _DATE.search(piece)
    title = html.escape(html.unescape(titles[-1]))
    return f'<li><a href="{html.escape(url["url"])}">{title}</a><span>{date["date"] if date else ""}</span></li>'


TRS = Platform(
    name="trs",
    markers=(
        r"createPageHTML\(",
        r"createPage\(",
        r"TRS_Editor",
        r"TRS_UEDITOR",
        r"trs_editor_view",
        r"/t\d{8}_\d+\.s?html?",
    ),
    article=ArticleRules(
        text=(
            ".TRS_Editor",
            ".TRS_UEDITOR",
            ".trs_editor_view",
            "#zoom",
            "#Zoom",
            ".xxgk_content",
            ".article_content",
        ),
        drop=("table.gkxl-top", "table.affairs-detail-head"),
    ),
    list=ListRules(),
    unwrap=unwrap,
    next_page=static_pager.next_page,
)
"""The second file of a list is ``index_1``, or what the pager script says."""

TRS_FROM_TWO = replace(TRS, next_page=static_pager.next_page_from_two)
"""The same where the second file is ``index_2``."""
