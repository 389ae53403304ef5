"""中国长安网 (中央政法委): some 99 rows a list page, articles ``…/c<n>/YYYY-MM/DD/content_N.shtml``.

Only the first page of a list has been seen by anybody; further ones are followed where the page names them.
"""

from govcrawl.site import Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider


class ChinapeaceSpider(SiteSpider):
    site = Site(
        name="chinapeace",
        title="中国长安网",
        columns=(
            Column("要闻", "http://www.chinapeace.gov.cn/chinapeace/c100007/index.shtml"),
            Column("综治", "http://www.chinapeace.gov.cn/chinapeace/c100004/index.shtml"),
            Column("平安建设", "http://www.chinapeace.gov.cn/chinapeace/c100008/index.shtml"),
            Column("地方", "http://www.chinapeace.gov.cn/chinapeace/c100013/index.shtml"),
        ),
        hosts=("www.chinapeace.gov.cn",),
        list=ListRules(article_url=r"/c\d+/\d{4}-\d{2}/\d{2}/content_\d+\.shtml$"),
        topic_filter=True,
        confidence="documented",
        note="column names assumed; deeper list pages unknown",
    )
