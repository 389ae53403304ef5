"""``govcrawl alarms``: what has changed in sites that somebody should know."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import click
import orjson

from govcrawl import settings
from govcrawl.alarms import channels
from govcrawl.alarms.channels import Channel, Untold
from govcrawl.alarms.mail import Mail
from govcrawl.alarms.message import message_of, moment, trial
from govcrawl.alarms.watch import watch
from govcrawl.cli.catalogue import site_named, sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import DONE, PROBLEMS, complain
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.site import Site
from govcrawl.store.alarms import Alarm

HEAD = ("site", "alarm", "since", "state", "why")


@click.group()
def command() -> None:
    """Tell people when a site is worse than it was, and when it has recovered."""


@command.command()
@click.argument("names", metavar="[SITE]...", nargs=-1)
@database_options
def check(names: tuple[str, ...], chosen: Chosen) -> None:
    """Look at all sites, or these, and tell what has changed. The supervisor does so by itself; this is for cron.

    Prints a line a change. Exit status: 0 looked, whatever was found; 75 no MongoDB.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    with chosen.opened() as store:
        for alarm in watch(store, watched(names), configured()):
            click.echo(message_of(alarm).title)


@command.command("list")
@click.option("--all", "everything", is_flag=True, help="Those too that have recovered.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object an alarm.")
@database_options
def list_(everything: bool, as_json: bool, chosen: Chosen) -> None:
    """List what is not as it should be, since when and why. Times are China's."""
    with chosen.opened() as store:
        held = store.alarms.find(raised=not everything)
    if as_json:
        for alarm in held:
            click.echo(orjson.dumps(message_of(alarm).values))
    else:
        print_table(HEAD, [cells(alarm) for alarm in held])


@command.command()
def test() -> int:
    """Send a test message on every channel that is configured.

    Exit status: 0 each took it; 1 one did not; 2 none is configured.
    """
    ways = [*configured()]
    if not ways:
        raise UsageError("no channel is configured: set one of GOVCRAWL_WECOM_URL … GOVCRAWL_SMTP_URL")
    failed = 0
    for channel in ways:
        try:
            channel.tell(trial(datetime.now(UTC)))
        except Untold as error:
            failed += 1
            complain(str(error))
        else:
            click.echo(f"{channel.name}: taken")
    return PROBLEMS if failed else DONE


def configured() -> list[Channel]:
    """The channels that the settings name."""
    return [*_configured()]


def _configured() -> Iterator[Channel]:
    if settings.GOVCRAWL_WECOM_URL:
        yield channels.wecom(settings.GOVCRAWL_WECOM_URL)
    if settings.GOVCRAWL_DINGTALK_URL:
        yield channels.dingtalk(settings.GOVCRAWL_DINGTALK_URL, settings.GOVCRAWL_DINGTALK_SECRET)
    if settings.GOVCRAWL_FEISHU_URL:
        yield channels.feishu(settings.GOVCRAWL_FEISHU_URL, settings.GOVCRAWL_FEISHU_SECRET)
    if settings.GOVCRAWL_SLACK_URL:
        yield channels.slack(settings.GOVCRAWL_SLACK_URL)
    if settings.GOVCRAWL_WEBHOOK_URL:
        yield channels.generic(settings.GOVCRAWL_WEBHOOK_URL, settings.GOVCRAWL_WEBHOOK_SECRET)
    if settings.GOVCRAWL_SMTP_URL:
        recipients = tuple((settings.GOVCRAWL_MAIL_TO or "").replace(",", " ").split())
        if not recipients:
            raise UsageError("GOVCRAWL_SMTP_URL is set and GOVCRAWL_MAIL_TO is not: say to whom alarms go")
        yield Mail(settings.GOVCRAWL_SMTP_URL, settings.GOVCRAWL_MAIL_FROM or recipients[0], recipients)


def watched(names: Sequence[str]) -> list[Site]:
    """The sites of these names, or all that have lists of their own."""
    return [site_named(name) for name in names] or [site for site in sites().values() if site.columns]


def cells(alarm: Alarm) -> tuple[str, ...]:
    return (alarm.site, alarm.kind, moment(alarm.since), alarm.name, alarm.why)
