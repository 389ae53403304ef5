"""Webplus (苏迪): universities. ``/814/list.htm``, ``/814/list2.htm`` …; the pager prints the address of the next page.

On the last page that address is ``javascript:void(0)``. The date in an article's address is that of its creation and
may precede the one shown. An article may be a PDF in a player.
"""

from govcrawl.site import ArticleRules, ListRules, Platform

SUDY = Platform(
    name="sudy",
    markers=(
        r"wp_articlecontent",
        r"wp_paging",
        r"wp_listcolumn",
        r"/_upload/",
        r"/_visitcount\?siteId=",
        r"/c\d+a\d+/page\.(?:htm|psp)",
    ),
    article=ArticleRules(
        title=(".arti_title", ".arti-title"),
        published=(".arti_update", ".arti-update"),
        text=(".wp_articlecontent",),
    ),
    list=ListRules(
        rows=("li.news", "[class*=news_list] li", "#wp_news_w6 tr", ".wp_article_list_table tr"),
        link=".news_title a[href], a[href]",
        published=(".news_meta", ".news_date"),
        next=("ul.wp_paging a.next",),
    ),
)
