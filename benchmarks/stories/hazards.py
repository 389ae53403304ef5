"""What only looks like a reprint: pairs of articles of two stories."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from benchmarks.stories import sheets
from benchmarks.stories.customs import SENTENCE, cut, reworded
from benchmarks.stories.sheets import Plan, Sheet

Two = tuple[Sheet, Sheet]
Hazard = Callable[[Random], Two]

_ORDINALS = ("一", "二", "三", "四", "五", "六")
_CHROME = (
    "首页 走进云州 政务公开 政务服务 互动交流 数据开放 专题专栏 简体 繁体 无障碍阅读 "
    "适老化模式 登录 注册 政府信息公开指南 政府信息公开制度 法定主动公开内容 政府信息公开年报 "
    "依申请公开 领导信箱 在线访谈 意见征集 热线电话 网站地图 联系我们 版权保护 隐私声明 "
    "主办单位 承办单位 技术支持 网站标识码 建议使用高分辨率浏览器访问本站 微信公众号 官方微博 "
    "移动客户端 分享到朋友圈 字号大中小 打印本页 关闭窗口 返回顶部"
)


def other_notice(random: Random) -> Two:
    """The same template, another place and time."""
    plan = sheets.notice(random)
    return sheets.filled(plan, random), sheets.filled(plan, random)


def other_names(random: Random) -> Two:
    """The same sentences with other places, people, dates and numbers."""
    plan = sheets.readout(random)
    return sheets.filled(plan, random), sheets.filled(plan, random)


def other_names_and_wording(random: Random) -> Two:
    one, other = other_names(random)
    return one, replace(other, body=reworded(0.2, 0.5)(other.body, random))


def other_names_and_sentences(random: Random) -> Two:
    plan, fresh = sheets.readout(random), sheets.readout(random)
    lines = list(plan.lines)
    for place in random.sample(range(len(lines)), max(1, int(random.uniform(0.15, 0.35) * len(lines)))):
        lines[place] = random.choice(fresh.lines)
    return sheets.filled(plan, random), sheets.filled(replace(plan, lines=tuple(lines)), random)


def other_sentences(random: Random) -> Two:
    """The same place and people at another meeting: a third of the sentences are others."""
    plan, fresh = sheets.readout(random), sheets.readout(random)
    places = random.sample(range(len(plan.lines)), max(3, int(random.uniform(0.3, 0.45) * len(plan.lines))))
    lines = tuple(random.choice(fresh.lines) if place in places else line for place, line in enumerate(plan.lines))
    seed = random.random()
    one = sheets.filled(plan, Random(seed))
    other = sheets.filled(Plan(lines, fresh.subject, plan.title), Random(seed))
    return one, replace(other, day=sheets.day(random))


def one_name(kind: str) -> Hazard:
    """Word for word alike, but of another person or place."""

    def make(random: Random) -> Two:
        while True:
            one = sheets.filled(sheets.readout(random), random)
            named = [name for name in sheets.names(kind) if name in one.body]
            if named:
                break
        old = random.choice(named)
        new = random.choice([name for name in sheets.names(kind) if name not in one.body])
        return one, _later(Sheet(one.title.replace(old, new), one.body.replace(old, new), one.day), random)

    return make


def one_number(random: Random) -> Two:
    """Word for word alike, but for one number."""
    while True:
        one = sheets.filled(sheets.readout(random), random)
        numbers = list(re.finditer(r"\d+", one.body))
        if numbers:
            break
    number = random.choice(numbers)
    other = random.choice([value for value in range(2, 29) if value != int(number[0])])
    return one, _later(replace(one, body=f"{one.body[: number.start()]}{other}{one.body[number.end() :]}"), random)


def renamed_feature(random: Random) -> Two:
    """A reportage written after the pattern of another: other community, other people, other numbers."""
    one = sheets.feature(random)
    body, title = one.body, one.title
    for name in dict.fromkeys(re.findall(r"[\u4e00-\u9fff]{2}(?=社区|街道|区[的内委政召])", body)):
        new = random.choice(["霞光", "听雨", "松涛", "晨钟", "碧波", "凤鸣", "云台", "星河"])
        body, title = body.replace(name, new), title.replace(name, new)
    body = re.sub(r"\d+", lambda number: str(int(number[0]) + random.randint(1, 9)), body)
    return one, Sheet(title, body, sheets.day(random))


def same_speech(random: Random) -> Two:
    """The same words said at two meetings: another place, day and people at the head and at the foot."""
    plan, fresh = sheets.readout(random), sheets.readout(random)
    while fresh.lines[0] == plan.lines[0]:
        fresh = sheets.readout(random)
    said = tuple(line for line in plan.lines[1:-1] if "<" not in line.replace("<事>", ""))
    heads = [replace(plan, lines=(each.lines[0], *said, each.lines[-1])) for each in (plan, fresh)]
    return sheets.filled(heads[0], random), sheets.filled(heads[1], random)


def other_towns_policy(random: Random) -> Two:
    """A long policy that another street has put its own name to."""
    plan = sheets.policy(random)
    while True:
        one, other = sheets.filled(plan, random), sheets.filled(plan, random)
        if one.title != other.title:
            return one, other


def report_of_another_year(random: Random) -> Two:
    """A yearly report in the words of last year's: other numbers, another year."""
    one = sheets.filled(replace(sheets.readout(random), title="<区>年度社区工作总结"), random)
    year = 2018 + random.randint(1, 6)
    years = (f"{year}年", f"{year + 1}年")
    changed = re.sub(r"\d+(?=[个名户件万平])", lambda number: str(int(number[0]) + random.randint(1, 40)), one.body)
    two = [
        replace(one, title=said + one.title, body=f"{said}工作总结如下。{body}")
        for said, body in zip(years, (one.body, changed), strict=True)
    ]
    return two[0], replace(two[1], day=one.day + timedelta(days=random.randint(330, 400)) if one.day else None)


