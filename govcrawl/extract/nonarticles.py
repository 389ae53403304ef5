"""Pages that answer with 200 and are no article: soft 404s, logins, lists, shells of scripts, videos and pictures."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from govcrawl.errors import Blocked, Rejected
from govcrawl.extract.infoline import dates_in
from govcrawl.extract.lines import Line, Sheet

_LITTLE = 2000  # characters of text on a page that says it has nothing
_GONE = re.compile(
    r"(?:页面|网页|頁面|文章|信息|内容|稿件|新闻|栏目|数据|帖子|链接|文件|资源)[^。，]{0,8}"
    r"(?:不存在|已被?删除|已下线|已失效|已过期|走丢|无法找到|未找到)"
    r"|(?:找不到|没有找到|未找到|无法找到|抱歉，)[^。]{0,10}(?:页面|网页|内容|信息|文章|文件|资源)"
    r"|404\s*(?:错误|Not Found|页面|-|_|$)|Not Found|参数错误"
    r"|该(?:内容|文章|信息)(?:已|被|暂)|此内容因违规无法查看|内容已被发布者删除|该公众号已迁移"
    r"|This content (?:has been deleted|can't be viewed)",
    re.IGNORECASE,
)
_LOGIN = re.compile(
    r"统一身份认证|请(?:先)?登[录陆](?:后|再|系统)?|用户登[录陆]|登[录陆]后(?:查看|阅读|继续)|账号登[录陆]|扫码登[录陆]|忘记密码"
)
_SHELL = 120  # characters of text below which a page with scripts is a shell
_ROWS = 5  # dated links that make a list
TRIFLE = 150  # characters
_LINKS = 3  # titles that lead away from a page without text of its own
_HEAD = 8  # characters of a link that is a title rather than a menu item
_PROSE = 40  # characters of a line of prose


def refuse_nothing(sheet: Sheet, root: HtmlElement, url: str, title: str) -> None:
    """Raises ``Rejected`` or ``Blocked`` where a page says that it has nothing, or asks to log in."""
    said = [title, *(line.text for line in sheet.lines)]
    length = sum(map(len, said))
    if length < _LITTLE and not _has_prose(sheet):
        gone = next((text for text in said if len(text) < 120 and _GONE.search(text)), None)
        if gone:
            raise Rejected("page", url, "soft_404", gone)
        if _LOGIN.search("\n".join(said)) and _asks_for_password(root):
            raise Blocked("page", url, "login", "a login form and nothing to read")


def refuse_list(sheet: Sheet, kept: Sequence[int], url: str) -> None:
    """Raises ``Rejected`` where the page, or what was kept of its body, is a list of articles."""
    inside = [sheet.lines[at] for at in kept]
    heads = sum(line.linked >= 8 and line.weight < line.linked for line in inside)
    prose = sum(line.weight for line in inside if _is_prose(line))
    if heads >= 3 and heads * 3 >= len(inside) and prose < 80 * heads:
        raise Rejected("page", url, "list_page", f"{heads} links among the {len(inside)} lines of the body")
    if prose < _PROSE and (rows := sum(map(_is_row, sheet.lines))) >= _ROWS:
        raise Rejected("page", url, "list_page", f"{rows} dated links")


def refuse_trifle(prose: int, *, stated: bool, titled: bool, url: str) -> None:
    """Raises ``Rejected`` where a page has a few words and neither date nor source: a home page, a form.

    ``titled``: it prints a title that its ``<title>`` bears out, or a list led to it.
    """
    if prose < (TRIFLE // 3 if titled else TRIFLE) and not stated:
        raise Rejected("page", url, "no_article", f"{prose} characters of text without date or source")


def why_bodiless(sheet: Sheet, root: HtmlElement, url: str) -> Rejected:
    """Why a page without a body has none."""
    length = sum(line.weight + line.linked for line in sheet.lines)
    links = sum(line.linked > line.weight and line.linked >= _HEAD for line in sheet.lines)
    if sum(map(_is_row, sheet.lines)) >= _ROWS or links >= _LINKS:
        return Rejected("page", url, "list_page", f"{links} lines of links and no text")
    if next(root.iter("video", "audio", "embed"), None) is not None:
        return Rejected("body", url, "video_only", "a film or sound and no text")
    if length < _SHELL and next(root.iter("script"), None) is not None:
        return Rejected("page", url, "needs_js", f"{length} characters of text; scripts would bring the rest")
    if len(sheet.images) >= 1 and length >= 1:
        return Rejected("body", url, "image_only", f"{len(sheet.images)} images and no text")
    return Rejected("body", url, "no_body", f"{length} characters, none of them an article's")


def _is_row(line: Line) -> bool:
    return line.linked >= 6 and line.weight <= 40 and bool(dates_in(line.text))


def _is_prose(line: Line) -> bool:
    return line.weight >= _PROSE or (line.weight >= 12 and line.stops >= 1)


def _has_prose(sheet: Sheet) -> bool:
    return sum(line.weight for line in sheet.lines if line.weight >= _PROSE and line.stops >= 2) >= 4 * _PROSE


def _asks_for_password(root: HtmlElement) -> bool:
    return any((field.get("type") or "").lower() == "password" for field in root.iter("input"))
