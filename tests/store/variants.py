"""Articles whose stories are easy to get wrong, and the picture of what a store made of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from govcrawl.items import Article, Story
from govcrawl.store.connection import Store
from tests.dedup.articles import FURNITURE, READOUT, REPORT
from tests.store.conftest import article_fields

NOON = datetime(2024, 4, 13, 4, tzinfo=UTC)
LINES = REPORT.split("\n")
HALF = "\n".join(LINES[:3])
OTHER_NUMBER = REPORT.replace("131辆", "165辆")
WITHOUT_THE_NUMBER = "\n".join([LINES[0], *LINES[2:]])
FULLER = f"{REPORT}\n第二天一早，物业的师傅就把新的停车须知贴在了楼门口，墨迹还没有干，就有人停下来念给邻居听。"
FURNITURE_PAGE = f"{FURNITURE}，请与我们联系。本网站的文字和图片均可转载，感谢您的支持与理解。"
SLOGANS = ("补贴发放", "夜市开张", "消防演练", "社工到岗")


def report(name: str, body: str = REPORT, **given: Any) -> Article:
    """An article of the report on a site of its own; a later letter is published a day later."""
    published = NOON + timedelta(days=ord(name[-1]) - ord("a"))
    fields = {"title": "枣林社区停车难，议事亭里找答案", "published_at": published, "site": name, "body": body}
    return Article(**{**article_fields(f"http://{name}.cn/"), **fields, **given})


def variants() -> list[Article]:
    """Copies, excerpts, look-alikes, a bridge between two stories, furniture of a site."""
    return [
        *(report("a", borrowed=True), report("b"), report("c", HALF), report("d", FULLER), report("e", OTHER_NUMBER)),
        *(report("m", publisher="枣林晚报"), report("aa", borrowed=True, source="枣林晚报", publisher="青桐新闻网")),
        *(report("f", WITHOUT_THE_NUMBER), report("g", "\n".join(LINES[1:])), report("h", READOUT)),
        *(report("i", READOUT.replace("28个", "31个")), report("j", f"{READOUT}\n{LINES[2]}")),
        *(report("k", "\n".join([LINES[4], LINES[5], *LINES[:3]])), report("l", f"{REPORT}\n{READOUT}")),
        *(report(f"s{number}", FURNITURE_PAGE, title=title, site="s") for number, title in enumerate(SLOGANS)),
    ]


def put(store: Store, articles: Iterable[Article]) -> list[Story]:
    """The places of articles that are stored one after the other."""
    places = []
    for article in articles:
        store.articles.save(article)
        places.append(store.stories.place(article, stored=True))
    return places


def told(store: Store, article: Article) -> Story:
    """The place that an article knows."""
    document = store.articles.get(article.id)
    assert document is not None
    return Story(**document["story"])


def picture(store: Store) -> dict[str, Any]:
    """Every story by its id, and what every article knows; nothing else about them may differ."""
    stories = {
        story["leader"]: (
            story["original"],
            sorted((each["article"], each["fit"], each.get("excerpt", False)) for each in story.get("members", ())),
            (sorted(story["sites"]), story["first_day"], story["last_day"], story.get("furniture", False)),
            (story.get("leaving") or [], story.get("untold") or []),
        )
        for story in store.database["stories"].find()
    }
    return {"stories": stories, "told": {each["_id"]: each["story"] for each in store.articles.find()}}
