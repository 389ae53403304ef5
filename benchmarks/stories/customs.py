"""What reprints do to a text: each custom is a function of a body and a source of chance."""

import re
from collections.abc import Callable
from functools import cache
from random import Random

import opencc

from benchmarks.stories.sheets import names
from govcrawl.demo.pollution import spoil_by_dictionary, spoil_by_draws

Custom = Callable[[str, Random], str]

SENTENCE = re.compile(r"[^。！？\n]*[。！？”]*\n?")
_NUMBER = re.compile(r"(?<![\d.])\d{1,2}(?=[个名户次条项处家座栋])")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日")
_DIGITS = "零一二三四五六七八九"
_FEET = (
    "主办：云州市融媒体中心　地址：云州市文化路18号　邮编：600000",
    "网站地图 | 联系我们 | 关于本站 | 投稿邮箱",
    "政府网站标识码：6001020003　公网安备60010202000112号",
    "您看到此篇文章时的感受是：感动 愤怒 高兴 无聊 支持 震惊",
    "中国海塘网版权所有，未经书面授权禁止复制或建立镜像",
    "微信扫一扫，手机看新闻，第一时间掌握身边大小事",
    "本网站所有内容均由入驻单位提供，如涉及版权问题请与我们联系删除",
)
_LEADS = (
    "本报讯（记者 吴雅静 通讯员 何佳音）",
    "云州新闻网{}讯 ",
    "海塘日报（记者 秦晓岚）",
    "白石发布{}消息：",
    "青溪融媒讯（王晓东）",
)


def credited(body: str, random: Random) -> str:
    head = random.choice(
        ["来源：云州日报", "2024-03-05 09:12 来源：海棠发布 作者：周启航", "（2024-03-06）来源：临泽先锋", ""]
    )
    tail = random.choice(
        ["责任编辑：秦晓岚", "（来源：白石新闻网）", "编辑：郑国梁 校对：韩志刚", "【打印】【关闭】", ""]
    )
    wide = body.replace("，", ",") if random.random() < 0.3 else body
    return "\n".join(part for part in (head, wide, tail) if part)


def datelined(body: str, random: Random) -> str:
    """Begins as a newspaper does, and ends with the reporter's name."""
    lead = random.choice(_LEADS).format(f"{random.randint(1, 12)}月{random.randint(1, 28)}日")
    return lead + body + random.choice(["", "（作者单位：区委社会工作部）", "（本报记者 韩志刚）", "（完）"])


def annotated(body: str, random: Random) -> str:
    note = "编者按：为总结推广各地基层治理的鲜活经验，本网即日起推出系列报道，敬请读者关注。"
    links = "相关阅读：\n社区食堂开到家门口\n一张网格兜起百家事\n楼道里的议事会"
    caption = f"图为{random.choice(['活动现场', '居民在议事厅商量方案', '志愿者入户走访'])}。"
    lines = body.split("\n")
    lines.insert(random.randint(1, len(lines)), caption)
    return "\n".join([*([note] if random.random() < 0.6 else []), *lines, *([links] if random.random() < 0.6 else [])])


def footed(body: str, random: Random) -> str:
    """Site furniture of no known pattern before and behind the text."""
    feet = random.sample(_FEET, random.randint(1, 4))
    crumbs = random.choice(["首页 > 新闻中心 > 基层动态", "今天是个好天气 欢迎访问云州市民政信息网", ""])
    return "\n".join(part for part in (crumbs, body, *feet) if part)


def cut(low: float, high: float) -> Custom:
    def custom(body: str, random: Random) -> str:
        said = SENTENCE.findall(body)
        gone, target = 0, random.uniform(low, high) * len(body)
        from_end = random.random() < 0.5
        while said and gone < target:
            place = len(said) - 1 if from_end else random.randrange(len(said))
            gone += len(said.pop(place))
        return "".join(said).strip()

    return custom


def reworded(low: float, high: float) -> Custom:
    def custom(body: str, random: Random) -> str:
        share = random.uniform(low, high)
        return "".join(_edit(said, random) if random.random() < share else said for said in SENTENCE.findall(body))

    return custom


def _edit(said: str, random: Random) -> str:
    fitting = [edit.split("→") for edit in names("易") if edit.split("→")[0] in said]
    for old, new in random.sample(fitting, min(len(fitting), random.randint(1, 2))):
        said = said.replace(old, new, 1)
    return said


def renumbered(body: str, random: Random) -> str:
    """Small numbers in characters, days left to 近日 or 日前."""

    def numeral(number: re.Match[str]) -> str:
        value = int(number[0])
        return _DIGITS[value] if 0 < value < 10 else number[0]

    return _DAY.sub(lambda _: random.choice(["近日", "日前"]), _NUMBER.sub(numeral, body), count=random.randint(0, 1))


def at_home(body: str, random: Random) -> str:
    """As the district itself prints it: 我区 for its name, here and there."""
    named = re.search(r"[\u4e00-\u9fff]{2}区(?=[委政民召今])", body)
    return body.replace(named[0], random.choice(["我区", "全区"])) if named else body


def misread(body: str, random: Random) -> str:
    """As a scan is read: signs that look alike taken for one another."""
    pairs = {a: b for pair in names("似") for a, b in (pair, pair[::-1])}
    return "".join(pairs[sign] if sign in pairs and random.random() < 0.4 else sign for sign in body)


def rejoined(body: str, random: Random) -> str:
    """Paragraphs split and joined anew, some full stops turned into semicolons or commas."""
    said = SENTENCE.findall(body.replace("\n", ""))
    ends = {"\n": 0.3, "": 0.7}
    text = "".join(part + random.choices(list(ends), list(ends.values()))[0] for part in said)
    return re.sub("。", lambda stop: random.choice("。。。；，"), text)


def traditional(body: str, random: Random) -> str:
    return str(_converter(random.choice(("s2t", "s2tw", "s2hk"))).convert(body))


def toneless(body: str, random: Random) -> str:
    return "\n".join(spoil_by_draws(paragraph, random) for paragraph in body.split("\n"))


def tone_marked(body: str, _: Random) -> str:
    return spoil_by_dictionary(body)


def moved(body: str, random: Random) -> str:
    lines = body.split("\n")
    lines.insert(random.randrange(len(lines)), lines.pop(random.randrange(len(lines))))
    return "\n".join(lines)


def closed(body: str, random: Random) -> str:
    """The last sentence gives way to the site's own."""
    said = SENTENCE.findall(body)
    while said and not said[-1].strip():
        said.pop()
    own = random.choice(
        ["记者将持续关注。", "这样的故事，每天都在街头巷尾上演。", "截至发稿时，相关工作仍在有序推进之中。"]
    )
    return "".join(said[:-1]) + own


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)
