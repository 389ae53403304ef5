"""人民网 and 中央社会工作部: GBK or UTF-8, lists ``/GB/<n>/index.html``, ``index2.html`` …

Articles are ``/n1/YYYY/MMDD/cN-ID.html``; long articles go on in ``cN-ID-2.html``.
"""

from govcrawl.site import ArticleRules, ListRules, Platform

PEOPLE = Platform(
    name="people",
    markers=(r"/n1/\d{4}/\d{4}/c\d+-\d+", r"rm_txt_zw", r"rwb_zw", r"(?:^|[^\pL\pN_])p_content(?:[^\pL\pN_]|$)"),
    article=ArticleRules(
        title=(".text_c h1", ".rm_txt h1", ".title h1"),
        published=("#newstime",),
        source=("p.sou",),
        text=("#rm_txt_zw", ".rm_txt_con", "#rwb_zw", "#p_content", ".show_text"),
        drop=("#paper_num", "#rwb_tjyd", "#rm_relevant", ".edit"),
        next_part=(".zdfy a", ".page_n a"),
    ),
    list=ListRules(article_url=r"/n1/\d{4}/\d{4}/c\d+-\d+\.html$"),
)