def two_on_a_page(random: Random) -> Two:
    """A page on which an article stands before or behind another of its length."""
    one, beside = sheets.feature(random), sheets.feature(random)
    parts = [f"{each.title}\n{each.body}" for each in random.sample([one, beside], 2)]
    return one, Sheet(random.choice([beside.title, "社区动态两则"]), "\n".join(parts), one.day)


def another_behind(random: Random) -> Two:
    """A page under an article's title, on which another of its length stands behind it."""
    one, beside = sheets.feature(random), sheets.feature(random)
    return one, Sheet(one.title, f"{one.body}\n{beside.title}\n{beside.body}", one.day)


def one_pool(random: Random) -> Two:
    return sheets.filled(sheets.readout(random), random), sheets.filled(sheets.readout(random), random)


def shared_block(random: Random) -> Two:
    block = sheets.filled(sheets.readout(random), random).body
    share = random.uniform(0.3, 0.5)
    one, other = sheets.feature(random), sheets.feature(random)
    return tuple(  # type: ignore[return-value]
        replace(sheet, body=f"{sheet.body}\n{block[: int(share * len(sheet.body) / (1 - share))]}")
        for sheet in (one, other)
    )


def follow_up(random: Random) -> Two:
    """A report that quotes a third to two thirds of a speech."""
    speech = sheets.filled(sheets.readout(random), random)
    fresh = sheets.feature(random)
    said = SENTENCE.findall(speech.body)
    quoted = "".join(said[: max(2, int(random.uniform(0.35, 0.6) * len(said)))])
    return speech, Sheet(fresh.title, f"{fresh.body}\n{quoted}", fresh.day)


def follow_up_after_days(random: Random) -> Two:
    """The next report of the same affair: half of it tells again what was, under a title of the same pattern."""
    one = sheets.feature(random)
    fresh = sheets.feature(random)
    told = SENTENCE.findall(one.body)
    half = "".join(told[: int(len(told) * random.uniform(0.3, 0.5))])
    title = f"{one.title}：后续" if random.random() < 0.5 else fresh.title
    day = one.day + timedelta(days=random.randint(5, 60)) if one.day else None
    return one, Sheet(title, f"{fresh.body}\n此前报道：{half}", day)


def next_of_a_series(random: Random) -> Two:
    """The same yearly or numbered meeting, told in the same words."""
    sheet = sheets.filled(sheets.readout(random), random)
    first, second = random.sample(_ORDINALS, 2)
    one, other = (
        replace(sheet, title=f"{sheet.title[:3]}第{nth}次联席会议召开", body=f"第{nth}次联席会议召开。{sheet.body}")
        for nth in (first, second)
    )
    day = other.day or sheets.day(random)
    return one, replace(other, day=day + timedelta(days=random.choice((30, 90, 365))))


def same_notice_next_year(random: Random) -> Two:
    """The greetings and warnings that are printed every year in equal words."""
    one = sheets.filled(sheets.notice(random, "节"), random)
    years = random.choice((1, 1, 1, 2, 3))
    day = (one.day or sheets.day(random)) + timedelta(days=365 * years + random.randint(-12, 12))
    return one, replace(one, day=day)


def digest(random: Random) -> Two:
    parts = [sheets.original(random) for _ in range(random.randint(2, 4))]
    one = random.choice(parts)
    title = random.choice(["社区工作会议简报", "基层治理动态（三则）", "社区建设工作简报", "各地动态"])
    return one, Sheet(title, "\n".join(part.body for part in parts), one.day)


def digest_under_like_title(random: Random) -> Two:
    parts = [sheets.original(random) for _ in range(random.randint(2, 4))]
    one = parts[0]
    title = random.choice(["{}等", "{}（外二则）", "{} 各地治理亮点频现", "一周要闻：{}"]).format(one.title)
    return one, Sheet(title, "\n".join(f"{part.title}\n{part.body}" for part in parts), one.day)


def compilation(random: Random) -> Two:
    """范文 and 汇编: several stories under their own numbers."""
    parts = [sheets.original(random) for _ in range(random.randint(2, 5))]
    one = random.choice(parts)
    mark = random.choice(["篇{}：{}", "{1}范文 篇{0}", "第{}篇 {}", "【篇{}】{}"])
    title = random.choice(["社区治理典型案例汇编（{}篇）", "{}篇社区工作总结范文", "社区工作简报集锦{}篇"]).format(
        len(parts)
    )
    if random.random() < 0.3:
        title = f"{one.title}（精选{len(parts)}篇）"
    bodies = (f"{mark.format(_ORDINALS[place], part.title)}\n{part.body}" for place, part in enumerate(parts))
    return one, Sheet(title, "\n".join(bodies), one.day)


def compilation_of_few(random: Random) -> Two:
    """A compilation of which one story is the most."""
    one, small = sheets.feature(random), sheets.feature(random)
    small = replace(small, body=cut(0.6, 0.7)(small.body, random))
    body = f"篇一：{one.title}\n{one.body}\n篇二：{small.title}\n{small.body}"
    return one, Sheet(f"{one.title}（2篇）", body, one.day)


def chrome(random: Random) -> Two:
    """Two pages of which only the site's furniture was read."""
    body = "\n".join(_CHROME.split(" ")) if random.random() < 0.5 else _CHROME
    one, other = sheets.feature(random), sheets.feature(random)
    return replace(one, body=body), replace(other, body=body)


def _later(sheet: Sheet, random: Random) -> Sheet:
    days = random.choice((0, 1, 7, 30, 365))
    return replace(sheet, day=sheet.day + timedelta(days=days) if sheet.day else None)
