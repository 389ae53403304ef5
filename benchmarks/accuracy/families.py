"""Articles in the manner of every platform: a shell, an info line, a body's markup and clutter, none alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from benchmarks.accuracy import clutter
from benchmarks.accuracy.bodies import STYLES, Marked, Style
from benchmarks.accuracy.infolines import MODERN, OLD, Info, fill, stated
from benchmarks.accuracy.specimens import Printed, Specimen
from benchmarks.accuracy.stories import Story, story
from govcrawl.demo.render import fill as fill_template
from govcrawl.platforms import (
    aspnet,
    dede,
    empire,
    hanweb,
    jpaas,
    people,
    phpcms,
    sudy,
    trs,
    ucap,
    vsb,
    wordpress,
    xsnet,
)
from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.score import Label
from govcrawl.site import GENERIC, Platform

SHELLS = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A manner of making pages: its shell, the addresses it gives, the charsets it comes in."""

    shell: str
    organisation: str
    host: str
    path: str  # of strftime, and {id}
    era: str = "new"
    platform: Platform = GENERIC
    container: str | None = None
    infos: tuple[Info, ...] = MODERN
    charsets: tuple[str, ...] = ("utf-8",)
    count: int = 5


FAMILIES = (
    Family(shell="trs_ministry", organisation="渚北区民政局", host="mzj.zhubei.example", path="/gzdt/jcdt/%Y%m/t%Y%m%d_{id}.html", platform=trs.TRS, count=7),
    Family(shell="trs_county", organisation="桐山区人民政府", host="www.tongshan.example", path="/xwzx/%Y%m/t%Y%m%d_{id}.htm", era="old", platform=trs.TRS, infos=OLD, charsets=("gbk", "utf-8")),
    Family(shell="trs_policy", organisation="南澜区人民政府", host="www.nanlan.example", path="/zwgk/zcwj/%Y%m/t%Y%m%d_{id}.shtml", platform=trs.TRS, container=".TRS_UEDITOR"),
    Family(shell="hanweb", organisation="江澜市民政局", host="mz.jianglan.example", path="/art/%Y/%-m/%-d/art_10834_{id}.html", platform=hanweb.HANWEB, count=7),
    Family(shell="hanweb_table", organisation="安渚市人民政府", host="www.anzhu.example", path="/art/%Y/%-m/%-d/art_21_{id}.html", era="middle", platform=hanweb.HANWEB, charsets=("gbk", "utf-8")),
    Family(shell="jpaas", organisation="海棠街道办事处", host="www.haitang.example", path="/hlqxw/jcdt/art/%Y/art_{hex}.html", platform=jpaas.JPAAS),
    Family(shell="ucap", organisation="明川市人民政府", host="www.mingchuan.example", path="/yaowen/liebiao/%Y%m/content_{id}.htm", platform=ucap.UCAP, count=6),
    Family(shell="nfcms", organisation="汀洲区民政局", host="www.tingzhou.example", path="/gzdt/content/post_{id}.html", platform=GKMLPT),
    Family(shell="vsb", organisation="桐阳学院社会工作系", host="shgz.tongyang.example", path="/info/1022/{id}.htm", platform=vsb.VSB, count=6),
    Family(shell="sudy", organisation="云溪大学基层治理研究院", host="jczl.yunxi.example", path="/%Y/%m%d/c814a{id}/page.htm", platform=sudy.SUDY),
    Family(shell="people_old", organisation="党建频道", host="dangjian.renmin.example", path="/n1/%Y/%m%d/c394443-{id}.html", era="middle", platform=people.PEOPLE, charsets=("gbk",)),
    Family(shell="people_new", organisation="党建频道", host="dangjian.renmin.example", path="/n1/%Y/%m%d/c117092-{id}.html", platform=people.PEOPLE, charsets=("gb2312", "utf-8")),
    Family(shell="dede", organisation="东篱社区党建网", host="www.dongli.example", path="/jcdt/%Y/%m%d/{id}.html", era="middle", platform=dede.DEDE, infos=(*OLD[:6], *MODERN[8:12]), charsets=("gbk", "utf-8")),
    Family(shell="phpcms", organisation="望湖社区网", host="www.wanghu.example", path="/show-14-{id}-1.html", era="middle", platform=phpcms.PHPCMS, infos=(*MODERN[3:7], *OLD), charsets=("utf-8", "gbk")),
    Family(shell="empire", organisation="云溪社区服务网", host="www.yxfw.example", path="/xinwen/%Y-%m-%d/{id}.html", era="middle", platform=empire.EMPIRE, infos=OLD, charsets=("gb2312",)),
    Family(shell="wordpress", organisation="晓园邻里", host="xiaoyuan.example", path="/%Y/%m/{id}/", platform=wordpress.WORDPRESS, infos=MODERN[24:] + MODERN[:4]),
    Family(shell="aspnet", organisation="新港街道办事处", host="www.xingang.example", path="/ShowNews.aspx?ID={id}", era="middle", platform=aspnet.ASPNET, container="[id$=lblContent]", infos=OLD + MODERN[:6], charsets=("utf-8", "gb2312")),
    Family(shell="xsnet", organisation="古渡镇", host="zt.xsnet.example", path="/A/gudu/content/%Y-%m/%d/content_{id}.html", platform=xsnet.XSNET, container="td.con", infos=(MODERN[2], MODERN[14], MODERN[0], MODERN[4]), count=4),
    Family(shell="portal_2003", organisation="江澜热线", host="news.jianglan.example", path="/s/%Y-%m-%d/{id}.shtml", era="old", container="td.l17", infos=(OLD[5], *OLD), charsets=("gb2312",), count=8),
    Family(shell="portal_2008", organisation="云溪在线", host="news.yunxi.example", path="/c/%Y-%m-%d/{id}.shtml", era="middle", container="#artibody", infos=MODERN[3:] + MODERN[:3], charsets=("gbk",), count=6),
    Family(shell="portal_2016", organisation="明川网", host="news.mingchuan.example", path="/%y/%m%d/10/C{id}.html", era="middle", container="#endText", charsets=("gbk", "utf-8"), count=6),
    Family(shell="portal_2023", organisation="安渚号", host="mbd.anzhu.example", path="/newspage/data/{id}", infos=MODERN[22:] + MODERN[:22], count=6),
    Family(shell="epaper_old", organisation="桐阳日报", host="epaper.tongyang.example", path="/tyrb/html/%Y-%m/%d/content_{id}.htm", era="middle", container="#ozoom", infos=(MODERN[22], MODERN[5], OLD[9], MODERN[29]), charsets=("utf-8", "gbk")),
    Family(shell="epaper_new", organisation="临浦晚报", host="lpwb.linpu.example", path="/pc/con/%Y%m/%d/content_{id}.html", container="#articleContent", infos=(MODERN[6], MODERN[9], MODERN[22], MODERN[13])),
    Family(shell="handmade", organisation="石鼓街道之窗", host="shigu.example", path="/news/{id}.htm", era="old", infos=OLD[1:], charsets=("gb2312",), count=7),
    Family(shell="media", organisation="松川区融媒体中心", host="rm.songchuan.example", path="/wap/detail/{id}", container=".detail-c", count=6),
)  # fmt: skip


