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


def shuffled(body: str, random: Random) -> str:
    """Half of the paragraphs, or of the sentences where there are few, in another order."""
    lines = body.split("\n")
    if len(lines) < 4:
        lines = [said for said in SENTENCE.findall(body) if said.strip()]
    places = random.sample(range(len(lines)), max(2, len(lines) // 2))
    for place, line in zip(places, random.sample([lines[place] for place in places], len(places)), strict=True):
        lines[place] = line
    return "\n".join(line.strip() for line in lines)


def summed_up(body: str, random: Random) -> str:
    """An abstract before the text, of two or three of its own sentences, cut short."""
    said = [each.strip() for each in SENTENCE.findall(body) if len(each) > 15]
    drawn = sorted(random.sample(range(len(said)), min(len(said), random.randint(2, 3))))
    abstract = "".join(said[place].split("，")[0] + "。" for place in drawn)
    return f"{random.choice(['摘要：', '核心提示：', '导读 ', ''])}{abstract}\n{body}"


def numbered(body: str, random: Random) -> str:
    """The paragraphs as a list whose signs are another site's, now and then without its first item."""
    lines = [said.strip() for said in SENTENCE.findall(body) if said.strip()]
    sign = random.choice(["{}. ", "（{}）", "{}、", "第{},"])
    numbers = random.choice(["一二三四五六七八九", "123456789", "①②③④⑤⑥⑦⑧⑨"])
    first = random.randint(1, max(1, len(lines) - 8))
    listed = [sign.format(number) + line for number, line in zip(numbers, lines[first : first + 9], strict=False)]
    gone = 1 if random.random() < 0.3 else 0
    return "\n".join([*lines[:first], *listed[gone:], *lines[first + 9 :]])


def renumbered_list(body: str, random: Random) -> str:
    """The numbers of a list (1、 2、) otherwise: in characters, in brackets, or none."""
    shape = random.choice(["（{}）", "{}．", "", "{})", "第{}、"])

    def mark(number: re.Match[str]) -> str:
        value = int(number[1])
        tens, ones = divmod(value, 10)
        written = f"{'十' if tens else ''}{_DIGITS[ones] if ones else ''}" if value < 20 else number[1]
        return shape.format(written) if shape else ""

    return re.sub(r"^(\d{1,2})、", mark, body, flags=re.MULTILINE)


def dated_in_full(body: str, random: Random) -> str:
    """Dates with their year, or in characters; shares in signs."""
    year = random.randint(2019, 2025)

    def day(found: re.Match[str]) -> str:
        return f"{year}年{found[0]}"

    said = _DAY.sub(day, body, count=random.randint(1, 3))
    return re.sub(r"百分之(\d+)", r"\1%", said)


def table_flattened(body: str, random: Random) -> str:
    """The body with a table behind it, of which each cell stands on a line of its own."""
    return f"{body}\n" + table(body).replace(" ", "\n")


def table(body: str) -> str:
    """A small table made of a body's words, always the same for the same beginning."""
    words = re.findall("[\u4e00-\u9fff]{4}", body[:120])[:12]
    rows = [" ".join([str(number), *words[number * 3 : number * 3 + 3], str(number * 17 + 3)]) for number in range(4)]
    return "\n".join(["序号 项目 单位 责任人 数量", *rows])


def in_taiwan(body: str, _: Random) -> str:
    """Traditional script with the vocabulary of Taiwan."""
    return str(_converter("s2twp").convert(body))


def scanned(body: str, random: Random) -> str:
    """One sign in fifty lost or doubled, but those of numbers and names of numbers."""

    def read(sign: re.Match[str]) -> str:
        drawn = random.random()
        return "" if drawn < 0.01 else sign[0] * 2 if drawn < 0.02 else sign[0]

    return re.sub("[^0-9零一二三四五六七八九十百千万亿两]", read, body)


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
