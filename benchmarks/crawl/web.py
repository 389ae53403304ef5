"""A government site of many pages of real length, and a server that answers for it from memory.

``python -m benchmarks.crawl.web PAGES`` prints the port on which it serves as a proxy on loopback, until it is ended.
"""

import asyncio
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.crawl.prose import Story, tell

HOST = "http://www.suduguan.example"
ROWS = 20  # of a list page
REPRINTED = 10  # every tenth article prints the text of the one before it
NEWEST = date(2024, 6, 30)
KEPT = 5000  # articles of a site that is made before it is served; of a larger one, page after page
LENGTH = 40_000  # bytes of a page, about

SCRIPT = "function fold(n){{var t=document.getElementById('menu'+n);if(t){{t.className=t.className=='on'?'off':'on'}}}}/*{}*/"
STYLE = ".c{0}{{margin:{1}px auto;padding:0 {2}px;background:#f{3}f;font:14px/1.8 'Microsoft YaHei'}}"


def main() -> None:
    asyncio.run(serve(int(sys.argv[1])))


def pages(count: int) -> Iterator[tuple[str, bytes]]:
    """The addresses of a site of so many articles, and what is there."""
    yield f"{HOST}/robots.txt", b"User-agent: *\nAllow: /\n"
    for place, first in enumerate(range(0, count, ROWS)):
        numbers = range(first, min(first + ROWS, count))
        yield list_url(place), list_page(place, numbers, is_last=first + ROWS >= count)
    for number in range(count):
        yield article_url(number), article_page(number)


def list_url(place: int) -> str:
    return f"{HOST}/sqzl/index{f'_{place}' if place else ''}.html"


def article_url(number: int) -> str:
    return f"{HOST}/sqzl/{day(number):%Y%m}/t{day(number):%Y%m%d}_{1_000_000 + number}.html"


def day(number: int) -> date:
    return NEWEST - timedelta(days=number // 5)


def told(number: int) -> Story:
    """What an article tells: every tenth what the one before it does."""
    return tell(number - 1 if number % REPRINTED == REPRINTED - 1 else number)


def list_page(place: int, numbers: range, *, is_last: bool) -> bytes:
    rows = "".join(
        f'<li><a href="{article_url(number)}" title="{told(number).title}">{told(number).title}</a><span>{day(number)}</span></li>'
        for number in numbers
    )
    more = "" if is_last else f'<a class="next" href="{list_url(place + 1)}">下一页</a>'
    body = f'<div class="list"><ul>{rows}</ul><div class="page">{more}</div></div>'
    return _around(f"列表 {place}", "", body, seed=f"list {place}")


def article_page(number: int) -> bytes:
    """An article as a content management system prints it; every third in a container that no rule names."""
    story = told(number)
    source = "清泉日报" if number % REPRINTED == REPRINTED - 1 else "速度观察网"
    metas = (
        f'<meta name="ArticleTitle" content="{story.title}"><meta name="PubDate" content="{day(number)} 09:{number % 60:02}">'
        f'<meta name="ContentSource" content="{source}"><meta name="ColumnName" content="社区治理">'
    )
    text = "".join(f'<p style="text-indent:2em">　　{paragraph}</p>' for paragraph in story.paragraphs)
    box = ("TRS_Editor", "TRS_Editor", "wenben-nr")[number % 3]
    body = (
        f'<div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/sqzl/">社区治理</a></div><h1>{story.title}</h1>'
        f'<div class="info"><span>发布时间：{day(number)} 09:{number % 60:02}</span><span>来源：{source}</span>'
        f'<span>浏览次数：{number % 900 + 1}</span></div><div class="{box}">{text}</div>'
        f'<div class="tools"><a>打印</a><a>关闭</a></div><p>上一篇：<a href="{article_url(number + 1)}">{told(number + 1).title}</a></p>'
    )
    return _around(story.title, metas, body, seed=f"page {number}")


def _around(title: str, metas: str, body: str, *, seed: str) -> bytes:
    """A whole page, with styles, scripts, menus and lists as they stand around every article."""
    random = Random(seed)
    styles = "\n".join(STYLE.format(at, at % 9, at % 7, at % 10) for at in range(60))
    scripts = "\n".join(SCRIPT.format(f"{random.getrandbits(64):x}") for _ in range(25))
    menu = "".join(
        f'<li class="c{at}"><a href="/l{at}/index.html" target="_blank" title="栏目{at}">栏目{at}</a></li>'
        for at in range(90)
    )
    side = "".join(
        f'<li><a href="{article_url(at)}">{tell(at).title}</a><span>{day(at):%m-%d}</span></li>'
        for at in random.sample(range(40), 12)
    )
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}-速度观察网</title>{metas}<style>{styles}</style>'
        f'<script>{scripts}</script></head><body><div class="top"><ul>{menu}</ul></div><div class="main">{body}</div>'
        f'<div class="side"><h3>热点新闻</h3><ul>{side}</ul></div><div class="foot"><p>主办：速度观察网 备案号：例ICP备00000000号</p>'
        "</div>"
    )
    filler = max(0, LENGTH - len(html.encode()) - 20)
    icons = f'<script>var icons="{random.randbytes(filler // 2).hex()}"</script>' if filler else ""
    return f"{html}{icons}</body></html>".encode()


async def serve(count: int) -> None:
    answers = {url.encode(): _answer(body, "200 OK") for url, body in pages(count if count <= KEPT else 0)}
    missing = _answer(b"", "404 Not Found")

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                url = head.split(b" ", 2)[1]
                made = None if url in answers or count <= KEPT else made_now(url.decode(), count)
                writer.write(_answer(made, "200 OK") if made else answers.get(url, missing))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(converse, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def made_now(url: str, count: int) -> bytes | None:
    """The page of an address, of a site too large to be kept."""
    number = int("".join(filter(str.isdigit, url.rpartition("_")[2])) or 0)
    if "/t" in url.removeprefix(HOST):
        return article_page(number - 1_000_000)
    first = number * ROWS
    return (
        list_page(number, range(first, min(first + ROWS, count)), is_last=first + ROWS >= count)
        if "index" in url
        else None
    )


def _answer(body: bytes, status: str) -> bytes:
    kind = "text/plain" if body.startswith(b"User") else "text/html"
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


if __name__ == "__main__":
    main()
