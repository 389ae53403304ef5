"""萧山网 sub-sites and their mirrors: /content/YYYY-MM/DD/content_N.html, an often empty 内容来源."""

from govcrawl.site import ListRules, Platform

XSNET = Platform(
    name="xsnet",
    markers=(
        r"萧山网",
        r"蕭山網",
        r"/A/[a-z]+/content/\d{4}-\d{2}/\d{2}/content_\d+\.html?",
    ),
    list=ListRules(article_url=r"/content/\d{4}-\d{2}/\d{2}/content_\d+\.html?$|/html/[a-z]+/\d+\.html$"),
)
