"""Empire CMS (帝国): ``/e/action/ListInfo/?classid=C&page=N`` with pages counted from 0, or static ``index_2.html``.

The pager prints its addresses. Often GBK.
"""

from govcrawl.site import ArticleRules, Platform

EMPIRE = Platform(
    name="empire",
    markers=(r"/e/action/ListInfo", r"/e/public/ViewClick", r"/e/pl/\?classid="),
    article=ArticleRules(text=("#text", "#newstext", ".newstext")),
)
