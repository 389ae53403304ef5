"""Errands: what a worker answers is what the crawl's own process would."""

import pickle
from dataclasses import replace

from govcrawl.dedup.text import Text, read
from govcrawl.extract import extract_article
from govcrawl.extract.lists import extract_list
from govcrawl.items import Article, ListRequest, Page
from govcrawl.normalize import normalize
from govcrawl.reading.errands import ArticleErrand, ListErrand, answer
from govcrawl.site import Site

URL = "http://www.menqian.example/index.html"
SITE = Site(name="menqian", title="门前网")  # whose platform nobody declared, and its pages show
TEXT = "楼下的雨棚修好以后，十四户人家轮流扫地，谁家哪天，写在单元门背后的一张纸上，月底由小组长对一遍。" * 3
ARTICLE = (
    '<html><head><title>雨棚下的一张纸</title><script src="/wp-content/themes/a.js"></script></head><body>'
    f'<h1 class="entry-title">雨棚下的一张纸</h1><time class="entry-date">三月五日 2024-03-05</time>'
    f"<p>{TEXT}</p></body></html>"
)
LIST = (
    '<html><head><link href="/wp-content/a.css"></head><body>'
    '<article class="post"><h2 class="entry-title"><a href="/a/1">雨棚下的一张纸是怎样写成的</a></h2></article>'
    '<article class="post"><h2 class="entry-title"><a href="/a/2">小组长对账对到月底那一天</a></h2></article>'
    "</body></html>"
)


def test_a_worker_reads_an_article_of_a_site_without_platform_as_its_own_process_does() -> None:
    page = Page(url=URL, body=ARTICLE.encode())
    here = normalize(extract_article(page, SITE), SITE)
    assert ("rules", ".entry-title") in {(claim.method, claim.where) for claim in here.claims["title"]}
    there = answer(ArticleErrand(site=pickle.dumps(SITE), page=page))
    assert isinstance(there, Article)
    assert replace(there, marks=None) == here


def test_the_text_by_its_marks_is_the_text_that_would_be_read_anew() -> None:
    article = answer(ArticleErrand(site=pickle.dumps(SITE), page=Page(url=URL, body=ARTICLE.encode())))
    assert isinstance(article, Article)
    assert article.marks is not None
    assert Text.of(article.marks, None) == read(article.title, article.body, day=None)


def test_a_worker_reads_a_list_of_a_site_without_platform_as_its_own_process_does() -> None:
    page, request = Page(url=URL, body=LIST.encode()), ListRequest(url=URL)
    here = extract_list(page, request=request, site=SITE)
    assert len(here.links) == 2
    assert answer(ListErrand(site=pickle.dumps(SITE), page=page, request=request)) == here
