"""The date grammar: every row of the catalogue of date lines, its traps, and what machines write."""

from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.chinese.dates import CHINA, Stamp, find, parse

PRINTED = [
    ("发布时间:2022-03-10  来源:泰州市海陵区新闻中心", "2022-03-10"),
    ("發布時間:2022-06-11 13:21:52 人氣:9239", "2022-06-11 13:21:52"),
    ("更新時間:2022-05-23 19:55:00 內容來源:", "2022-05-23 19:55:00"),
    ("创建于2023-08-07", "2023-08-07"),
    ("更新时间:2020年12月07日 09:23   内容来源:", "2020-12-07 09:23"),
    ("2022-07-04 17:05:00 来源:某客户端 作者:陈某 编辑:谈某", "2022-07-04 17:05:00"),
    ("发布时间:2014-12-3 14:53:36   作者:佚名   点击:", "2014-12-03 14:53:36"),
    ("时间:2015/1/20 15:21:17来源:宣传教育中心 次浏览", "2015-01-20 15:21:17"),
    ("時間:2011/4/7 11:46:09來源:某報", "2011-04-07 11:46:09"),
    ("發布日期: 2020/12/31 14:29:32 點擊量: 4767次", "2020-12-31 14:29:32"),
    ("發布日期: 2017年06月08日", "2017-06-08"),
    ("来源: 广西某门户网站 2021-09-24 16:37 打印", "2021-09-24 16:37"),
    ("瀏覽:100 2018-05-03 10:51:04", "2018-05-03 10:51:04"),
    ("2024-07-09 06:44刘某奚某", "2024-07-09 06:44"),
    ("2018-02-12张某李某", "2018-02-12"),
    ("TUhjnbcbe - 2024/8/23 17:20:00", "2024-08-23 17:20:00"),
    ("日期:2016-3-22(原创文章,禁止转载)", "2016-03-22"),
    ("2019年06月15日08:18  来源：某网", "2019-06-15 08:18"),
    ("2019年09月11日 某传媒 时政新闻 1665 0", "2019-09-11"),
    ("发布日期: 2012-06-24 字号: [大] [中] [小] [打印]", "2012-06-24"),
    ("来源: | 发布时间: 2018-05-17 | 浏览次数: 2168", "2018-05-17"),
    ("时间:2011-06-15 13:22来源:某网点击:684次", "2011-06-15 13:22"),
    ("发布日期：[2022-03-10]", "2022-03-10"),
    ("2022.03.10", "2022-03-10"),
    ("2022．3．10", "2022-03-10"),
    ("日期:2022/3/10 9:05", "2022-03-10 09:05"),
    ("２０２２年０３月１０日　０９：０５", "2022-03-10 09:05"),
    ("2022年3月10日 星期四 09:05", "2022-03-10 09:05"),
    ("2022年3月10日（周四） 09:05", "2022-03-10 09:05"),
    ("2022年3月10日星期四下午3时5分", "2022-03-10 15:05"),
    ("2022 年 3 月 10 日", "2022-03-10"),
    ("2022年3月10号", "2022-03-10"),
    ("2022年3月10日，09:05", "2022-03-10 09:05"),
    ("二〇二二年三月十日", "2022-03-10"),
    ("二○一九年十二月三十一日", "2019-12-31"),
    ("二零二〇年廿日", None),
    ("二零二零年一月廿一日", "2020-01-21"),
    ("二Ｏ一八年十月二十日", "2018-10-20"),
    ("二О一八年十月二十日", "2018-10-20"),
    ("二o一八年十月二十日", "2018-10-20"),
    ("2022-03-10 22:00:00.0", "2022-03-10 22:00:00"),
    ("2007-08-20-23:59:59", "2007-08-20 23:59:59"),
    ("2007-08-20 - 23:59", "2007-08-20 23:59"),
    ("2026-\n 01-\n 23", "2026-01-23"),
    ("2026-01-23\n\t\t10:20", "2026-01-23 10:20"),
    ("2022\u00a0-\u200b03-10\u300010:20", "2022-03-10 10:20"),
    ("\u200f2022\u200e-03-\u206010\u200f 10:20", "2022-03-10 10:20"),
    ("2022-03-1010:20", "2022-03-10 10:20"),
    ("2022-03-09T16:00:00.000Z", "2022-03-10"),
    ("2022-03-09T20:30:00.000Z", "2022-03-10 04:30:00"),
    ("2022-03-10T00:00:00Z", "2022-03-10"),
    ("2022-03-10T10:20:00+08:00", "2022-03-10 10:20:00"),
    ("2022-03-10T10:20+0900", "2022-03-10 09:20"),
    ("2022-03-10 10:20:00 GMT+8", "2022-03-10 10:20:00"),
    ("2022-03-10 02:20:00 UTC", "2022-03-10 10:20:00"),
    ("2022-03-10 10:20:00 +0800 CST", "2022-03-10 10:20:00"),
    ("2022-03-10 24:00", "2022-03-11 00:00"),
    ("2022-12-31 24:00:00", "2023-01-01 00:00:00"),
    ("2022年3月10日9时5分", "2022-03-10 09:05"),
    ("2022年3月10日上午9时", "2022-03-10 09:00"),
    ("2022年3月10日9点半", "2022-03-10 09:30"),
    ("2022-03-10 00:00:00", "2022-03-10"),
    ("2022-03-10 25:61", "2022-03-10"),
    ("2022-03-10 10:201", "2022-03-10"),
    ("2022-03-10 5点建议", "2022-03-10"),
    ("2013 年 6 月", "2013-06"),
    ("2024年3月份", "2024-03"),
]

