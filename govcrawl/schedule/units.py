"""systemd units: the supervisor as a service, or a run as a service with a timer a site."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govcrawl.schedule.oncalendar import on_calendar
from govcrawl.schedule.plan import Plan
from govcrawl.schedule.timetable import PERIOD, seconds

# What a crawler needs of a machine, and nothing else: the network, one directory, memory within bounds.
HARDENING = """\
User=govcrawl
EnvironmentFile=-/etc/govcrawl.env
StateDirectory=govcrawl
Environment=GOVCRAWL_DATA_DIR=/var/lib/govcrawl
UMask=0077
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
"""
AFTER = "Wants=network-online.target\nAfter=network-online.target\n"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit file: its name and its text."""

    name: str
    text: str


def units(program: str, plans: Sequence[Plan]) -> Iterator[Unit]:
    """The supervisor's service; where there are plans, a service a run instead, and a timer a plan."""
    if not plans:
        yield Unit("govcrawl.service", supervisor(program))
        return
    yield Unit("govcrawl@.service", one_run(program, longest=max(plan.longest for plan in plans)))
    for plan in plans:
        yield Unit(f"govcrawl-{plan.site}.timer", timer(plan))


def supervisor(program: str) -> str:
    """The service that runs the supervisor; it is stopped in order, and its runs get their grace."""
    return (
        f"[Unit]\nDescription=govcrawl: runs sites when they are due\n{AFTER}\n"
        f"[Service]\nExecStart={program} schedule run\nRestart=always\nRestartSec=30\n"
        f"KillMode=mixed\nTimeoutStopSec=60\nMemoryMax=4G\n{HARDENING}\n"
        "[Install]\nWantedBy=multi-user.target\n"
    )


def one_run(program: str, *, longest: float) -> str:
    """The service of one run, by the site's name; 1 says that the run had problems, 75 that it is tried later."""
    return (
        f"[Unit]\nDescription=govcrawl: a run of %i\n{AFTER}\n"
        f"[Service]\nType=oneshot\nExecStart={program} crawl %i\nSuccessExitStatus=75\n"
        f"KillMode=mixed\nTimeoutStartSec={longest:.0f}\nTimeoutStopSec=60\nMemoryMax=1G\n{HARDENING}"
    )


def timer(plan: Plan) -> str:
    """The timer of a site; one run makes up for all that were missed while the machine was off."""
    every = plan.timetable.every
    if PERIOD.fullmatch(every):
        when = f"OnBootSec=2min\nOnUnitInactiveSec={seconds(every):.0f}\n"
    else:
        when = f"OnCalendar={on_calendar(every)}\nPersistent=true\n"
    return (
        f"[Unit]\nDescription=govcrawl: when {plan.site} is due\n\n"
        f"[Timer]\nUnit=govcrawl@{plan.site}.service\n{when}RandomizedDelaySec={plan.timetable.jitter:.0f}\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
