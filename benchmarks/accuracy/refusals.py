"""Pages that answer and are no article: walls, soft 404s, logins, lists, films, shells."""

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from random import Random

from benchmarks.accuracy import clutter
from benchmarks.accuracy.bodies import Marked, plain
from benchmarks.accuracy.families import FAMILIES, print_page
from benchmarks.accuracy.specimens import Printed, Specimen
from benchmarks.accuracy.stories import Story, story
from govcrawl.score import Label

URL = "http://www.zhubei.example/gzdt/jcdt/202203/t20220310_8812.html"
WALLS: tuple[tuple[str, int, str, str | None], ...] = (
    ("加速乐", 521, "<script>document.cookie=('_')+('_jsluid');location.href=location.pathname+location.search</script>", "jsl"),
    ("加速乐 with 200", 200, '<script>;go({"bts":["1710.86|0|u","K8"],"chars":"kRdY","ct":"3d","ha":"md5","is":true,"tn":"__jsl_clearance_s","vt":"3600","wt":"1500"})</script>', "jsl"),
    ("瑞数", 412, '<html><head><meta content="{}" r="m"><script>$_ts=window[\'$_ts\'];if(!$_ts)$_ts={{}};$_ts.cd="qE3k";</script><script src="/4QbVtADbnLVIc/c.js"></script></head><body></body></html>'.format("s0Ld" * 30), "ruishu"),
    ("瑞数 with 202", 202, '<html><head><meta content="{}"><script>$_ts.cd="qbf"</script></head></html>'.format("x9Kd" * 30), "ruishu"),
    ("创宇盾", 200, "<html><head><title>创宇盾</title></head><body><h1>创宇盾提示您：当前访问疑似黑客攻击，已被网站管理员设置为拦截！</h1></body></html>", "chuangyu"),
    ("Aliyun 405", 405, '<html><body><div>由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。</div><img src="https://errors.aliyun.com/images/TB1.png"></body></html>', "aliyun"),
    ("acw", 200, "<html><script>var arg1='3F2B';function setCookie(n,v){document.cookie='acw_sc__v2='+v}</script></html>", "aliyun"),
    ("安全狗", 200, "<html><title>网站防火墙</title><body>您的请求带有不合法参数，已被网站管理员设置拦截！请登录安全狗云端查看</body></html>", "safedog"),
    ("宝塔", 200, '<html><head><title>宝塔网站防火墙</title></head><body>您的请求带有不合法参数<a href="http://bt.cn/new/btwaf.html">了解</a></body></html>', "baota"),
    ("Huawei", 418, "<html><title>418</title>YOUR REQUEST HAS BEEN DENIED! event_id: 7f3a</html>", "huawei"),
    ("网站卫士", 200, "<html><body>您的访问可能对网站造成威胁，已被云防护拦截</body></html>", "qianxin"),
    ("slider", 200, "<html><title>安全验证</title><body>请完成安全验证后继续访问<div id=nc>滑动滑块</div></body></html>", None),
    ("WeChat's check", 200, "<html><body><h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a></body></html>", None),
    ("403", 403, "<html><head><title>403 Forbidden</title></head><body><center><h1>403 Forbidden</h1></center><hr>nginx</body></html>", None),
)  # fmt: skip
NOTHINGS: tuple[tuple[str, int, str], ...] = (
    ("soft 404", 200, "<html><title>{site}</title><body>{top}<div>抱歉，您访问的页面不存在或已被删除！</div><a href='/'>返回首页</a>{foot}</body></html>"),
    ("deleted", 200, "<html><head><title>信息提示</title></head><body>{top}<div class=tip>该信息已被删除</div>{foot}</body></html>"),
    ("404", 404, "<html><title>404</title><body>{top}404错误提示{side}</body></html>"),
    ("deleted by WeChat", 200, "<html><title></title><body><p>该内容已被发布者删除</p></body></html>"),
    ("moved by script", 200, "<html><head><script>location.href='/index.html'</script></head><body></body></html>"),
    ("moved by refresh", 200, "<html><head><meta http-equiv=refresh content='0;url=/index.html'></head><body>正在跳转</body></html>"),
    ("empty", 200, ""),
    ("stub", 200, "<html><body><script>var countPage=0;</script></body></html>"),
    ("login", 200, "<html><title>统一身份认证平台</title><body><h2>统一身份认证</h2><form><input name=u placeholder=学号><input type=password name=p><button>登录</button></form><p>忘记密码？请联系信息中心</p></body></html>"),
    ("login of an office", 200, "<html><title>用户登录</title><body>{top}<form>用户名：<input name=u>密码：<input type=password>验证码：<input></form>请登录后查看{foot}</body></html>"),
    ("video", 200, "<html><title>{title}</title><body>{top}<h1>{title}</h1><p>发布时间：2021-04-06 10:20</p><video src=a.mp4></video>{foot}</body></html>"),
    ("shell of a script", 200, "<!DOCTYPE html><html><head><title>{site}</title><script src=/js/chunk-vendors.8a7c.js></script></head><body><noscript>We're sorry but app doesn't work properly without JavaScript enabled.</noscript><div id=app></div></body></html>"),
    ("search form", 200, "<html><title>{site}搜索</title><body>{top}<form><input name=q></form><p>请输入关键词进行搜索</p>{foot}</body></html>"),
    ("list beside 404", 200, "<html><title>{site}</title><body>{top}<p>您要查看的文章不存在</p>{side}{foot}</body></html>"),
)  # fmt: skip