HALVES_OF_DAY = [
    ("下午3:05", "15:05"),
    ("下午15:05", "15:05"),
    ("上午9:05", "09:05"),
    ("晚上8:00", "20:00"),
    ("凌晨12:30", "00:30"),
    ("凌晨2:30", "02:30"),
    ("中午12:10", "12:10"),
    ("中午1:10", "13:10"),
    ("上午12:00", "12:00"),
    ("3:05 PM", "15:05"),
    ("12:05 AM", "00:05"),
    ("12:05 PM", "12:05"),
    ("AM 9:05", "09:05"),
]

NO_DATE = [
    "",
    "05-28",
    "时间:03-10",
    "2024年3期",
    "2012年第5期",
    "2024年3月号",
    "2024年3月刊",
    "20084-6月",
    "31.12.2015  16:13",
    "2015-2024",
    "2015–2024年版权所有",
    "Copyright © 2015-2024",
    "Copyright 2015-01-01",
    "沪ICP备2022012345号",
    "索引号 440300-2021-00426",
    "索引号：2021-03-04",
    "006-2022-03-10",
    "渝府发〔2021〕22号",
    "0797-8186218",
    "400-915-8989",
    "1970-01-01",
    "1970-01-01 08:00:00",
    "0001-01-01",
    "1900-01-01 00:00:00",
    "2022-02-30",
    "2022-13-01",
    "2022年3月40日",
    "2022年3月10-12日",
    "2022年3月10日至12日",
    "2022-03-10至2022-03-15",
    "2022年3月10日 — 2022年3月15日",
    "2022-03-10 09:00-10:30",
    "2021年10月以来",
    "2021年10月底",
    "8月10日",
    "3月9日上午",
    "2022.3.10.1",
    "2016.3-5月",
    "2022年3月10余个社区",
    "阅读 1425",
    "1.2万",
    "昨天 10:20",
    "电话：2022-03-10",
]

