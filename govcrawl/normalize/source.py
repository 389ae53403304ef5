"""The organisation that a page credits (来源), as one canonical name."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from govcrawl.chinese.pinyin import strip
from govcrawl.chinese.scripts import simplify
from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.tables import rows
from govcrawl.normalize.text import clean_value, fold
from govcrawl.site import Site

LONGEST = 40  # characters; beyond it is a sentence, not an organisation, nor one of several in a list
LONGEST_PRINTED = 400  # characters of a claim that are looked at: a name, with labels and what follows on the line

_LABELS = (
    "(?:文章|信息|稿件|内容|新闻|本文|资料|图文|数据|消息|原文)?"
    "(?:来源(?:单位|媒体|网站|于)?|稿源|出处|来自|转自|转载自|转载于|摘自|摘编自|供稿(?:单位)?|发布(?:单位|机构|者)|信息提供|单位)"
)
_LABEL = re.compile(rf"^(?:{_LABELS}\s*[:：]\s*|[【\[]{_LABELS}[】\]]\s*[:：]?\s*)+")
_FROM = re.compile(r"^(?:综合|整理|摘编|改编)自\s*")
_NEXT = (
    "作者|记者|编辑|责编|责任编辑|发布(?:时间|日期|人)?|时间|日期|(?:浏览|阅读|点击)(?:次数|数|量|率)?|人气|访问量|字[号体](?:大小)?"
    "|评论|校对|审核|审签|初审|终审|监制|摄影|供图|下载次数"
)
_JUNK = re.compile(
    rf"""
    (?: \s* (?:{_NEXT}) \s* [:：(（\[【] .*
      | \s+ (?:{_NEXT}) (?:\s.*)?
      | \s* (?:打印|分享|关闭|收藏|次浏览) (?:\s.*)?
      | \s+ (?:官方)? (?:微博|微信)
      | \s* 官方 (?:微博|微信|[账帐]号)
      | \s+ [\u4e00-\u9fff]{{2,8}} \s* [:：] .*
      | \s* [|｜] .*
      | \s* (?:19|20)\d\d \s* [-/.年] .*
      | \s* [【\[] \s* (?:打印|字|大|关闭|收藏|纠错) .*
    )$
    """,
    re.VERBOSE,
)
_REPRINT = re.compile(
    r"^(?P<first>.*?)[\s,，;；/]*[(（【\[]?\s*(?:转自|转载自|摘自|原载于?|首发于)\s*[:：]?\s*"
    r"(?P<second>[^)）】\]]+)[)）】\]]?$"
)
_CREDIT = re.compile(
    r"\s*[(（【\[][^)）】\]]*(?:记者|作者|通讯员|编辑|责编|摄影|图|文|原标题|责任)[^)）】\]]*[)）】\]]$"
)
_REPORTER = re.compile(
    r"(?<=[报网社台刊端])\s*(?:特约|首席|见习|实习)?(?:记者|通讯员|编辑)\s*[\u4e00-\u9fff·、\s]{2,20}$"
)
_DATELINE = re.compile(r"^(?P<agency>新华社|中新社|中新网|人民网|新华网)[\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日[电讯]$")
_QUOTES = re.compile(r"[“”„‟\"＂「」『』《》〈〉«»‘’]")
_ENDS = " \t,，。.;；:：、|｜/\\-—–_·•*#~>›»<'`!！?？=+丨"
_BRACKETED = re.compile(r"^[(（【\[](?P<inside>[^()（）【】\[\]]*)[)）】\]]$")
_HOST = re.compile(
    r"^(?:https?://)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12})(?::\d+)?(?:[/?#].*)?$", re.IGNORECASE
)
_SELF = re.compile(
    r"^(?:本(?:网站?|站|报|刊|台|社|公众号|单位|部门|平台|校|院)"
    r"(?:(?:原创|整理|综合|采编|编辑部?|记者|通讯员|讯|消息|发布|稿件?|自采|专稿)[\u4e00-\u9fff]{0,6})?"
    r"|(?:网站|本人|独家)?原创(?:文章|稿件|内容|首发)?|自采|自撰)$"
)
_SENTENCE = re.compile(r"[。！？；].|.{8}[。！？]$")
_NETWORK = re.compile(r"^(?:来源于|来自|源自|转自)?(?:网络|互联网)(?:[，,；;。、（(\s].*)?$")
_WORDLESS = re.compile(r"^[\W\d_]*$")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")
_SPACED_OUT = re.compile(r"^(?:[\u4e00-\u9fff] ){2,}[\u4e00-\u9fff]$")


@dataclass(frozen=True, slots=True)
class Credited:
    """The claim of a source that passed, the organisation, what the page prints of it, and whom it took the text from.

    ``taken_from`` is the claim of B where the page prints ``A 转自B``.
    """

    claim: Claim
    organisation: str
    printed: str | None
    taken_from: Claim | None = None


def read_source(raw: RawArticle, site: Site) -> Credited | None:
    """The first claim that names an organisation; of ``A 转自B`` it is A, or B where A is 本站 or nobody."""
    for claim in raw.claims.get("source", ()):
        names = candidates(claim.value, polluted=raw.polluted)
        named = [name for name in names if not (len(names) > 1 and _SELF.match(name))]
        organisation = next(filter(None, (canonical_source(name, site) for name in named)), None)
        if organisation:
            printed = None if claim.method == "site" else claim.value
            taken_from = Claim(names[1], claim.method, f"{claim.where} 转自") if len(names) > 1 else None
            return Credited(claim, organisation, printed, taken_from)
    return None


def candidates(printed: str, *, polluted: bool = False) -> tuple[str, ...]:
    """The name that a printed source holds, or both of ``A 转自B``; simplified, without labels and what follows."""
    value = clean_value(printed[:LONGEST_PRINTED])
    value = simplify(strip(value) if polluted else value)
    bracketed = _BRACKETED.match(value)
    value = _FROM.sub("", _LABEL.sub("", (bracketed["inside"] if bracketed else value).strip()))
    reprint = _REPRINT.match(value)
    parts = (reprint["first"], reprint["second"]) if reprint else (value,)
    return tuple(name for part in parts if (name := _JUNK.sub("", part).strip()))


def canonical_source(name: str, site: Site) -> str | None:
    """The canonical name of an organisation; ``None`` where the name is nobody's (佚名, admin, 网络, a sentence)."""
    if _SENTENCE.search(name) or _NETWORK.match(name):
        return None
    name = _CREDIT.sub("", name)
    name = _QUOTES.sub("", name).strip(_ENDS)
    host = _HOST.match(name)
    if host:
        return host["host"].lower()
    name = _REPORTER.sub("", _halfwidth(name)).strip(_ENDS)
    dateline = _DATELINE.match(name)
    name = dateline["agency"] if dateline else name
    if _SELF.match(name):
        return organisation_of(site)
    if _WORDLESS.match(name) or max(map(len, name.split("、"))) > LONGEST:
        return None
    known = _aliases().get(fold(name), name)
    return known or None


def organisation_of(site: Site) -> str | None:
    """Whom 本站 means; ``None`` on a page of a site that nobody declared."""
    anonymous = site.name == "generic" or (site.start_urls and not (site.hosts or site.columns))
    return site.source or (None if anonymous else site.title)


def is_borrowed(credited: Credited | None, site: Site) -> bool:
    """Whether a page credits its text to another organisation than its site's; False where the site's is not known.

    A name that holds the other's is its department or its paper: 民政部, 民政部基层政权建设和社区治理司.
    """
    if credited is None:
        return False
    own = organisation_of(site)
    others = own is not None and own not in credited.organisation and credited.organisation not in own
    return others or credited.taken_from is not None


def names_nobody(name: str) -> bool:
    """Whether a simplified name is one of those that name nobody: 佚名, admin, 网络, 本站."""
    return _aliases().get(fold(name)) == "" or _SELF.match(name) is not None


def _halfwidth(name: str) -> str:
    """Letters and digits of full width as plain ones, single characters that were spaced out moved together."""
    name = _WIDE.sub(lambda wide: unicodedata.normalize("NFKC", wide[0]), name)
    return name.replace(" ", "") if _SPACED_OUT.match(name) else name


@cache
def _aliases() -> dict[str, str]:
    """Canonical name of every alias, folded; the empty string where an alias names nobody."""
    known: dict[str, str] = {}
    for canonical, *others in rows("sources.tsv"):
        organisation = "" if canonical == "-" else canonical
        for alias in (canonical, *others):
            known[fold(simplify(alias))] = organisation
    return known
