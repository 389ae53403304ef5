"""PHPCMS v9: ``index.php?m=content&c=index&a=lists&catid=C&page=N``, ``list-C-N.html``, ``{dir}/N.html``.

Asked for a page beyond the last, older builds repeat the last one.
"""

from govcrawl.site import ArticleRules, ListRules, Platform

PHPCMS = Platform(
    name="phpcms",
    markers=(r"m=content&(?:amp;)?c=index&(?:amp;)?a=(?:lists|show)", r"/(?:list|show|content)-\d+-\d+"),
    article=ArticleRules(
        views=("#hits",),
        text=("#Article .content", ".article .content", ".content_text"),
        next_part=("#pages a",),
    ),
    list=ListRules(next=("#pages a.a1:last-child", ".pages a.a1:last-child")),
)