MACHINE = [
    ("1691383320", "2023-08-07 12:42:00"),
    ("1691383320000", "2023-08-07 12:42:00"),
    ("1691383320.0", "2023-08-07 12:42:00"),
    ("/Date(1691383320000)/", "2023-08-07 12:42:00"),
    ("1691337600", "2023-08-07"),
    ("Thu Mar 10 10:20:00 CST 2022", "2022-03-10 10:20:00"),
    ("Thu, 10 Mar 2022 02:20:00 GMT", "2022-03-10 10:20:00"),
    ("Thu, 10 Mar 2022 10:20:00 +0800", "2022-03-10 10:20:00"),
    ("Thu Mar 10 2022 10:20:00 GMT+0800 (中国标准时间)", "2022-03-10 10:20:00"),
    ("Mar 10, 2022 10:20:00 AM", "2022-03-10 10:20:00"),
    ("Mar 10, 2022", "2022-03-10"),
    ("20240305", "2024-03-05"),
    ("20240305102033", "2024-03-05 10:20:33"),
    ("202403051020", "2024-03-05 10:20"),
    ("20240305T102033", "2024-03-05 10:20:33"),
    ("2024/0305", "2024-03-05"),
    ("202403/05", "2024-03-05"),
    ("2024-03/05", "2024-03-05"),
    ("2024/03/05", "2024-03-05"),
    ("202403", "2024-03"),
    ("2024-03", "2024-03"),
    ("2024", "2024"),
    ("2024年", "2024"),
    ("0000000000", None),
    ("0", None),
    ("-1", None),
    ("20241305", None),
    ("202413", None),
    ("1425", None),
    ("31/12/2015", None),
    ("Feb 30, 2022", None),
]


@pytest.mark.parametrize(("text", "stamp"), PRINTED)
def test_a_printed_date_is_read(text: str, stamp: str | None) -> None:
    assert as_text(parse(text)) == stamp
    assert [str(found.stamp) for found in find(text)] == ([stamp] if stamp else [])


@pytest.mark.parametrize(("clock", "time"), HALVES_OF_DAY)
def test_the_half_of_the_day_decides_the_hour(clock: str, time: str) -> None:
    assert as_text(parse(f"2022年3月10日 {clock}")) == f"2022-03-10 {time}"


def test_twelve_in_the_morning_is_midnight_where_a_machine_wrote_it() -> None:
    assert as_text(parse("2022/3/10 上午 12:05:09")) == "2022-03-10 00:05:09"


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_stays_unread(text: str) -> None:
    assert parse(text) is None
    assert list(find(text)) == []


@pytest.mark.parametrize(("value", "stamp"), MACHINE)
def test_a_value_that_machines_write_is_read(value: str, stamp: str | None) -> None:
    assert as_text(parse(value)) == stamp
    assert as_text(parse(f"  {value}\n")) == stamp


@pytest.mark.parametrize("value", ["1691383320", "20240305", "202403", "2024", "20220310123456"])
def test_bare_digits_are_no_date_inside_a_text(value: str) -> None:
    assert list(find(f"编号 {value} 的材料")) == []
    assert parse(f"编号 {value} 的材料") is None


def test_every_date_of_a_text_is_found_with_its_span() -> None:
    text = "成文日期: 2017年05月15日 发布日期: 2017年06月08日 09:12 浏览:100"
    found = list(find(text))
    assert [text[slice(*each.span)] for each in found] == ["2017年05月15日", "2017年06月08日 09:12"]
    assert [str(each.stamp) for each in found] == ["2017-05-15", "2017-06-08 09:12"]


@pytest.mark.parametrize(
    ("parts", "precision", "at"),
    [
        ((2024,), "year", "2024-01-01T00:00:00+08:00"),
        ((2024, 3), "month", "2024-03-01T00:00:00+08:00"),
        ((2024, 3, 5), "day", "2024-03-05T00:00:00+08:00"),
        ((2024, 3, 5, 9, 12), "minute", "2024-03-05T09:12:00+08:00"),
        ((2024, 3, 5, 9, 12, 7), "second", "2024-03-05T09:12:07+08:00"),
    ],
)
def test_a_stamp_knows_its_precision_and_begins_in_china_time(parts: tuple[int, ...], precision: str, at: str) -> None:
    stamp = Stamp(*parts)
    assert stamp.precision == precision
    assert stamp.at().isoformat() == at


