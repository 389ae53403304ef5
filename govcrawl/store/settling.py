"""Finding every article its story, so that the stories follow from the articles alone (docs/stories.md).

Each step is one atomic change of one story, good only for the turn at which the story was looked at; who comes too late
looks again. A key is owned by one story, so whoever claims it second is told by MongoDB. An article that leaves a story
waits on its list until it has a place again: whoever finds such a list may finish it.
"""

import contextlib
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from bson import ObjectId

from govcrawl.dedup.story import Member
from govcrawl.errors import StoreError
from govcrawl.items import Story
from govcrawl.store.matching import best, drawn, followers, is_furniture_here, keys_for, leader_of, match, may_move
from govcrawl.store.membership import Membership, Place
from govcrawl.store.neighbours import Neighbour, Neighbourhood, Subject
from govcrawl.store.shelf import Overtaken, Shelf
from govcrawl.store.whole import Whole

TRIES = 100  # each lost race means that another writer has won one


@dataclass(frozen=True, slots=True)
class Task:
    """An article to be placed or looked at again; ``left`` is the story on whose list it waits, as it ``was`` there.

    ``moves`` is the least that its next place may count, so that it is told as the later one.
    """

    subject: Subject
    draft: str | None = None
    left: ObjectId | None = None
    was: Membership | None = None
    moves: int = 0


