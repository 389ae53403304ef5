"""How bodies are marked up: twenty years of editors, and what they leave between the paragraphs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from random import Random

from benchmarks.accuracy.stories import Story


@dataclass(frozen=True, slots=True)
class Marked:
    """A body's markup, and the paragraphs that a person reads in it."""

    html: str
    paragraphs: tuple[str, ...]


Style = Callable[[Story, Random], Marked]


def plain(told: Story, _random: Random) -> Marked:
    """``<p>`` with the two full-width blanks that begin a paragraph."""
    return _joined(told, [f"<p>　　{escape(text)}</p>" for text in told.paragraphs])


def indented(told: Story, _random: Random) -> Marked:
    return _joined(
        told, [f'<p style="text-indent:2em;line-height:1.75;">{escape(text)}</p>' for text in told.paragraphs]
    )


def breaks(told: Story, _random: Random) -> Marked:
    return _joined(told, [f"　　{escape(text)}<br><br>\n" for text in told.paragraphs])


def single_breaks(told: Story, _random: Random) -> Marked:
    return _joined(told, [f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(text)}<br />\r\n" for text in told.paragraphs])


def boxes(told: Story, _random: Random) -> Marked:
    return _joined(told, [f"<div>{escape(text)}</div><div><br></div>" for text in told.paragraphs])


def word(told: Story, random: Random) -> Marked:
    """What Word leaves: upper-case tags, spans within a word, fonts, empty office tags."""
    return _joined(told, ["<?xml:namespace prefix = o />", *(_word(text, random) for text in told.paragraphs)])


def sections(told: Story, _random: Random) -> Marked:
    """Nested sections of WeChat's editors."""
    open_, close = (
        '<section><section style="margin:0 8px"><p style="letter-spacing:1px"><span>',
        "</span></p></section></section>",
    )
    head = '<section style="border:1px solid"><section>&nbsp;</section></section>'
    return _joined(told, [head, *(f"{open_}{escape(text)}{close}<p><br></p>" for text in told.paragraphs)])


def unclosed(told: Story, _random: Random) -> Marked:
    return _joined(told, [f"<P align=left>　　{escape(text)}\n" for text in told.paragraphs])


def pictured(told: Story, random: Random) -> Marked:
    """Photos between the paragraphs, one with a caption beneath it."""
    parts = [f"<p>　　{escape(text)}</p>" for text in told.paragraphs]
    read = list(told.paragraphs)
    caption = f"图为居民在{told.region}一处院落里商量事情"
    at = random.randint(1, len(parts) - 1)
    parts[at:at] = [
        '<p style="text-align:center"><img src="./W020220310338.jpg" border="0" alt="" OLDSRC="W020220310338.jpg"></p>',
        f'<p style="text-align:center"><span style="color:#666">{caption}</span></p>',
    ]
    parts.append('<p style="text-align: center"><img src="/upload/2022/03/10/2.png"/></p>')
    read.insert(at, caption)
    return Marked("".join(parts), tuple(read))


def headed(told: Story, random: Random) -> Marked:
    """Bold headings between the paragraphs."""
    heads = ("一、把桌子搬到楼下", "二、把账本摊在桌上", "三、把规矩写在墙上")
    places = sorted(random.sample(range(1, len(told.paragraphs)), min(3, len(told.paragraphs) - 1)), reverse=True)
    parts = [f"<p>{escape(text)}</p>" for text in told.paragraphs]
    read = list(told.paragraphs)
    for place, head in zip(places, reversed(heads[: len(places)]), strict=True):
        parts.insert(place, f"<p><strong>{head}</strong></p>")
        read.insert(place, head)
    return Marked("".join(parts), tuple(read))


def cell(told: Story, _random: Random) -> Marked:
    """Loose text and breaks in the cell of a table within a table."""
    text = "<BR>\n<BR>".join(f"　　{escape(text)}" for text in told.paragraphs)
    return Marked(
        f'<TABLE width="96%" border=0><TR><TD class=f14 style="LINE-HEIGHT: 22px"><FONT id=zt>{text}</FONT></TD></TR></TABLE>',
        told.paragraphs,
    )


def watermarked(told: Story, _random: Random) -> Marked:
    """Hidden words that a copy would carry along."""
    hidden = '<span style="display:none">本文来自网站版权保护</span><font style="display: none;">2011-01-01</font>'
    return _joined(told, [f"<p>　　{escape(text)}{hidden}</p>" for text in told.paragraphs])


def signed(told: Story, _random: Random) -> Marked:
    """A bracketed editor and a printing bar at the end, within the container."""
    tail = f'<p style="text-align:right">（责任编辑：{told.editor}）</p><p>【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</p>'
    return _joined(told, [*(f"<p>　　{escape(text)}</p>" for text in told.paragraphs), tail])


def tabled(told: Story, _random: Random) -> Marked:
    """A small table of figures within the text."""
    rows = (("楼院", "户数", "议事次数"), ("桂花苑", "412", "17"), ("清风里", "286", "9"))
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    parts = [f"<p>　　{escape(text)}</p>" for text in told.paragraphs]
    parts.insert(2, f'<table border="1" cellspacing="0"><tbody>{cells}</tbody></table>')
    read = [*told.paragraphs[:2], *(" ".join(row) for row in rows), *told.paragraphs[2:]]
    return Marked("".join(parts), tuple(read))


def related(told: Story, _random: Random) -> Marked:
    """Links to other articles at the end, within the container and with their dates."""
    rows = "".join(
        f'<li><a href="/n/{at:%Y%m}/{at:%d}.html">{escape(title)}</a> ({at:%Y-%m-%d})</li>'
        for title, at in told.others[:5]
    )
    parts = [f"<p>　　{escape(text)}</p>" for text in told.paragraphs]
    return _joined(told, [*parts, f"<p><strong>相关链接：</strong></p><ul>{rows}</ul>"])


def attached(told: Story, _random: Random) -> Marked:
    name = f"1.{told.region}居民议事规则（样本）.doc"
    parts = [f"<p>　　{escape(text)}</p>" for text in told.paragraphs]
    parts.append(f'<p>附件：<a href="./P020220310.doc">{name}</a></p>')
    return Marked("".join(parts), (*told.paragraphs, f"附件：{name}"))


def fonted(told: Story, random: Random) -> Marked:
    """A new font every few characters."""
    return _joined(
        told, [f"<p>　　{_split(text, random, '<font face=宋体 size=3>', '</font>')}</p>" for text in told.paragraphs]
    )


def dropped(told: Story, _random: Random) -> Marked:
    """A player that asks for Flash and a script in the middle of the text."""
    player = '<div class="video"><object><embed src="a.swf"></embed></object></div><script>var p = new Player({t:"2016-08-09"});</script>'
    parts = [f"<p>{escape(text)}</p>" for text in told.paragraphs]
    parts.insert(1, player)
    return _joined(told, parts)


STYLES: tuple[Style, ...] = (
    plain, indented, breaks, word, pictured, boxes, headed, sections, signed, single_breaks, fonted, tabled,
    watermarked, related, unclosed, dropped, cell, attached,
)  # fmt: skip


def _joined(told: Story, parts: Sequence[str]) -> Marked:
    return Marked("".join(parts), told.paragraphs)


def _word(text: str, random: Random) -> str:
    span = '<SPAN lang=EN-US style="FONT-SIZE: 16pt; FONT-FAMILY: 仿宋_GB2312; mso-hansi-font-family: 宋体">'
    inner = _split(text, random, span, "</SPAN>")
    return f'<P class=MsoNormal style="TEXT-INDENT: 32pt; mso-char-indent-count: 2.0">{inner}<o:p></o:p></P>'


def _split(text: str, random: Random, before: str, after: str) -> str:
    """The text cut at random places, each piece between ``before`` and ``after``."""
    cuts = sorted(random.sample(range(1, len(text)), min(4, len(text) - 1)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, None], strict=True)]
    return "".join(f"{before}{escape(piece)}{after}" for piece in pieces)