@pytest.mark.parametrize("parts", [(2024, None, 5), (2024, 3, None, 9, 12), (2024, 3, 5, 9), (2023, 2, 29)])
def test_a_stamp_with_a_hole_or_outside_the_calendar_is_refused(parts: tuple[int | None, ...]) -> None:
    with pytest.raises(ValueError, match=r"missing|day"):
        Stamp(*parts)  # type: ignore[arg-type]


NUMERALS = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789:-/.", "０１２３４５６７８９：－／．")

DATE_FORMS: list[Callable[[datetime], str]] = [
    lambda at: f"{at:%Y-%m-%d}",
    lambda at: f"{at.year}-{at.month}-{at.day}",
    lambda at: f"{at:%Y/%m/%d}",
    lambda at: f"{at.year}.{at.month}.{at.day}",
    lambda at: f"{at:%Y-%m-%d}".translate(WIDE),
    lambda at: f"{at.year}年{at.month}月{at.day}日",
    lambda at: f"{at.year} 年 {at.month} 月 {at.day} 日",
    lambda at: f"{at.year}年{at:%m}月{at:%d}日（星期{'一二三四五六日'[at.weekday()]}）",
    lambda at: f"{at:%Y}-\n {at:%m}-\n {at:%d}",
    lambda at: f"{positional(at.year)}年{counted(at.month)}月{counted(at.day)}日",
]
TIME_FORMS: list[Callable[[datetime], str]] = [
    lambda at: f"{at:%H:%M:%S}",
    lambda at: f"{at:%H:%M:%S}".translate(WIDE),
    lambda at: f"{at:%H:%M:%S}.0",
    lambda at: f"{at.hour}时{at.minute}分{at.second}秒",
    lambda at: f"{'上午' if at.hour < 12 else '下午'}{(at.hour - 1) % 12 + 1}:{at:%M:%S}",
    lambda at: f"{at:%I:%M:%S %p}",
]
MOMENTS = st.integers(631_324_800, 4_102_329_600).map(lambda seconds: datetime.fromtimestamp(seconds, CHINA))


def as_text(stamp: Stamp | None) -> str | None:
    return str(stamp) if stamp else None


def positional(year: int) -> str:
    return "".join(NUMERALS[int(digit)] for digit in str(year))


def counted(count: int) -> str:
    tens, units = divmod(count, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[units] if units else "")


@given(MOMENTS, st.sampled_from(DATE_FORMS), st.sampled_from(["", "发布时间：", "[", "浏览:100 ", "来源:某网\u3000"]))
def test_a_day_is_read_back_from_every_form_it_is_printed_in(
    at: datetime, form: Callable[[datetime], str], before: str
) -> None:
    assert parse(f"{before}{form(at)} 来源") == Stamp(at.year, at.month, at.day)


@given(MOMENTS, st.sampled_from(DATE_FORMS), st.sampled_from(TIME_FORMS), st.sampled_from([" ", "\u3000", "\n", ", "]))
def test_a_time_is_read_back_from_every_form_it_is_printed_in(
    at: datetime, day: Callable[[datetime], str], time: Callable[[datetime], str], between: str
) -> None:
    parts = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    stated = parts if any(parts[3:]) else parts[:3]
    assert parse(day(at) + between + time(at) + "来源：某报") == Stamp(*stated)


@given(MOMENTS, st.integers(1, 6).filter(lambda count: count != 4))
def test_a_stamp_is_read_back_from_its_own_text(at: datetime, count: int) -> None:
    stamp = Stamp(*(at.year, at.month, at.day, at.hour, at.minute or 1, at.second)[:count])
    assert parse(str(stamp)) == stamp


@given(st.text(alphabet="0123456789年月日时:：-/. 一二十〇Z+上下午至", max_size=40))
def test_whatever_is_found_lies_inside_the_text_and_apart(text: str) -> None:
    ends = [0]
    for found in find(text):
        assert ends[-1] <= found.span[0] < found.span[1] <= len(text)
        ends.append(found.span[1])


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_or_yields_a_year_of_another_age(text: str) -> None:
    stamp = parse(text)
    assert stamp is None or 1900 <= stamp.year <= 2100
