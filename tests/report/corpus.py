"""A store as years of crawling leave it, in small: sites, runs of forty days, stories, and pages that mean harm."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from govcrawl.items import Article, Link
from govcrawl.store.connection import Store
from govcrawl.store.ledger import Found, Resolution
from tests.store.conftest import article_fields

SCRIPT = "<script>document.title='owned'</script>"
IMAGE = '"><img src="http://evil.example/x.png" onerror="fetch(\'http://evil.example/\')">'
REVERSED = "公告\u202egnp.exe\u2066"
HARMFUL = (SCRIPT, IMAGE, REVERSED, "{{ 7*7 }}", "</style><style>body{display:none}</style>", "a\x00b\x1b[31m")
JAVASCRIPT = "javascript:fetch('http://evil.example/')"
ODD_SITE = "../../<i>odd</i>"

TEXTS = """\
清晨六点，三里桥社区的网格员已经在楼道里走了一圈，记下了两处松动的扶手。中午之前，物业的师傅就把它们修好了。
下午开院坝会，有人提出把旧自行车棚改成晾衣的地方，大家举手，二十三票赞成，四票反对，事情就这样定了。

议事会开到第三次，停车难的事情有了眉目：白天让给老人，夜里让给上班的人，车位上画了两种颜色的线。
试了一个月，物业的登记本上少了一半争吵，门卫说现在晚上八点以后回来的车也能找到地方停。

社区食堂试营业一周，来吃饭的老人比预计的多了一半，志愿者排了班，把饭送到不便下楼的人家里去。
厨师把菜单贴在门口，谁不吃辣、谁要软一点，都写在名字后面，一天一换，家属看了也放心。"""
BODIES = TEXTS.split("\n\n")
VERDICTS = ("ok", "no_news", "ok", "degraded", "ok", "empty", "ok", "throttled", "blocked", "failed", "lost")


def fill(store: Store) -> None:
    """Puts all of it into an empty store."""
    for number, body in enumerate(BODIES):
        tell(store, number, body)
    for number, title in enumerate(HARMFUL):
        save(store, "odd", number, title=title, body=f"{number}：{title}", source=IMAGE, author=SCRIPT)
    save(store, ODD_SITE, 1, title="各处都有的事", published_at=None, published_precision=None)
    refuse(store)
    run_daily(store)


def tell(store: Store, number: int, body: str) -> None:
    """Saves a story that two sites tell, and as many articles of the one as a month has."""
    first = datetime(2026, 1 + 2 * number, 3, 1, tzinfo=UTC)
    save(store, "shequ", 100 + number, title=f"三里桥的第 {number + 1} 件事", body=body, published_at=first)
    save(
        store, "mirror", 100 + number, title=HARMFUL[number], body=body, published_at=first + timedelta(days=2 + number)
    )
    for each in range(number + 2):
        text = sha256(f"{number}/{each}".encode()).hexdigest()
        moment = first - timedelta(days=40 * each + 1)
        save(store, "shequ", 200 + 10 * number + each, title=f"第 {each} 篇", body=f"{text}。", published_at=moment)


def save(store: Store, site: str, number: int, **given: Any) -> Article:
    """The article that was saved, and has its place in a story."""
    address = f"http://www.example.cn/{sha256(site.encode()).hexdigest()[:8]}/{number}.html"
    article = replace(Article(**article_fields(address)), site=site, **given)
    store.articles.save(article)
    store.stories.place(article, stored=True)
    return article


Refused = Literal["blocked", "rejected", "failed", "gone", "skipped"]


def refuse(store: Store) -> None:
    """Enters URLs that gave no article, those of harmful titles and addresses among them."""
    outcomes: tuple[tuple[Refused, str], ...] = (
        ("blocked", "jsl"),
        ("rejected", "soft_404"),
        ("failed", "timeout"),
        ("gone", "http_404"),
        ("skipped", "robots"),
        ("rejected", SCRIPT),
    )
    for number, (state, reason) in enumerate(outcomes):
        for each, title in enumerate(HARMFUL):
            url = JAVASCRIPT if each == 0 else f"http://www.example.cn/{state}/{number}/{each}.html?a=<b>&c='"
            key = sha256(f"{state}/{number}/{each}".encode()).hexdigest()[:32]
            found = Found(id=key, link=Link(url=url, title=title), published_at=datetime(2026, 3, 4, tzinfo=UTC))
            store.ledger.discover([found], site="odd", column=IMAGE)
            store.ledger.claim("odd", owner="me", limit=100)
            store.ledger.resolve(Resolution(id=key, state=state, reason=reason), owner="me")
    store.ledger.finish_walk("odd", IMAGE, stated=60)


def run_daily(store: Store) -> None:
    """Writes down a run a day of each site, with every verdict that there is, and one that goes on."""
    now = store.figures.now()
    made = []
    for place, site in enumerate(("shequ", "mirror", "odd")):
        for ago in range(40):
            verdict = VERDICTS[(ago * (place + 1) + place) % len(VERDICTS)]
            begun = now - timedelta(days=ago, hours=1)
            made.append(a_run(f"{site}{ago}", site, verdict, begun, begun + timedelta(seconds=90 + ago)))
    store.database["runs"].insert_many(made)
    store.runs.start("shequ", owner=SCRIPT)


def a_run(name: str, site: str, verdict: str, begun: datetime, ended: datetime) -> dict[str, Any]:
    problems = ["errors", SCRIPT] if verdict == "degraded" else []
    counts = {"lists": 3, "new": 4, "known": 20, "outcomes": {"stored": 4, "rejected": 1}, "problems": problems}
    return {
        "_id": sha256(name.encode()).hexdigest()[:32],
        "site": site,
        "kind": "crawl",
        "exclusive": True,
        "state": "lost" if verdict == "lost" else "finished",
        "verdict": verdict,
        "counts": counts,
        "owner": "a test",
        "about": {},
        "started_at": begun,
        "lease_until": ended,
        "finished_at": ended,
    }
