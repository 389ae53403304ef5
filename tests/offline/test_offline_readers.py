"""Pages read in worker processes."""

from govcrawl.errors import Rejected
from govcrawl.items import Article, Page
from govcrawl.offline.readers import Asked, Readers
from govcrawl.site import Site
from tests.archive.captures import MOMENT
from tests.offline.test_reextract import TODAY, page, url


def asked(number: int, body: bytes, site: Site = TODAY) -> Asked:
    return Asked(page=Page(url=url(number), body=body, fetched_at=MOMENT), site=site)


def test_workers_give_what_is_read_on_the_spot_and_in_order() -> None:
    pages = [asked(number, page(number, full=number % 2 == 0)) for number in range(6)] + [asked(9, b"")]
    with Readers(0, limit=30) as here, Readers(1, limit=30) as workers:
        expected, found = here.read(pages), workers.read(pages)
        again = workers.read_whole(pages[:2])
    assert found[:6] == expected[:6]
    assert again == found[:2]
    assert all(isinstance(each, Article) for each in found[:6])
    assert isinstance(found[6], Rejected)
    assert str(found[6]) == str(expected[6])
