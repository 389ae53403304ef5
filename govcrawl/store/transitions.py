"""How an entry of the ledger becomes what it is next: updates that MongoDB works out, by its own clock."""

from collections.abc import Mapping
from typing import Any

from govcrawl.store.documents import plain
from govcrawl.store.entries import Found, Resolution

Document = dict[str, Any]

MOST_LAPSES = 5  # attempts that ended with their worker; then the page is taken to be what killed it
KEPT = (
    "etag",
    "last_modified",
    "content_hash",
    "published_at",
    "pages",
    "captured_at",
)  # facts of a resolution that replace what was known

RELEASED = {
    "state": {"$ifNull": ["$was", "discovered"]},
    "owner": None,
    "lease_until": None,
    "next_attempt_at": "$$NOW",
    "attempts": {"$max": [{"$subtract": ["$attempts", 1]}, 0]},
    "changed_at": "$$NOW",
}

REOPENED = {
    "state": "discovered",
    "reason": None,
    "attempts": 0,
    "next_attempt_at": "$$NOW",
    "changed_at": "$$NOW",
}


def after(seconds: float) -> Document:
    """The moment in so many seconds from MongoDB's now."""
    return {"$dateAdd": {"startDate": "$$NOW", "unit": "millisecond", "amount": round(seconds * 1000)}}


def entered(found: Found, common: Mapping[str, Any]) -> list[Document]:
    """The update that enters a URL where it is missing, and takes back a skip where it is wanted after all."""
    link = {"title": found.link.title, "published": found.link.published, "body": found.link.body}
    skipped = found.skip is not None
    made = plain(
        {
            "_id": found.id,
            "url": found.link.url,
            **common,
            "link": link,
            "published_at": found.published_at,
            "request": found.request,
            "state": "skipped" if skipped else "discovered",
            "reason": found.skip,
            "attempts": 0,
            "lease_until": None,
            "owner": None,
        }
    )
    times = {"discovered_at": "$$NOW", "changed_at": "$$NOW", "next_attempt_at": None if skipped else "$$NOW"}
    wanted = {"state": "discovered", "reason": None, "next_attempt_at": "$$NOW", "changed_at": "$$NOW"}
    is_new = {"$eq": [{"$type": "$state"}, "missing"]}
    untried = {"$eq": [{"$type": "$resolved_at"}, "missing"]}
    is_wanted = {"$and": [not skipped, {"$eq": ["$state", "skipped"]}, untried]}
    branches = [
        {"case": is_new, "then": {"$mergeObjects": [{"$literal": made}, times]}},
        {"case": is_wanted, "then": {"$mergeObjects": ["$$ROOT", wanted]}},
    ]
    return [{"$replaceWith": {"$switch": {"branches": branches, "default": "$$ROOT"}}}]


def leased(owner: str, token: str, lease: float) -> list[Document]:
    """The update that leases an entry; one whose lease lapsed too often has failed instead."""
    lease_it = {
        "state": "leased",
        "owner": {"$literal": owner},
        "token": token,
        "attempts": {"$add": ["$attempts", 1]},
        "lease_until": after(lease),
        "next_attempt_at": after(lease),
        "changed_at": "$$NOW",
        "was": {"$cond": [{"$eq": ["$state", "leased"]}, "$was", "$state"]},
    }
    lapsed = {
        "state": "failed",
        "reason": "lease_lapsed",
        "owner": None,
        "lease_until": None,
        "next_attempt_at": None,
        "changed_at": "$$NOW",
        "resolved_at": "$$NOW",
    }
    too_often = {"$and": [{"$eq": ["$state", "leased"]}, {"$gte": ["$attempts", MOST_LAPSES]}]}
    return [{"$replaceWith": {"$mergeObjects": ["$$ROOT", {"$cond": [too_often, lapsed, lease_it]}]}}]


def resolved(resolution: Resolution) -> list[Document]:
    """The update that says what became of a URL; the owner stays, so that saying it twice is saying it once."""
    facts = {name: value for name in KEPT if (value := plain(getattr(resolution, name))) is not None}
    attempts: Any = "$attempts"
    if resolution.state == "stored":
        attempts = 0
    elif resolution.state == "discovered":
        attempts = {"$cond": [{"$eq": ["$state", "leased"]}, RELEASED["attempts"], "$attempts"]}
    update = {
        **{name: {"$literal": value} for name, value in facts.items()},
        "state": resolution.state,
        "reason": {"$literal": resolution.reason},
        "attempts": attempts,
        "lease_until": None,
        "next_attempt_at": None if resolution.again is None else after(resolution.again),
        "changed_at": "$$NOW",
        "resolved_at": "$$NOW",
    }
    if resolution.state == "stored":
        update |= {"stored_at": {"$ifNull": ["$stored_at", "$$NOW"]}, "link.body": None, "lane": "crawl"}
    return [{"$set": update}]
