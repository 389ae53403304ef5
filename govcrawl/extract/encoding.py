"""Bytes of a page → its text: the bytes decide between what header, meta tag and byte order mark claim."""

import codecs
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

MAX_BYTES = 24_000_000  # of a page after inflating; the largest article pages seen carry 10 MB of inline images
_SAMPLE = 2_000  # bytes from the first non-ASCII one on; enough to tell encodings apart
_LOOKED_AT = 16_000  # characters in which text that was encoded twice shows
_SURE = 0.35  # of plausibility: no text reads so well in a wrong encoding
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,20})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,20})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,20})", re.IGNORECASE)
_FAMILIES = {
    "gb18030": re.compile(r"^(x-)?(gb|cp936|ms936|chinese$|hz-gb|euc-cn|csgb)", re.IGNORECASE),
    "utf-8": re.compile(r"^(utf-?8|unicode-1-1-utf-8|x-unicode20utf8)", re.IGNORECASE),
    "big5hkscs": re.compile(r"^(x-x-)?(big-?5|cn-big5|csbig5|cp950)", re.IGNORECASE),
}
# The commonest characters of both scripts: about half of any right reading, next to nothing of a wrong one.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上个国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去"
    "法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三"
    "关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任"
    "常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做"
    "接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记"
    "街道党委居村镇县乡省州，。、：；“”（）《》！？"
    "這來個國時說會們對為過發後經學現當沒動還進樣從無與長機業將兩問應戰體見產話給門東聲員論處義認條氣題爾別變總電數報結務場"
    "件計資隊統區決馬書聽達強難權設記導黨實關點內類據廣單縣鄉鎮網"
)
_MOJIBAKE = re.compile(r"[\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}")
# What Windows-1252 shows where Latin-1 has control characters, as the character of its byte
_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}
_SUSPECT = re.compile(r"[\xa1-\xff][\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2}")
_WESTERN = re.compile(r"([\x00-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]+)")
# Half of a character, as only an escape in JSON or JavaScript can print it; a pair is matched first, to be left alone.
_HALF = re.compile(
    r"(?P<pair>\\u[dD][89abAB][0-9a-fA-F]{2}\\+u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_BEGIN = re.compile(r"<html[\s>]", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_NEAR = 2_000  # characters before the end of a page in which its last tags stand, mostly
_IMPOSSIBLE = re.compile(r"[\x80-\x9f\ue000-\uf8ff\ufffd]")
_HAN, _KANA, _PRIVATE = "[\u4e00-\u9fff]", "\u3041-\u306d\u306f-\u30f6\u3105-\u312f", "\ue000-\uf8ff"
# The odd character comes before the look at what stands behind it because the engine can then skip to it.
_SHIFTED = re.compile(
    rf"[{_KANA}{_PRIVATE}？?](?:(?<={_HAN}[{_KANA}]){_HAN}|(?<={_HAN}[{_PRIVATE}])[a-z]?{_HAN}|(?<=[？?]){_HAN}[a-z]{_HAN})"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding it was read in, and what reading took."""

    text: str
    encoding: str
    transforms: tuple[str, ...]


def decode(body: bytes, headers: Mapping[str, str]) -> Decoded:
    """The text of a page. gb2312 and gbk are read as gb18030; a claim is followed only where the bytes bear it out."""
    body, inflated = _inflate(body[:MAX_BYTES])
    encoding, said = _encoding(body, headers)
    text = body.decode(encoding, "govcrawl.gb" if encoding == "gb18030" else "replace").removeprefix("\ufeff")
    if r"\u" in text and (r"\ud" in text or r"\uD" in text):
        text = _HALF.sub(lambda found: found["pair"] or r"\ufffd", text)
    text, unwound = _unwind(text)
    took = [*inflated]
    if encoding != "utf-8":
        took.append(f"encoding:{encoding}")
    if said and encoding not in said and not body.isascii():
        took.append(f"mislabelled:{said[0]}")
    return Decoded(text, encoding, (*took, *unwound))


def damage(page: str, text: str) -> tuple[str, ...]:
    """What is wrong with a page and the text of its body beyond repair: marks for ``transforms``, none if sound.

    A page that begins as HTML and never ends may have been cut off where HTTP did not tell.
    """
    found = []
    if _BEGIN.search(page) and not _END.search(page, max(0, len(page) - _NEAR)) and not _END.search(page):
        found.append("damaged:unended")
    if text.count("\ufffd") + text.count("锟斤拷") * 3 >= 2:
        found.append("damaged:replacement")
    if _SHIFTED.search(text):
        found.append("damaged:byte_shift")
    return tuple(found)


def _inflate(body: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The body of a server that compresses without saying so."""
    if not body.startswith(b"\x1f\x8b"):
        return body, ()
    try:
        return zlib.decompressobj(31).decompress(body, MAX_BYTES), ("inflated",)
    except zlib.error:
        return body, ()


def _encoding(body: bytes, headers: Mapping[str, str]) -> tuple[str, list[str]]:
    said = declared(body, headers)
    for mark, name in _BOMS:
        if body.startswith(mark):
            return name, said
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # a page cut off inside a character
            return "utf-8", said
        return _most_plausible(_sample(body, error.start), said), said
    return "utf-8", said


def declared(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """The encodings that meta tag, XML declaration and header name, in this order; Latin-1 headers are defaults."""
    header = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    found = [m.group(1).decode("ascii") for pattern in (_META, _XML) for m in [pattern.search(body[:4096])] if m]
    found += _HEADER.findall(header)
    known = (next((family for family, p in _FAMILIES.items() if p.match(name)), name.lower()) for name in found)
    return [name for name in known if not name.startswith(("iso-8859", "latin", "us-ascii", "windows-125"))]


def _sample(body: bytes, error: int) -> bytes:
    first = next((m.start() for m in [re.search(rb"[\x80-\xff]", body)] if m), error)
    return body[first : first + _SAMPLE] + body[max(error - 100, first + _SAMPLE) :][:_SAMPLE]


def _most_plausible(sample: bytes, said: list[str]) -> str:
    """The encoding in which most characters are common and fewest impossible; what was declared first breaks ties."""
    names = sorted(_FAMILIES, key=lambda name: said.index(name) if name in said else len(said))
    scores = {}
    for name in names:
        scores[name] = plausibility(sample.decode(name, "replace"))
        if scores[name] > _SURE:
            break
    return max(scores, key=scores.__getitem__)


def plausibility(text: str) -> float:
    """How much a text reads like Chinese, from -3 (every character impossible) to 1 (all common)."""
    wide = [c for c in text if c >= "\x80"]
    good = sum(map(_COMMON.__contains__, wide))
    return (good - 3 * len(_IMPOSSIBLE.findall(text))) / max(len(wide), 1)


def _unwind(text: str) -> tuple[str, tuple[str, ...]]:
    """Text that was encoded twice, read back: UTF-8 or GBK bytes that someone took for Western characters."""
    head = text[:_LOOKED_AT]
    if head.encode("latin-1", "ignore").isascii():
        return text, ()
    if not _SUSPECT.search(head) or sum(map(len, _MOJIBAKE.findall(head))) < 40 or plausibility(head) > 0.1:
        return text, ()
    sample = "".join(_WESTERN.findall(head))
    for codec in ("utf-8", "gb18030"):
        if plausibility(_rewound(sample, codec)) > 0.25:
            pieces = _WESTERN.split(text)
            pieces[1::2] = [_rewound(run, codec) for run in pieces[1::2]]
            return "".join(pieces), (f"double_encoded:{codec}",)
    return text, ()


def _rewound(run: str, codec: str) -> str:
    return run.translate(_BYTES).encode("latin-1").decode(codec, "replace")


def _read_gb(error: UnicodeError) -> tuple[str, int]:
    """The euro sign for a lone 0x80, as browsers read it; U+FFFD for any other byte that is no GB 18030."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return ("€" if error.object[error.start] == 0x80 else "\ufffd"), error.start + 1


codecs.register_error("govcrawl.gb", _read_gb)
