"""The title of an article out of its claims."""

import re

from govcrawl.chinese.pinyin import strip
from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.text import clean_value, fold
from govcrawl.site import Site

LONGEST = 200  # characters; beyond it is a paragraph

_NO_TITLE = re.compile(
    r"[无無][标標][题題](?:文[档檔])?|untitled(?:document)?|(?:网站|網站)?首[页頁]|正文|标题|標題|title|null|undefined|none|404"
    r"|(?:文章|新[闻聞]|内容|內容|信息)?[详詳](?:情|细信息|細信息|细页|細頁)|(?:文章|新闻)内容|内容页|文章页|(?:提示|系统提示)信息?"
)
_CUT_OFF = re.compile(r"(?:…+|\.{2,})$")


def read_title(raw: RawArticle, site: Site) -> tuple[Claim, str] | None:
    """The first claim that is a title, and the title; where it was cut off (…), a later claim that goes on."""
    titles = [(claim, title) for claim in raw.claims.get("title", ()) if (title := _title(claim.value, raw, site))]
    if not titles:
        return None
    first, title = titles[0]
    begun = fold(_CUT_OFF.sub("", title))
    if not _CUT_OFF.search(title):
        return first, title
    whole = (each for each in titles if fold(each[1]).startswith(begun) and not _CUT_OFF.search(each[1]))
    return next(whole, (first, title))


def _title(printed: str, raw: RawArticle, site: Site) -> str | None:
    value = clean_value(printed)
    title = strip(value) if raw.polluted else value
    folded = fold(title)
    if not folded or _NO_TITLE.fullmatch(folded) or folded == fold(site.title) or len(title) > LONGEST:
        return None
    return title
