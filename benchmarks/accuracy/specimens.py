"""What the benchmark is made of: pages whose every field is known, because they were made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from govcrawl.items import Link, Page
from govcrawl.score import Label, Labelled
from govcrawl.site import GENERIC, ArticleRules, Platform, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """One labelled article or page, and how its site would be declared.

    ``family`` is the manner in which it is made, ``trap`` what is special about it. ``container`` is a selector of the
    body that a site's file would name where the platform's do not hold.
    """

    family: str
    name: str
    pages: tuple[Page, ...]
    label: Label
    organisation: str
    platform: Platform = GENERIC
    container: str | None = None
    polluted: bool = False
    trap: str = ""

    @property
    def labelled(self) -> Labelled:
        return Labelled(id=f"{self.family}/{self.name}", pages=self.pages, label=self.label)

    @property
    def declared(self) -> Site:
        """The site as its file would declare it."""
        text = (self.container,) if self.container else ()
        return self._site(self.platform, ArticleRules(text=text))

    @property
    def undeclared(self) -> Site:
        """The same site where nothing is known of its pages."""
        return self._site(GENERIC, ArticleRules())

    @property
    def contained(self) -> bool:
        """Whether the declaration says where the body stands."""
        return bool(self.container or self.platform.article.text)

    def _site(self, platform: Platform, rules: ArticleRules) -> Site:
        return Site(
            name=self.family,
            title=self.organisation,
            hosts=(urlsplit(self.pages[0].url).netloc,),
            platform=platform,
            article=rules,
            polluted=self.polluted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A page before it becomes bytes; ``charset`` is what it is encoded in, whatever it declares."""

    url: str
    html: str
    charset: str = "utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "text/html"})
    row: Link | None = None

    def page(self) -> Page:
        body = self.html.encode(self.charset, "xmlcharrefreplace")
        return Page(url=self.url, body=body, status=self.status, headers=self.headers, link=self.row)


def special(
    family: str, number: int, printed: tuple[Printed, ...], title: str, label: dict[str, str | None],
    paragraphs: tuple[str, ...], platform: Platform = GENERIC, *, container: str | None = None,
) -> Specimen:  # fmt: skip
    """An article of a family of its own, made from these pages."""
    return Specimen(
        family=family,
        name=f"{number}",
        pages=tuple(each.page() for each in printed),
        label=Label(values={"title": title, **label}, body=paragraphs),
        organisation=family,
        platform=platform,
        container=container,
        polluted=family == "mirror",
        trap=family,
    )
