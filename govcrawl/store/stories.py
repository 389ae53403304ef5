"""The stories: which articles tell the same, decided as each is stored, however many writers are at work.

Two unique indexes keep the promises: a key is one story's, and an article is in one story. So whoever comes second is
told by MongoDB, and looks again. The rules are in ``docs/stories.md``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pymongo.collection import Collection

from govcrawl.dedup.story import Member
from govcrawl.errors import StoreError
from govcrawl.items import Article, Story
from govcrawl.store.failures import translated
from govcrawl.store.membership import Membership
from govcrawl.store.neighbours import Neighbourhood, Subject, subject_on_its_way
from govcrawl.store.settling import Settling
from govcrawl.store.shelf import Overtaken, Shelf, alone
from govcrawl.store.together import settle_together
from govcrawl.store.whole import Whole

Document = dict[str, Any]


class Stories:
    """The collection ``stories``, and the field ``story`` of articles."""

    def __init__(self, stories: Collection[Document], articles: Collection[Document]) -> None:
        self._stories = stories
        self._neighbourhood = Neighbourhood(stories, articles)
        self._shelf = Shelf(stories, articles)
        self._settling = Settling(self._neighbourhood, self._shelf)
        self._swept = False
        self._withdrawn: frozenset[str] = frozenset()  # before this began; an article may be withdrawn unseen

    @translated()
    def place(self, article: Article, *, stored: bool = False) -> Story:
        """The place of an article, which it and all whose places it changes are told.

        ``stored`` says that the article is: its story then need not keep the text beside it.
        """
        if not self._swept:
            self.finish()
        subject = self._subject(article)
        draft = None if stored else article.body
        if not subject.member.borrowed and (alone := self._alone(subject, draft)):
            return alone
        return self._settling.settle(subject, draft=draft)

    @translated()
    def place_alone(self, articles: Sequence[Article]) -> list[Story | None]:
        """The places of stored articles that share no key with any other, in one round trip; else ``None``."""
        if not self._swept:
            self.finish()
        subjects = {each.id: self._subject(each) for each in articles}
        firsts = {id_: Membership(member=each.member, owned=each.member.keys) for id_, each in subjects.items()}
        founded = self._shelf.found_many(list(firsts.values()))
        self._neighbourhood.keep(subjects.values())
        return [alone(firsts[each.id]).story if each.id in founded else None for each in articles]

    @translated()
    def place_many(self, articles: Sequence[Article]) -> list[Story | StoreError]:
        """What ``place`` gives for each of several stored articles that share keys with others, or raises."""
        if not self._swept:
            self.finish()
        subjects = [self._subject(each) for each in articles]
        return settle_together(self._settling, self._neighbourhood, self._shelf, subjects)

    @translated()
    def set_aside(self, article_id: str) -> None:
        """Let an article that is withdrawn, or gone from its site, be the original of no other; tell whom it touches.

        It stays in its story. One that comes back to its site is the original again where it was.
        """
        self._settling.set_aside(article_id)

    @translated()
    def finish(self) -> None:
        """Bring to an end what other writers began, and perhaps were killed over."""
        self._settling.finish()
        self._withdrawn = self._neighbourhood.withdrawn()
        self._swept = True

    @translated()
    def get(self, story_id: str) -> Document | None:
        """A story by its id, which is that of the article that leads it."""
        return self._stories.find_one({"members.article": story_id, "leader": story_id})

    @translated()
    def of(self, article_id: str) -> Document | None:
        """The story that an article is in."""
        return self._stories.find_one({"members.article": article_id})

    @translated()
    def whole(self, article_id: str) -> Whole | None:
        """The story that an article is in, with all its members."""
        return self._shelf.story_of(article_id)

    def _subject(self, article: Article) -> Subject:
        subject = subject_on_its_way(article)
        return replace(subject, member=self._aside(subject.member))

    def _aside(self, member: Member) -> Member:
        return replace(member, absent=True) if member.article in self._withdrawn else member

    def _alone(self, subject: Subject, draft: str | None) -> Story | None:
        """The place of an article that shares no key with any other; ``None`` where it does, or has a place."""
        try:
            place = self._shelf.found(Membership(member=subject.member, owned=subject.member.keys, draft=draft))
        except Overtaken:
            return None
        return place.story
