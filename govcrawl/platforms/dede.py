"""DedeCMS (织梦): ``list_<tid>_<page>.html`` or ``/plus/list.php?tid=…&PageNo=N``, articles ``/YYYY/MMDD/id.html``.

Labels stand glued to their values; 来源 is often 未知 and 作者 admin. Often GBK.
"""

from govcrawl.site import ArticleRules, ListRules, Platform

DEDE = Platform(
    name="dede",
    markers=(r"dede_pages", r"dede_content", r"/plus/(?:list|view|count)\.php"),
    article=ArticleRules(
        title=(".viewbox .title h2", ".title h2"),
        text=("#dede_content", ".viewbox .content", ".article .content"),
        drop=(".context", ".dede_pages", ".handle"),
        next_part=(".dede_pages a", ".pagelist a"),
    ),
    list=ListRules(rows=(".listbox .e2 > li", ".listbox li"), link="a.title[href], a[href]"),
)
