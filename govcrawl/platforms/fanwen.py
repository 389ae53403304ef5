"""范文 (model essays): one CMS behind ruiwen, yjbys, unjs, oh100, yuwenmi and others. GBK declared as gb2312.

Its signature is the tail 【标题】相关文章： and a numbered list. An essay runs over ``N.html``, ``N_2.html`` and so on.
"""

from govcrawl.site import ArticleRules, ListRules, Platform

FANWEN = Platform(
    name="fanwen",
    markers=(r"【[^】]{2,60}】相关文章[:：]",),
    article=ArticleRules(
        title=(".main-left h1", "h1"),
        published=(".info .time", "p.time", "span.time"),
        text=(".main-left .content", ".main-left"),
        drop=(".tuijian", ".shuoming", ".main-right"),
        next_part=("ul.page a", "li.page a", "#pages a", ".pages a", ".page a"),
    ),
    list=ListRules(article_url=r"^https?://[^/]+/(?:[a-z0-9]+/){1,4}\d{3,9}\.html$"),
)
