"""What stands around an article: breadcrumbs, share bars, lists with dates, neighbours, footers."""

from html import escape
from random import Random

from benchmarks.accuracy.stories import Story


def crumbs(site: str, random: Random) -> str:
    return random.choice(
        (
            f'您现在的位置：<a href="/">{site}</a> &gt; <a href="/xwzx/">新闻中心</a> &gt; <a href="/jcdt/">基层动态</a> &gt; 正文',
            '当前位置: <a href="/">首页</a>&nbsp;»&nbsp;<a href="/sqzl/">社区治理</a>&nbsp;»&nbsp;内容',
            '<a href="/">网站首页</a> / <a href="/jcdt/">街道动态</a>',
            f"您的位置：{site} &gt;  热点新闻  &gt; 正文",
            '<i></i><a href="/">首页</a><em>&gt;</em><a href="../">工作动态</a><em>&gt;</em><a href="./">县区动态</a>',
        )
    )


def side(told: Story, random: Random) -> str:
    """A list of other articles beside the text, most with dates."""
    form = random.choice(
        (
            '<li><span>{d}</span><a href="/jcdt/{ym}/t{c}_7.html" title="{t}">{t}</a></li>',
            '<li><a href="/a/{c}.html">{t}</a><em>[{md}]</em></li>',
            '<li><a href="/a/{c}.html">{t}</a><p>{d} {hm}</p></li>',
            '<li>· <a href="/a/{c}.html" target=_blank>{t}</a></li>',
        )
    )
    rows = "".join(
        form.format(
            t=escape(title), d=f"{at:%Y-%m-%d}", md=f"{at:%m-%d}", ym=f"{at:%Y%m}", c=f"{at:%Y%m%d}", hm=f"{at:%H:%M}"
        )
        for title, at in told.others[:8]
    )
    return f"<h3>{random.choice(('最新文章', '热点新闻', '图片新闻', '点击排行', '推荐阅读'))}</h3><ul>{rows}</ul>"


def share(random: Random) -> str:
    return random.choice(
        (
            '<div class="bdsharebuttonbox"><a class="bds_more">分享到：</a><a class="bds_tsina"></a><a class="bds_weixin"></a></div>'
            "<script>window._bd_share_config={common:{bdText:'',bdDate:'2014-05-06'}};</script>",
            '<div class="jiathis_style"><span>分享到：</span><a>QQ空间</a><a>新浪微博</a><a>微信</a></div>',
            '<div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a></div>',
            '<div class="ewm"><img src="/qr.png"><p>扫一扫在手机打开当前页</p></div>',
            "",
        )
    )


def neighbours(told: Story, random: Random) -> str:
    (before, day), (after, next_day) = told.others[8:10]
    return random.choice(
        (
            f'<p>上一篇：<a href="/a/1.html">{escape(before)}</a></p><p>下一篇：<a href="/a/2.html">{escape(after)}</a></p>',
            f'<div>上一条：<a href="1.htm">{escape(before)}</a> {day:%Y-%m-%d}</div><div>下一条：没有了</div>',
            f'<ul class="pn"><li><b>上一篇</b><a href="1.html">{escape(before)}</a><span>{day:%Y/%m/%d}</span></li>'
            f'<li><b>下一篇</b><a href="2.html">{escape(after)}</a><span>{next_day:%Y/%m/%d}</span></li></ul>',
            "",
        )
    )


def below(told: Story, random: Random) -> str:
    """A list of related articles under the text."""
    rows = "".join(
        f'<li><a href="/a/{place}.html">{escape(title)}</a><span>{at:%Y-%m-%d}</span></li>'
        for place, (title, at) in enumerate(told.others[2:7])
    )
    return random.choice(
        (
            f'<div class="xgxw"><h4>相关新闻</h4><ul>{rows}</ul></div>',
            f'<div class="tj"><div class="hd">猜你喜欢</div><ul>{rows}</ul></div>',
            f"<dl><dt>延伸阅读</dt><dd><ul>{rows}</ul></dd></dl>",
            "",
        )
    )


def comments(random: Random) -> str:
    return random.choice(
        (
            "",
            "",
            '<div class="pl"><h4>网友评论(2)</h4><dl><dt>西门过客 2021-08-09 12:11</dt><dd>我们院里也该这么办。</dd></dl>'
            '<form action="/c"><textarea name="t">我来说两句</textarea><input type="submit" value="发表评论"></form></div>',
        )
    )


def foot(site: str, told: Story, random: Random) -> str:
    year = told.at.year + 1
    return random.choice(
        (
            f"<p>版权所有：{site}　主办：{told.region}人民政府办公室</p><p>联系电话：0797-8186218　邮编：341000</p>"
            f"<p>网站标识码：3607000012　赣ICP备{year}012345号　赣公网安备 36070202000123号</p>",
            f"Copyright &copy; 2001-{year} {site} All Rights Reserved. 京ICP证080268号",
            f"<a>关于我们</a> | <a>网站地图</a> | <a>联系我们</a><br>地址：{told.region}中山路88号 更新日期：{year}-01-02",
            f"© {year} {site} 版权所有 未经授权禁止转载<br>本站访问量：20180310 次",
        )
    )


def top(random: Random) -> str:
    """The head of a page: a date that is today's, a search form, menus."""
    links = "".join(
        f'<li><a href="/{name}/">{name}</a></li>'
        for name in ("首页", "政务公开", "新闻中心", "办事服务", "互动交流", "魅力街道")
    )
    today = random.choice(
        (
            "今天是2024年11月18日 星期一",
            "<script>document.write(new Date())</script>",
            "设为首页 | 加入收藏",
            "2025年03月02日 晴 12℃",
        )
    )
    return f'<div>{today}</div><form action="/s"><input name="q" value="请输入关键词"><button>搜索</button></form><ul>{links}</ul>'