class Settling:
    """Brings articles to their places, and with them those whose places they change."""

    def __init__(self, neighbourhood: Neighbourhood, shelf: Shelf) -> None:
        self._neighbourhood = neighbourhood
        self._shelf = shelf

    def settle(self, subject: Subject, *, draft: str | None = None) -> Story:
        """The place of an article, once it and all whose places it changes have theirs."""
        place, displaced = self._settle(Task(subject, draft))
        while displaced:
            self._settle_all(displaced)
            place, displaced = self._settle(Task(subject, draft))
        return place.story

    def attempt(self, subject: Subject, around: Sequence[Neighbour]) -> Story | None:
        """The place of a stored article by what was seen around it; ``None`` where it must be looked at again."""
        displaced: list[Task] = []
        with contextlib.suppress(Overtaken):
            place = self._step(Task(subject), around, displaced)
            if place and not displaced:
                return place.story
        self._settle_all(displaced)
        return None

    def set_aside(self, article: str) -> None:
        """Let an article that is withdrawn, or gone from its site, be the original of no other."""
        for _ in range(TRIES):
            whole = self._shelf.story_of(article)
            held = next((each for each in whole.members if each.article == article), None) if whole else None
            if whole is None or held is None or held.member.absent:
                return
            with contextlib.suppress(Overtaken):
                self._correct(whole, replace(held.member, absent=True), held.moves)
                return
        raise StoreError(f"the story of {article} changes too fast: try again")

    def finish(self) -> None:
        """Bring to an end what another began, and perhaps was killed over."""
        for story in self._shelf.unfinished():
            marked = {mark.split()[0] for mark in story.untold}
            self._shelf.tell(story.id, [story.place(each) for each in story.members if each.article in marked])
            self._settle_all(self._tasks(story.id, story.leavers))

    def _settle_all(self, tasks: Iterable[Task]) -> None:
        waiting = deque(tasks)
        while waiting:
            waiting += self._settle(waiting.popleft())[1]

    def _settle(self, task: Task) -> tuple[Place, list[Task]]:
        """The place of one article, and the tasks that it makes."""
        displaced: list[Task] = []
        for _ in range(TRIES):
            try:
                place = self._step(task, self._neighbourhood.around(task.subject.member), displaced)
            except Overtaken:
                continue
            mine = next((each for each in displaced if each.subject.id == task.subject.id), None)
            if mine is not None:
                displaced.remove(mine)
                self._release(task)
                moves = max(task.moves, mine.moves)
                task = replace(mine, subject=task.subject, draft=task.draft or mine.draft, moves=moves)
            elif place is not None:
                self._release(task)
                return place, displaced
        raise StoreError(f"the story of {task.subject.id} changes too fast: try again")

    def _step(self, task: Task, around: Sequence[Neighbour], displaced: list[Task]) -> Place | None:
        """The place of an article, or ``None`` where it must be looked at again."""
        home = next((story for story in around if story.here), None)
        if home is None or home.here is None:
            return self._enter(task, around, displaced)
        if not self._belongs(task.subject, home, around):
            displaced += self._dismiss(self._shelf.open(home), {task.subject.id})
            return None
        if home.leader.article == task.subject.id and not home.furniture:
            self._gather(task.subject, home, around, displaced)
        known = replace(self._present_or_not(task.subject.member, home.here), keys=home.here.member.keys)
        if known != home.here.member or home.here.moves < task.moves:
            self._correct(self._shelf.open(home), known, task.moves)
            return None
        place = home.place(home.here)
        self._shelf.tell(None, [place] if place.moves else [])
        return place

    def _belongs(self, subject: Subject, home: Neighbour, around: Sequence[Neighbour]) -> bool:
        if home.here is None or not home.here.member.reads_as(subject.member):
            return False
        if is_furniture_here(subject.member, around):
            return home.furniture
        found = best(subject, around)
        return found[0] is home if found else home.leader.article == subject.id

    def _enter(self, task: Task, around: Sequence[Neighbour], displaced: list[Task]) -> Place | None:
        """The place of an article that has none yet; ``None`` where it shares keys and must look again."""
        if is_furniture_here(task.subject.member, around):
            return self._enter_furniture(task, around, displaced)
        found = best(task.subject, around)
        target = found[0] if found else next(followers(task.subject, around), None)
        owned, shared = keys_for(task.subject.member, around, target)
        member = self._present_or_not(task.subject.member, task.was)
        newcomer = Membership(member=member, owned=owned, shared=shared, moves=task.moves, draft=task.draft)
        if found:
            newcomer = replace(newcomer, fit=found[1].fit, excerpt=found[1].excerpt, moves=task.moves + 1)
            place = self._shelf.join(found[0], newcomer)
        elif target:
            place = self._take_over(task.subject, newcomer, target, displaced)
        else:
            place = self._shelf.found(newcomer)
        if shared and target:
            self._shelf.wake(shared)
        if shared or (found is None and any(story is not target for story in around)):
            return None
        return place

    def _present_or_not(self, member: Member, before: Membership | None) -> Member:
        """The member as it stands; one that was absent stays so where it is withdrawn, whatever its site prints."""
        if before is None or member.absent or not before.member.absent:
            return member
        return replace(member, absent=self._neighbourhood.is_withdrawn(member.article))

    def _enter_furniture(self, task: Task, around: Sequence[Neighbour], displaced: list[Task]) -> Place:
        """The place of an article whose text is furniture of its site: all that have the text are set apart with it."""
        text = task.subject.member.text
        for story in around:
            if not story.furniture and text in story.owns | story.shares:
                whole = self._shelf.open(story)
                displaced += self._dismiss(whole, {each.article for each in whole.members if each.member.text == text})
        newcomer = Membership(member=task.subject.member, owned=(text,), moves=task.moves + 1, draft=task.draft)
        known = next((story for story in around if story.furniture), None)
        return self._shelf.join(known, newcomer) if known else self._shelf.found(newcomer, furniture=True)

    def _take_over(self, subject: Subject, newcomer: Membership, story: Neighbour, displaced: list[Task]) -> Place:
        """The place of an article that comes to lead a story; members that fit better elsewhere leave it."""
        whole = self._shelf.open(story)
        subjects = self._neighbourhood.subjects(each for each in whole.members if each.article != whole.leader)
        if leader := leader_of(story):
            subjects[whole.leader] = leader
        keys = {key for each in whole.members for key in each.member.keys}
        others = self._neighbourhood.around(replace(subject.member, keys=tuple(keys))) if story.count > 1 else []
        others = [other for other in others if other.id != story.id]
        stay, leave = [newcomer], []
        for held in whole.members:
            own = subjects.get(held.article)
            found = match(subject, own) if own else None
            rival = best(own, others) if own else None
            if found and (rival is None or found.rank < rival[1].rank):
                stay.append(replace(held, fit=found.fit, excerpt=found.excerpt))
            else:
                leave.append(held)
        places = self._shelf.rewrite(whole, stay, leader=newcomer.article, leavers=leave)
        displaced += self._tasks(whole.id, leave)
        return next(place for place in places if place.article == newcomer.article)

    def _gather(self, subject: Subject, home: Neighbour, around: Sequence[Neighbour], displaced: list[Task]) -> None:
        """Make those leave their stories that belong to the leader of another."""
        following = [story for story in followers(subject, around) if story is not home]
        for story in following:
            whole = self._shelf.open(story)
            displaced += self._dismiss(whole, {each.article for each in whole.members})
        others = [story for story in around if story not in (home, *following) and not story.furniture]
        own = self._neighbourhood.subjects(each for story in others for each in story.led if may_move(each, story))
        for story in others:
            leaving = set(drawn(subject, story, own))
            displaced += self._dismiss(self._shelf.open(story), leaving) if leaving else []

    def _dismiss(self, whole: Whole, articles: Collection[str]) -> list[Task]:
        """The tasks that come of articles leaving a story; where the leader leaves, all do."""
        gone = [each for each in whole.members if whole.leader in articles or each.article in articles]
        kept = [each for each in whole.members if each not in gone]
        self._shelf.rewrite(whole, kept, leader=whole.leader, leavers=gone)
        return self._tasks(whole.id, gone)

    def _correct(self, whole: Whole, known: Member, moves: int) -> None:
        """Bring what a story knows of a member up to date, where its text is the same or another placed it since."""
        members = [
            replace(each, member=replace(known, keys=each.member.keys), moves=max(moves, each.moves))
            if each.article == known.article
            else each
            for each in whole.members
        ]
        self._shelf.rewrite(whole, members, leader=whole.leader, leavers=())

    def _tasks(self, story: ObjectId, leavers: Sequence[Membership]) -> list[Task]:
        """The tasks of leavers; one whose article is no more leaves for good."""
        subjects = self._neighbourhood.subjects(leavers)
        for lost in leavers:
            if lost.article not in subjects:
                self._shelf.release(story, lost)
        held = [each for each in leavers if each.article in subjects]
        return [Task(subjects[each.article], each.draft, story, each, each.moves + 1) for each in held]

    def _release(self, task: Task) -> None:
        """Take an article off the list it waits on no more; those who never met for want of its keys meet first."""
        if task.left is None or task.was is None:
            return
        strangers = [each for each in self._shelf.adopt(task.was.owned) if each.article != task.subject.id]
        self._settle_all(Task(subject) for subject in self._neighbourhood.subjects(strangers).values())
        self._shelf.release(task.left, task.was)