def refusals() -> Iterator[Specimen]:
    """Every page that must be refused."""
    for name, status, html, reason in WALLS:
        yield _refused("wall", name, Printed(url=URL, html=html, status=status), reason)
    told, random = story("nothing"), Random("nothing")
    site = "渚北区民政局"
    parts = {
        "site": site,
        "title": told.title,
        "top": clutter.top(random),
        "side": clutter.side(told, random),
        "foot": clutter.foot(site, told, random),
    }
    for name, status, html in NOTHINGS:
        yield _refused("nothing", name, Printed(url=URL, html=html.format(**parts), status=status), None)
    yield from _lists()
    yield _picture(told)


def _lists() -> Iterator[Specimen]:
    """The list of a column in some shells, and a home page, served for an article."""
    yield from _columns()
    told = story("home")
    blocks = "".join(
        f"<div class=blk><h3>{name}</h3>{clutter.side(story(f'home:{name}'), Random(name))}</div>"
        for name in ("要闻", "街道", "社区", "网格", "图片", "公示")
    )
    html = f"<html><head><title>渚北区民政局</title></head><body>{clutter.top(Random(3))}{blocks}{clutter.foot('渚北区民政局', told, Random(3))}</body></html>"
    yield _refused("list", "home page", Printed(url=URL, html=html), None)


def _columns() -> Iterator[Specimen]:
    for place, shell in enumerate(("trs_ministry", "hanweb", "portal_2003", "dede", "vsb", "media")):
        family = next(family for family in FAMILIES if family.shell == shell)
        told, random = story(f"list:{shell}"), Random(shell)
        rows = [*told.others, *story(f"list:{shell}:2").others]
        form = (
            '<li><a href="/a/{n}.html">{t}</a><span>{d}</span></li>',
            "·<a href='/a/{n}.html'>{t}</a> ({d})<br>",
            "<tr><td><a href='/a/{n}.html' title='{t}'>{t}</a></td><td>[{d}]</td></tr>",
        )[place % 3]
        markup = "".join(form.format(n=n, t=escape(title), d=f"{at:%Y-%m-%d}") for n, (title, at) in enumerate(rows))
        markup = f"<ul>{markup}</ul>" if place % 3 == 0 else f"<table>{markup}</table>" if place % 3 == 2 else markup
        pager = "<p>共 52 条 首页 上一页 <a href='index_1.html'>下一页</a> 尾页</p>"
        printed = print_page(
            family,
            told,
            line="",
            body=Marked(markup + pager, ()),
            heading="基层动态",
            head_title="基层动态",
            random=random,
        )
        yield _refused(
            "list", shell, replace(printed, html=printed.html.replace(clutter.comments(Random(5)) or "\0", "")), None
        )


def _picture(told: Story) -> Specimen:
    family = next(family for family in FAMILIES if family.shell == "media")
    body = Marked('<p><img src="/u/1.jpg"></p><p><img src="/u/2.jpg"></p>', ())
    printed = print_page(family, told, line="发布时间：2021-04-06", body=body, random=Random("picture"))
    assert plain(told, Random(0)).paragraphs
    return _refused("nothing", "pictures only", printed, None)


def _refused(family: str, name: str, printed: Printed, reason: str | None) -> Specimen:
    return Specimen(
        family=family,
        name=name,
        pages=(printed.page(),),
        label=Label(article=False, values={}, reason=reason),
        organisation="渚北区民政局",
        trap=name,
    )