def articles() -> Iterator[Specimen]:
    """Every family's articles."""
    for place, family in enumerate(FAMILIES):
        for number in range(family.count):
            yield make(family, number, offset=place * 7)


def make(family: Family, number: int, *, offset: int = 0) -> Specimen:
    """The article of a number: the next info line, the next style, the next charset of its family."""
    key = f"{family.shell}:{number}"
    random = Random(key)
    told = story(key, era=family.era)
    info = family.infos[(offset + number) % len(family.infos)]
    style = STYLES[(offset * 3 + number * 5) % len(STYLES)]
    marked = style(told, random)
    label = stated(info, told, host=family.host, site=family.organisation)
    metas = meta_tags(told, label, number)
    line = fill(info, told, host=family.host, site=family.organisation)
    printed = print_page(family, told, line=line, body=marked, metas=metas, number=number, random=random)
    return specimen(family, f"{number}", (printed,), told, label, marked.paragraphs, trap=trap_of(style, metas))


def specimen(
    family: Family, name: str, printed: Sequence[Printed], told: Story, label: dict[str, str | None],
    paragraphs: tuple[str, ...], *, trap: str = "",
) -> Specimen:  # fmt: skip
    """The labelled article of a family."""
    return Specimen(
        family=family.shell,
        name=name,
        pages=tuple(each.page() for each in printed),
        label=Label(values={"title": told.title, **label}, body=paragraphs),
        organisation=family.organisation,
        platform=family.platform,
        container=family.container,
        trap=trap,
    )


