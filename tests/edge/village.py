"""A village's web pages, as many as a test needs: dated rows on list pages, an article behind each."""

from datetime import date, timedelta

from villages import HOST
from web import Web, page

ROWS = 10
NEWEST = date(2024, 3, 30)
TOPICS = ("停车", "路灯", "水渠", "垃圾分类", "老年食堂", "图书角", "健身场地", "电动车充电")


def build(web: Web, articles: int, *, first: int = 1) -> None:
    """Fills a web with the articles numbered from ``first`` and their list pages, the highest number first."""
    numbers = range(first + articles - 1, first - 1, -1)
    chunks = [numbers[at : at + ROWS] for at in range(0, articles, ROWS)]
    for place, chunk in enumerate(chunks):
        following = list_url(place + 1) if place + 1 < len(chunks) else None
        web.answers[list_url(place)] = list_page([(article_url(n), title(n), day(n)) for n in chunk], following)
    web.answers |= {article_url(number): article_page(number) for number in numbers}


def list_url(place: int) -> str:
    return f"{HOST}/cw/index{f'_{place}' if place else ''}.html"


def article_url(number: int) -> str:
    return f"{HOST}/cw/t{day(number):%Y%m%d}_{100_000 + number}.html"


def urls(articles: int) -> list[str]:
    """The addresses of the articles 1 to n."""
    return [article_url(number) for number in range(1, articles + 1)]


def day(number: int) -> date:
    return NEWEST - timedelta(days=400 - number)


def title(number: int) -> str:
    return f"清泉村第{number}次村民议事会商定{TOPICS[number % len(TOPICS)]}办法"


def list_page(rows: list[tuple[str, str, date]], following: str | None) -> bytes:
    items = "".join(f'<li><a href="{url}">{text}</a><span>{at}</span></li>' for url, text, at in rows)
    more = f'<a class="next" href="{following}">下一页</a>' if following else ""
    return page(f"<html><head><title>村务</title></head><body><ul class=list>{items}</ul>{more}</body></html>")


def article_page(number: int, *, parts: str = "", text: str | None = None, headers: tuple[str, ...] = ()) -> bytes:
    topic = TOPICS[number % len(TOPICS)]
    paragraphs = [text] if text else [
        f"昨天傍晚，{number + 20}位村民搬着板凳坐到大槐树下，开了今年的第{number}次议事会，话题只有一个：{topic}。",
        f"议事员从头一户问起，把各家的难处一条条写在黑板上，写满{number % 5 + 2}块黑板以后，大家逐条举手。",
        f"最后定下的{topic}办法有{number % 7 + 3}条，明天起贴在村务栏里，一个月后回头再看灵不灵。",
    ]  # fmt: skip
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = f'<h1>{title(number)}</h1><div class="date">发布时间：{day(number)}</div>'
    return page(
        f"<html><head><title>{title(number)}</title></head><body>{head}<div id=text>{body}</div>"
        f'<div class="parts">{parts}</div></body></html>',
        *headers,
    )


# What an anti-bot wall answers in a page's stead.
WALL = page("<html><title>403 Forbidden</title><body>访问被拒绝</body></html>")
