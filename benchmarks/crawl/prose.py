"""News of no place: long enough, and no two alike but for the reprints, so that finding their stories is real work."""

from dataclasses import dataclass
from random import Random

NAMES = "清泉 槐荫 柳桥 石榴 竹溪 云岭 东篱 南塘 北渡 西墙 望江 听雨 杏林 梅坞 松岗 桂园 莲湖 芦荡 枫桥 榆钱".split()
KINDS = "社区 小区 村 街道 苑 新村".split()
PEOPLE = "网格员 楼栋长 党员志愿者 退休教师 物业经理 社工 业委会成员 快递骑手 居民代表 社区民警 调解员 医生".split()
THINGS = (
    "停车位 充电桩 健身器材 垃圾投放点 老年食堂 路灯 雨水井 加装电梯的账目 共享工具房 图书角 晾衣架 非机动车棚"
    " 楼道扶手 儿童滑梯 监控探头 宣传栏 快递柜 菜园围栏"
).split()
ACTS = (
    "逐户登记 重新划线 贴出告示 请人估价 投票表决 分段施工 连夜抢修 拍照存档 列成清单 交给监督小组 编上号码 定下轮值"
).split()
ENDS = "居民看得见 账目对得上 说话有人听 事情有人管 夜里走得稳 老人上得去 孩子玩得开 来办事不用跑第二趟".split()
WHEN = "上周三傍晚 本月初 入汛以来 春节过后 今年三月 连续下雨的那几天 物业换届时 第二次议事会上 去年冬天".split()
FORMS = (
    "{when}，{name}{kind}的{person}{surname}师傅带着{n}户人家把{thing}{act}，前后用了{m}天，花去{k}元。",
    "记者在{name}{kind}看到，{n}处{thing}已经{act}，剩下的{m}处写在{person}的本子上，编号到{k}。",
    "“{thing}这件事拖了{m}年，{n}个人吵过{k}回，”{person}{surname}某说，“{act}之后，{end}。”",
    "{name}{kind}把{thing}和{other}并在一起，先{act}，再由{person}每隔{m}天看一遍，{n}户签了字，第{k}号意见也有了回音。",
    "到{when}，{name}{kind}共收到{k}条建议，办结{n}条，{m}条涉及{thing}，由{person}{act}，力求{end}。",
    "为了{thing}，{person}们在{name}{kind}支起{m}张桌子，{n}位住户当场{act}，第{k}户的{surname}老太太最后一个按了手印。",
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"


@dataclass(frozen=True, slots=True)
class Story:
    """A title and the paragraphs under it."""

    title: str
    paragraphs: tuple[str, ...]


def tell(number: int) -> Story:
    """The story of a number, always the same: some 1,500 characters in a dozen paragraphs."""
    random = Random(f"story {number}")
    place = random.choice(NAMES) + random.choice(KINDS)
    thing = random.choice(THINGS)
    title = f"{place}{random.randint(2, 99)}户居民把{thing}{random.choice(ACTS)}：{random.choice(ENDS)}"
    return Story(title, tuple(_paragraph(random) for _ in range(random.randint(9, 14))))


def _paragraph(random: Random) -> str:
    return "".join(_sentence(random) for _ in range(random.randint(2, 4)))


def _sentence(random: Random) -> str:
    return random.choice(FORMS).format(
        name=random.choice(NAMES),
        kind=random.choice(KINDS),
        person=random.choice(PEOPLE),
        thing=random.choice(THINGS),
        other=random.choice(THINGS),
        act=random.choice(ACTS),
        end=random.choice(ENDS),
        when=random.choice(WHEN),
        surname=random.choice(SURNAMES),
        n=random.randint(11, 99_999),
        m=random.randint(2, 99),
        k=random.randint(100, 999_999),
    )
