"""Pages on which dates, titles and sources are easily misread, each made so that a person reads it without doubt."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from random import Random

from benchmarks.accuracy.bodies import Marked, Style, breaks, plain, word
from benchmarks.accuracy.families import FAMILIES, Family, print_page, specimen
from benchmarks.accuracy.infolines import MODERN, cut, fill
from benchmarks.accuracy.specimens import Specimen
from benchmarks.accuracy.stories import Story, story
from govcrawl.items import Link

BY_SHELL = {family.shell: family for family in FAMILIES}
NOTHING: dict[str, str | None] = {"published": None, "source": None, "author": None, "views": None}


def traps() -> Iterator[Specimen]:
    """One page a trap."""
    yield from _undated()
    yield from _dated_elsewhere()
    yield from _dated_oddly()
    yield from _sources()
    yield from _titles()


def _undated() -> Iterator[Specimen]:
    """Nothing on the page says when it was published, and much else is dated."""
    for shell, path in (
        ("portal_2003", "/s/{id}.shtml"),
        ("dede", "/html/jcdt/{id}.html"),
        ("media", "/d/{id}"),
        ("handmade", "/2/{id}.htm"),
        ("vsb", "/info/1022/{id}.htm"),
    ):
        told = _story(f"undated:{shell}", shell)
        yield _page(
            shell, "undated", told, f"来源：{told.source}　【打印】", NOTHING | {"source": told.source}, path=path
        )
    told = _story("written", "trs_policy")
    yield _page("trs_policy", "only written", told, "", NOTHING, path="/zwgk/zcwj/{id}.shtml")
    told = _story("issue", "epaper_new")
    line = f"{told.at.year}年第5期　总第218期　　作者：{told.author}"
    yield _page("epaper_new", "an issue, no day", told, line, NOTHING | {"author": told.author}, path="/qk/{id}.html")
    told = _story("relative", "portal_2023")
    yield _page(
        "portal_2023", "three hours ago", told, f"3小时前　来源：{told.source}", NOTHING | {"source": told.source}
    )
    told = _story("epoch zero", "jpaas")
    yield _page("jpaas", "1970-01-01", told, "发布时间：1970-01-01 08:00　来源：", NOTHING, path="/jcdt/{id}.html")


def _dated_elsewhere() -> Iterator[Specimen]:
    """The date stands in the address, in the list row or in a tag alone."""
    told = _story("url day", "trs_ministry")
    yield _page("trs_ministry", "date in the URL", told, "", NOTHING | {"published": cut(told.at, "day")})
    told = _story("url month", "media")
    yield _page(
        "media", "month in the URL", told, "", NOTHING | {"published": f"{told.at:%Y-%m}"}, path="/%Y%m/{hex}.html"
    )
    told = _story("url other day", "people_new")
    said = {"published": cut(told.at.replace(day=28 - told.at.day // 2), "minute"), "source": told.source}
    line = f"{said['published']} 来源：{told.source}".replace("T", " ")
    yield _page("people_new", "another day in the URL", told, line, NOTHING | said)
    told = _story("row", "handmade")
    page = _page(
        "handmade", "date in the list row", told, "", NOTHING | {"published": cut(told.at, "day")}, path="/jc/{id}.htm"
    )
    row = Link(url=page.pages[0].url, title=told.title, published=f"{told.at:%Y-%m-%d}")
    yield replace(page, pages=(replace(page.pages[0], link=row),))
    for name, template in (
        ("article:published_time", '<meta property="article:published_time" content="{iso}+08:00"><meta name="source" content="{source}">'),
        ("JSON-LD", '<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}","datePublished":"{iso}+08:00","publisher":{{"@type":"Organization","name":"{source}"}}}}</script>'),
    ):  # fmt: skip
        told = _story(name, "portal_2023")
        iso = cut(told.at, "second") or ""
        metas = template.format(iso=iso, title=told.title, source=told.source)
        said = {"published": iso, "title": told.title}
        yield _page("portal_2023", name, told, "", said, metas=metas)


def _dated_oddly() -> Iterator[Specimen]:
    """The date is on the page, in a form of its own."""
    yield from _dated_by_other_words()
    yield from _dated_among_other_lines()
    yield from _dated_in_the_text()


def _dated_by_other_words() -> Iterator[Specimen]:
    told = _story("created", "portal_2023")
    line = f"<span>创建于{told.at:%Y-%m-%d}</span><span>阅读 {told.views}</span>"
    yield _page(
        "portal_2023", "创建于", told, line, NOTHING | {"published": cut(told.at, "day"), "views": str(told.views)}
    )
    told = _story("split", "hanweb")
    line = f"发布日期：{told.at.year}-\n {told.at:%m}-\n {told.at:%d}"
    yield _page("hanweb", "split over lines", told, line, NOTHING | {"published": cut(told.at, "day")})
    told = _story("box", "media")
    line = f'<div class="d"><b>{told.at:%d}</b><span>{told.at:%Y-%m}</span></div>'
    yield _page("media", "in a box", told, line, NOTHING | {"published": cut(told.at, "day")})


def _dated_among_other_lines() -> Iterator[Specimen]:
    told = _story("stale", "trs_county")
    line = f'<span style="display:none">发布时间：2002-11-08 20:26</span><img alt="时间：2002-11-08 20:26" src="a.gif">时间：{told.at:%Y-%m-%d %H:%M}　来源：{told.source}'
    yield _page(
        "trs_county",
        "a stale one hidden",
        told,
        line,
        NOTHING | {"published": cut(told.at, "minute"), "source": told.source},
    )
    told = _story("two lines", "vsb")
    line = f"<p>作者：{told.author}　　审核：{told.editor}</p><p>来源：{told.source}</p><p>{told.at:%Y-%m-%d %H:%M}　浏览：{told.views}</p>"
    said = {"published": cut(told.at, "minute"), "source": told.source, "author": told.author, "views": str(told.views)}
    yield _page("vsb", "three info lines", told, line, said)


def _dated_in_the_text() -> Iterator[Specimen]:
    told = _story("signed", "nfcms")
    ending = (f"{told.region}民政局", f"{told.at.year}年{told.at.month}月3日")
    marked = _ended(told, "".join(f'<p align="right">{line}</p>' for line in ending), ending)
    line = f"发布时间：{told.at:%Y-%m-%d}　来源：{told.source}"
    yield _page(
        "nfcms",
        "signed and dated below",
        told,
        line,
        NOTHING | {"published": cut(told.at, "day"), "source": told.source},
        body=marked,
    )
    told = _story("dateline", "epaper_old")
    first = f"本报讯（记者 {told.author}）2月30日，"
    texts = (first + told.paragraphs[0], *told.paragraphs[1:])
    marked = Marked("".join(f"<P>　　{escape(text)}</P>" for text in texts), texts)
    yield _page(
        "epaper_old",
        "本报讯 in front",
        told,
        f"{told.at:%Y-%m-%d}",
        {"published": cut(told.at, "day"), "source": None},
        body=marked,
    )


def _sources() -> Iterator[Specimen]:
    """The source stands below the text, or is a word that means another."""
    for name, line in (("in parentheses", "（来源：{}）"), ("on a line", "文章来源：{}"), ("稿源", "（稿源：{}）")):
        told = _story(name, "portal_2016")
        marked = _ended(told, f"<p>{line.format(told.source)}</p>", ())
        said = NOTHING | {"published": cut(told.at, "minute"), "source": told.source}
        yield _page("portal_2016", f"source below, {name}", told, f"{told.at:%Y-%m-%d %H:%M}", said, body=marked)
    for word_, wanted in (
        ("本站原创", "{site}"),
        ("佚名", None),
        ("互联网", None),
        ("本网", "{site}"),
        ("“{s}”", "{s}"),
        ("来源：{s}", "{s}"),
    ):
        told = _story(f"source {word_}", "ucap")
        slots = {"s": told.source, "site": BY_SHELL["ucap"].organisation}
        line = f"{told.at:%Y-%m-%d %H:%M}　来源：{word_.format(**slots)}"
        said = NOTHING | {"published": cut(told.at, "minute"), "source": wanted and wanted.format(**slots)}
        yield _page("ucap", f"source {word_.format(s='…')}", told, line, said)


def _titles() -> Iterator[Specimen]:
    """The title is not where one looks for it first."""
    info = MODERN[0]
    said = ("minute", "source")
    told = _story("spam tag", "media")
    yield _titled("media", "another's title in the tag", told, head_title="澳门威尼斯人官网平台")
    told = _story("site tag", "portal_2016")
    yield _titled("portal_2016", "the site's name in the tag", told, head_title="新闻")
    told = _story("cut tag", "trs_ministry")
    yield _titled("trs_ministry", "the tag cut short", told, head_title=f"{told.title[:9]}...")
    told = _story("kicker", "epaper_new")
    yield _titled("epaper_new", "the section in the crumbs", told, crumbs=f"首页 &gt; {escape(told.title)}")
    told = _story("row title", "media")
    family, random = BY_SHELL["media"], Random("row title")
    line = fill(info, told, host=family.host, site=family.organisation)
    printed = print_page(
        family, told, line=line, body=plain(told, random), heading="", head_title=family.organisation, random=random
    )
    printed = replace(printed, row=Link(url=printed.url, title=told.title))
    label = NOTHING | {"published": cut(told.at, said[0]), "source": told.source}
    yield specimen(family, "title in the list row", (printed,), told, label, told.paragraphs)


def _titled(
    shell: str, name: str, told: Story, *, head_title: str | None = None, crumbs: str | None = None
) -> Specimen:
    family, random = BY_SHELL[shell], Random(name)
    line = fill(MODERN[0], told, host=family.host, site=family.organisation)
    printed = print_page(
        family, told, line=line, body=breaks(told, random), head_title=head_title, crumbs=crumbs, random=random
    )
    label = NOTHING | {"published": cut(told.at, "minute"), "source": told.source}
    return specimen(family, name, (printed,), told, label, told.paragraphs, trap=name)


def _story(key: str, shell: str) -> Story:
    return story(f"trap:{key}", era=BY_SHELL[shell].era)


def _ended(told: Story, markup: str, read: tuple[str, ...]) -> Marked:
    """The plain body with something below it, and what of that is text."""
    marked = plain(told, Random(0))
    return Marked(marked.html + markup, (*marked.paragraphs, *read))


def _page(
    shell: str, name: str, told: Story, line: str, label: dict[str, str | None], *, body: Marked | None = None,
    path: str | None = None, metas: str = "",
) -> Specimen:  # fmt: skip
    family: Family = BY_SHELL[shell]
    random = Random(f"{shell}:{name}")
    style: Style = word if len(name) % 3 == 0 else plain
    marked = body or style(told, random)
    number = random.randint(100, 999)
    printed = print_page(family, told, line=line, body=marked, metas=metas, number=number, random=random, path=path)
    return specimen(family, name, (printed,), told, label, marked.paragraphs, trap=name)
