"""Dates that pages print relative to the moment of reading: 刚刚, 3小时前, 昨天 10:20."""

import re
from datetime import datetime, timedelta

from govcrawl.chinese.clock import at_clock, read_clock
from govcrawl.chinese.numerals import number
from govcrawl.chinese.stamp import CHINA, Stamp, stamp_of
from govcrawl.items import Precision

_DAYS_AGO = {"今": 0, "昨": 1, "前": 2}
_DAY = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<day>今|昨|前)[天日](?:[(（](?P<date>\d{1,2})日[)）])?"
    r"(?=上午|中午|下午|凌晨|早上|晚上|晚间|深夜|[^\u4e00-\u9fff]|\Z)"
)
_NOW = re.compile(r"(?:刚刚|剛剛|刚才|剛才|几秒前|幾秒前)")
_AGO = re.compile(
    r"(?P<count>\d{1,3}|[一二两兩三四五六七八九十半]{1,3})\s*[个個]?(?P<more>半)?\s*"
    r"(?P<unit>秒钟?|秒鐘|分钟|分鐘|分|小时|小時|钟头|天|日|周|週|星期|礼拜|月|年)(?:之?前|以前)"
)
_RARE = re.compile(
    r"大前天|上[个個]?(?:周|週|月|星期|礼拜|禮拜)|去年|yesterday|(?:an?|\d{1,3}) [a-z]{3,7} ago", re.IGNORECASE
)
_PERIODS: dict[str, Precision] = {"week": "month", "month": "month", "year": "year"}  # of dateparser's periods
_MONTHS = {"月": 1, "年": 12}
_SPANS: dict[str, tuple[int, Precision]] = {
    "秒": (1, "minute"),
    "分": (60, "minute"),
    "小": (3_600, "day"),
    "钟": (3_600, "day"),
    "天": (86_400, "day"),
    "日": (86_400, "day"),
    "周": (7 * 86_400, "month"),
    "週": (7 * 86_400, "month"),
    "星": (7 * 86_400, "month"),
    "礼": (7 * 86_400, "month"),
}


def relative(text: str, *, fetched_at: datetime) -> Stamp | None:
    """The date that a relative expression means on a page fetched at that aware moment, as precise as it is said.

    3小时前 says the day, not the minute; an absolute date in the text is not looked at.
    """
    now = fetched_at.astimezone(CHINA)
    day = _DAY.search(text)
    if day:
        return _days_before(now, day)
    if _NOW.search(text):
        return stamp_of(now, "minute")
    ago = _AGO.search(text)
    return _before(now, ago) if ago else _rare(now, text)


def _days_before(now: datetime, day: re.Match[str]) -> Stamp | None:
    """今天, 昨天 or 前天; ``None`` where 昨天(3日) shows that the page was printed on another day."""
    date = stamp_of(now - timedelta(days=_DAYS_AGO[day["day"]]), "day")
    if day["date"] and int(day["date"]) != date.day:
        return None
    return at_clock(date, read_clock(day.string, day.end()))


def _before(now: datetime, ago: re.Match[str]) -> Stamp | None:
    unit = ago["unit"][0]
    count = 0.5 if ago["count"] == "半" else number(ago["count"].replace("两", "二").replace("兩", "二"))
    if count is None:
        return None
    count += 0.5 if ago["more"] else 0
    if unit in _MONTHS:
        return _months_before(now, round(count * _MONTHS[unit]), "year" if unit == "年" else "month")
    seconds, precision = _SPANS[unit]
    return stamp_of(now - timedelta(seconds=count * seconds), precision)


def _rare(now: datetime, text: str) -> Stamp | None:
    """What dateparser makes of the rarer expressions, Chinese and English: 大前天, 上个月, 2 hours ago."""
    if not _RARE.fullmatch(text.strip()):
        return None
    from dateparser.date import DateDataParser  # 0.3 s of import for a page in a thousand

    settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": now.replace(tzinfo=None)}
    read = DateDataParser(languages=["zh", "zh-Hant", "en"], settings=settings).get_date_data(text.strip())
    if read.date_obj is None or read.date_obj > now.replace(tzinfo=None):
        return None
    precision: Precision = _PERIODS.get(read.period or "day", "day")
    return stamp_of(read.date_obj.replace(tzinfo=CHINA), precision)


def _months_before(now: datetime, months: int, precision: Precision) -> Stamp:
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return Stamp(years, None if precision == "year" else month + 1)
