"""The command line: one module a verb."""


def main() -> None:
    """Runs the command line and ends the process with its exit status."""
    raise SystemExit(2)