def print_page(
    family: Family, told: Story, *, line: str, body: Marked, metas: str = "", number: int = 0, random: Random,
    heading: str | None = None, head_title: str | None = None, crumbs: str | None = None, path: str | None = None,
) -> Printed:  # fmt: skip
    """The page of a story in a family's shell."""
    charset = family.charsets[number % len(family.charsets)]
    own = {
        "charset": charset,
        "title": told.title if head_title is None else head_title,
        "heading": headline(told.title, random) if heading is None else heading,
        "metas": metas,
        "info": line,
        "body": body.html,
        "crumbs": clutter.crumbs(family.organisation, random) if crumbs is None else crumbs,
    }
    html = fill_template(shell(family.shell), own | _around(family, told, random))
    where = told.at.strftime(path or family.path)
    url = f"http://{family.host}" + where.format(id=8800 + number, hex=f"{random.getrandbits(128):032x}")
    codec = {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset)
    return Printed(url=url, html=html, charset=codec)


def _around(family: Family, told: Story, random: Random) -> dict[str, str]:
    """What a page of a family has beside its article."""
    return {
        "site": family.organisation,
        "host": family.host,
        "region": told.region,
        "editor": told.editor,
        "written": f"{told.at - timedelta(days=31):%Y-%m-%d}",
        "papermonth": f"{told.at:%Y年%m月}",
        "top": clutter.top(random),
        "side": clutter.side(told, random),
        "share": clutter.share(random),
        "neighbours": clutter.neighbours(told, random),
        "below": clutter.below(told, random),
        "comments": clutter.comments(random),
        "foot": clutter.foot(family.organisation, told, random),
    }


def headline(title: str, random: Random) -> str:
    """A title as it is printed: bare, wrapped, or broken in two lines where it has two halves."""
    shown = escape(title)
    for sign in ("，", "："):
        if shown.count(sign) == 1 and random.random() < 0.3:
            return shown.replace(sign, f"{sign}<br>")
    return random.choice((shown, shown, f"\r\n      {shown}\r\n   ", f"<span>{shown}</span>", f"<font>{shown}</font>"))


def meta_tags(told: Story, label: dict[str, str | None], number: int) -> str:
    """What the head declares: the national tags, right or generated anew; other tags; nothing."""
    later = told.at + timedelta(days=41)
    source = label.get("source") or ""
    described = f'<meta name="Description" content="{escape(told.paragraphs[0][:60])}"><meta name="Keywords" content="社区;治理">'
    national = (
        f'<meta name="ArticleTitle" content="{escape(told.title)}"><meta name="ContentSource" content="{source}">'
    )
    return (
        described,
        f'{national}<meta name="PubDate" content="{told.at:%Y-%m-%d %H:%M}">{described}',
        "",
        f'{national.lower()}<meta name="PubDate" content="{later:%Y-%m-%d %H:%M:%S}"><meta name="Maketime" content="{later:%Y-%m-%d %H:%M:%S}">',
        f'<meta name="publishdate" content="{told.at:%Y-%m-%d}"><meta name="author" content="admin">',
    )[number % 5]


def trap_of(style: Style, metas: str) -> str:
    return f"{style.__name__}{', PubDate generated anew' if 'Maketime' in metas else ''}"


@cache
def shell(name: str) -> str:
    return (SHELLS / f"{name}.html").read_text(encoding="utf-8")
