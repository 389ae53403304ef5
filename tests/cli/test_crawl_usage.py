"""What ``crawl`` and ``backfill`` are asked for that they cannot do, said before anything starts."""

import click
import pytest

from govcrawl.errors import UsageError
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["crawl", "xsnett"], "did you mean 'xsnet'"),
        (["crawl"], "name one site or several, or --all"),
        (["crawl", "--all", "xsnet"], "name one site or several, or --all"),
        (["crawl", "mirror"], "start_urls"),
        (["crawl", "xsnet", "-a", "pages=3"], "start_urls"),
        (["backfill", "xsnet", "--since", "2024-02-30"], "is no day"),
        (["backfill", "xsnet", "--since", "2024-03-01", "--until", "2024-02-01"], "is later than"),
        (["backfill", "mirror", "--since", "2024-03-01"], "has no lists"),
        (["backfill", "xsnet"], "--since"),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], said: str, run: Run) -> None:
    with pytest.raises((UsageError, click.UsageError)) as refused:
        run(*arguments)
    message = refused.value.format_message() if isinstance(refused.value, click.UsageError) else str(refused.value)
    assert said in message
