"""Findings about space."""

from govcrawl.health.finding import Finding, ok, problem, warning

GB = 10**9
LEAST, LITTLE = 1 * GB, 10 * GB  # bytes; WiredTiger ends where a disk is full


def judge_space(check: str, free: int, whole: int) -> Finding:
    """What is to be said of so many bytes that are free of so many."""
    said = f"{free / GB:.1f} of {whole / GB:.0f} GB free"
    if free < LEAST:
        return problem(check, said, "free some space now: runs end and MongoDB stops where the disk is full")
    if free < LITTLE:
        return warning(check, said, "free some space, or move the archive to another disk (GOVCRAWL_ARCHIVE_DIR)")
    return ok(check, said)
