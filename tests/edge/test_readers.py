"""A crawl whose pages are read beside it: what becomes of pages that no reader survives."""

import village
from command import Command
from web import Web

from govcrawl.store.connection import Store

LOST = {village.article_url(2): ("failed", "extractor_hung"), village.article_url(3): ("failed", "extractor_died")}


def test_a_page_that_no_reader_survives_has_its_reason_in_the_ledger_and_costs_no_other(
    govcrawl: Command, web: Web, store: Store
) -> None:
    village.build(web, 6)
    done = govcrawl("crawl", "trapped", GOVCRAWL_WORKERS="1", GOVCRAWL_READ_LIMIT="5")
    became = {each.url: (each.state, each.reason) for each in store.ledger.find("trapped")}
    assert became == dict.fromkeys(village.urls(6), ("stored", None)) | LOST
    assert done.returncode == 1, "two of six have failed"
    assert store.articles.count() == 4
