"""systemd units, checked by systemd itself where it is to be had."""

import shutil
import subprocess
from pathlib import Path

import pytest

from govcrawl.errors import UsageError
from govcrawl.schedule.oncalendar import on_calendar
from govcrawl.schedule.plan import Plan
from govcrawl.schedule.timetable import timetable
from govcrawl.schedule.units import units

PLANS = [
    Plan(site="shequ", timetable=timetable("6h", jitter="5m"), longest=3600),
    Plan(site="jiedao", timetable=timetable("30 6 * * 1-5"), longest=7200),
]


@pytest.mark.parametrize(
    ("cron", "said"),
    [
        ("30 6 * * *", "*-*-* 6:30:00 Asia/Shanghai"),
        ("0 */2 * * *", "*-*-* 0/2:0:00 Asia/Shanghai"),
        ("15 8,20 1 * *", "*-*-1 8,20:15:00 Asia/Shanghai"),
        ("5 0 * mar mon,thu", "Mon,Thu *-3-* 0:5:00 Asia/Shanghai"),
        ("*/10 9-17/2 * * 1-5", "Mon..Fri *-*-* 9..17/2:0/10:00 Asia/Shanghai"),
        ("0 0 * * 7", "Sun *-*-* 0:0:00 Asia/Shanghai"),
    ],
)
def test_a_cron_line_is_said_as_systemd_says_it(cron: str, said: str) -> None:
    assert on_calendar(cron) == said


@pytest.mark.parametrize("cron", ["0 0 1 * 1", "@daily", "0 0 L * *", "* * * * * 5", "0 0 * * */2", "0 0 * * 1#2"])
def test_what_systemd_cannot_say_is_refused(cron: str) -> None:
    with pytest.raises(UsageError, match="systemd"):
        on_calendar(cron)


def test_there_is_a_supervisor_or_a_timer_a_site() -> None:
    assert [unit.name for unit in units("/opt/govcrawl/bin/govcrawl", [])] == ["govcrawl.service"]
    names = [unit.name for unit in units("/opt/govcrawl/bin/govcrawl", PLANS)]
    assert names == ["govcrawl@.service", "govcrawl-shequ.timer", "govcrawl-jiedao.timer"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    program = shutil.which("true")
    assert program is not None
    for unit in [*units(program, []), *units(program, PLANS)]:
        (tmp_path / unit.name).write_text(unit.text)
    names = ("govcrawl.service", "govcrawl@shequ.service", "govcrawl-shequ.timer", "govcrawl-jiedao.timer")
    (tmp_path / "govcrawl@jiedao.service").symlink_to(tmp_path / "govcrawl@.service")
    (tmp_path / "govcrawl@shequ.service").symlink_to(tmp_path / "govcrawl@.service")
    said = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in names)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
