"""Articles whose text stands where a browser only brings it up: an app's state, a textarea; and readings over characters."""

import json
from collections.abc import Iterator
from html import escape
from random import Random

from benchmarks.accuracy.bodies import indented, plain
from benchmarks.accuracy.infolines import cut
from benchmarks.accuracy.specimens import Printed, Specimen, special
from benchmarks.accuracy.stories import story


def apps() -> Iterator[Specimen]:
    """One page of each."""
    yield _state_of_an_app()
    yield _textarea()
    yield _ruby()


def _state_of_an_app() -> Specimen:
    """The text is only in a script's state."""
    told = story("state")
    state = {
        "detail": {
            "title": told.title,
            "source": told.source,
            "publishTime": f"{told.at:%Y-%m-%d %H:%M:%S}",
            "content": plain(told, Random(0)).html,
        }
    }
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(told.title)}</title></head><body><div id="root"></div>'
        f"<script>window.__INITIAL_STATE__={json.dumps(state, ensure_ascii=False)}</script></body></html>"
    )
    label = {"published": cut(told.at, "second"), "source": told.source}
    return special(
        "app", 0, (Printed(url="https://h5.anzhu.example/p/88", html=html),), told.title, label, told.paragraphs
    )


def _textarea() -> Specimen:
    """The text is markup within a textarea, which a script moves to its place."""
    told = story("textarea", era="middle")
    inner = escape(indented(told, Random(0)).html)
    html = (
        f'<html><head><meta charset="utf-8"><title>{escape(told.title)}</title></head><body><h2>{escape(told.title)}</h2><div>时间：{told.at:%Y-%m-%d}　来源：{told.source}</div>'
        f'<div id="con"></div><textarea id="txt" style="display:none">{inner}</textarea><script>$("#con").html($("#txt").val())</script><div>版权所有</div></body></html>'
    )
    label = {"published": cut(told.at, "day"), "source": told.source}
    return special(
        "app", 1, (Printed(url="http://www.gudu.example/n/17.html", html=html),), told.title, label, told.paragraphs
    )


def _ruby() -> Specimen:
    """Readings above rare characters are no text."""
    told = story("ruby")
    texts = "".join(
        f"<p>{escape(text).replace('社', '<ruby>社<rp>(</rp><rt>shè</rt><rp>)</rp></ruby>')}</p>"
        for text in told.paragraphs
    )
    html = f'<html><head><meta charset="utf-8"><title>{escape(told.title)}</title></head><body><h1>{escape(told.title)}</h1><p>{told.at:%Y-%m-%d %H:%M} 来源：{told.source}</p><div class="c">{texts}</div></body></html>'
    label = {"published": cut(told.at, "minute"), "source": told.source}
    return special(
        "app", 2, (Printed(url="http://www.gudu.example/n/18.html", html=html),), told.title, label, told.paragraphs
    )
