"""The report in a real browser, opened from disk: it looks at everything once, and the tests ask what it saw."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE = 390  # pixels

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser saw of the pages, by their names, with scripts allowed."""

    complaints: list[str]
    asked: set[str]
    titles: dict[str, str]
    widths: dict[str, int]
    papers: dict[str, str]
    links: dict[str, int]
    focused: str


@pytest.fixture(scope="module")
def seen(written: Path) -> Iterator[Seen]:
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # root has none
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=sandbox)
        yield look(browser, written)
        browser.close()


def look(browser: Browser, directory: Path) -> Seen:
    seen = Seen([], set(), {}, {}, {}, {}, "")
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("dialog", lambda dialog: seen.complaints.append(dialog.message))
    page.on("request", lambda request: seen.asked.add(request.url))
    for path in sorted(directory.glob("*.html")):
        page.goto(path.as_uri())
        seen.titles[path.name] = page.title()
        seen.widths[path.name] = page.evaluate("document.documentElement.scrollWidth")
        seen.links[path.name] = page.locator("a[href]").count()
    page.goto((directory / "index.html").as_uri())
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.textContent")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        seen.papers[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("link", name="shequ").first.click()
    seen.titles["shequ"] = page.title()
    page.get_by_role("link", name="Stories").click()
    seen.titles["stories"] = page.title()
    context.close()
    return Seen(seen.complaints, seen.asked, seen.titles, seen.widths, seen.papers, seen.links, focused)


def test_nothing_is_complained_of(seen: Seen) -> None:
    assert seen.complaints == []


def test_nothing_is_asked_from_anywhere_but_the_pages(seen: Seen, written: Path) -> None:
    assert len(seen.asked) > 5
    assert [url for url in seen.asked if not url.startswith((written.as_uri(), "data:,"))] == []


def test_no_page_of_others_changes_ours(seen: Seen) -> None:
    assert [title for title in seen.titles.values() if not title.endswith(" · govcrawl")] == []
    assert min(seen.links.values()) > 3


def test_a_phone_shows_every_page_without_scrolling_sideways(seen: Seen) -> None:
    assert {name: width for name, width in seen.widths.items() if width > PHONE} == {}


def test_paper_is_light_or_dark_as_the_reader_likes(seen: Seen) -> None:
    assert seen.papers == {"light": "rgb(253, 253, 252)", "dark": "rgb(21, 23, 26)"}


def test_a_link_leads_to_its_page(seen: Seen) -> None:
    assert seen.titles["shequ"].startswith("shequ")
    assert seen.titles["stories"].startswith("Stories")


def test_the_keyboard_comes_first_to_the_way_past_the_navigation(seen: Seen) -> None:
    assert seen.focused == "To the content"
