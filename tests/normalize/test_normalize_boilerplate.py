"""Lines of the page go, lines of the text stay."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.chinese.scripts import simplify
from govcrawl.normalize.boilerplate import CONTEXTS, furniture
from govcrawl.normalize.tables import rows

TEXT = "春和街道把议事厅搬进楼道，停车、晾晒、加装电梯一件一件商量着办，居民说心里敞亮多了。"
SECONDS = 5  # a pattern that backtracks without end takes years
MORE = "三个月里，社区党组织和物业、业委会坐到一张桌子前，先后议定了十二件实事，件件有回音。"

ANYWHERE = [
    "您现在的位置:首页 > 新闻中心 > 正文",
    "當前位置：網站首頁 > 新聞動態 > 詳情",
    "您所在的位置：首页-要闻",
    "首页 > 新闻 > 正文",
    "打印本页",
    "【打印】 【關閉】",
    "【我要打印】【关闭】".replace("我要", ""),
    "[打印文章] [关闭窗口] [收藏]",
    "字号：大 中 小",
    "【字體：大 中 小】",
    "A+ A-",
    "分享到：微信 微博 QQ空间",
    "一键分享",
    "扫一扫在手机打开当前页",
    "用手机扫二维码查看",
    "长按识别二维码关注",
    "需扫码在手机上打开",
    "文章后点击更新提醒",
    "文章由 美篇工作版 编辑制作",
    "TA的更多文章",
    "阅读 1425",
    "浏览次数：1,024次".replace(",", ""),
    "點擊數：[35]",
    "人气：1.2万",
    "赞 12",
    "评论(3)",
    "投诉",
    "收藏TA",
    "阅读原文",
    "【部门解读】",
    "相关热词搜索：社区 治理",
    "版权所有：某某网",
    "版權所有 某某網",
    "Copyright © 2015-2024 example.com All Rights Reserved.",
    "© 某区人民政府",
    "沪ICP备2022012345号-1",
    "京公网安备 11010502030000号",
    "网站标识码：4403000001",
    "网站地图 | 联系我们 | 隐私声明",
    "设为首页",
    "我要纠错",
    "登录/注册",
    "没有了",
    "返回顶部",
    "更多>>",
    "发布时间：2022-03-10 09:12:00",
    "创建于2023-08-07",
    "document.write('<script>')",
    "var _hmt = _hmt || [];",
    ".bsClose{display:none;}",
    "视频加载中，请稍候",
    "您的浏览器不支持video标签",
    "原创文章，禁止转载",
    "五家渠市| 丰顺县| 桑植县| 当雄县|",
    "附件：",
    "下载次数：12次",
    "第 2 页",
    "首页 上一页 1 2 3 下一页 尾页",
    "【完】",
    "欢迎关注某某发布微信公众号",
    "点赞 在看 转发",
    "用户名：",
    "打造网上国际投资促进平台 致力于中国投资促进事业",
    "【内容由网友提供，如有侵权请联系删除】",
    "我要投稿",
    "举报/反馈",
    "喜欢就点个“在看”吧",
    "更多精彩内容请关注某某发布",
    "打开某某APP阅读全文",
    "打开某某新闻 查看精彩图片",
    "返回搜狐，查看更多",
    "海量资讯、精准解读，尽在某某APP",
    "Notice: The content above (including the pictures and videos if any) is uploaded by the user.",
    "点击进入专题>>",
    "上一版 3 4 下一版",
    "版面导航",
    "展开全文",
]

AT_THE_END = [
    "责任编辑：张某",
    "（責任編輯：張某）",
    "（原标题：社区里的议事厅）",
    "特别声明",
    "本文为澎湃号作者或机构在澎湃新闻上传并发布，不代表澎湃新闻的观点或立场。",
    "报料热线: 021-12345678",
    "编辑：张某 审核：李某 终审：王某",
    "初审丨张某",
    "来源：江滨日报",
    "（来源：江滨日报）",
    "作者：李明",
    "文/李明",
    "图/文：李明",
    "通讯员：李明",
    "标签：社区 治理",
    "关键词：社区治理；党建",
    "主办：某区人民政府",
    "值班电话：0512-12345678",
    "免责声明：本文转载自其他媒体，不代表本站观点。",
    "本网转载的稿件，如有版权问题请联系删除。",
    "热线电话",
    "网络编辑：张某",
    "编辑 张某 审核 李某",
    "投稿邮箱：sq@example.com",
    "特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。",
    "【免责声明】本文仅代表作者本人观点，与本网无关。",
]

STAYS = [
    "我的分享到这里就结束了，谢谢大家。",
    "大会分享到了各地社区治理的成果。",
    "居民可扫一扫二维码参与议事，累计收到意见120条。",
    "责任编辑要把好关，编辑部也要把好关。",
    "版权所有者应依法维权。",
    "联系电话要向居民公开，随时能打通。",
    "上一篇文章介绍了楼道议事的做法。",
    "首页改版后居民满意度提升。",
    "1.健全党组织领导的自治机制",
    "一、坚持党建引领",
    "（一）完善议事规则",
    "各社区居委会：",
    "春和街道党委书记主持会议",
    "居民代表投票现场",
    "网站ICP备案管理办法由主管部门另行公布",
    "联系人：李明，联系电话：0512-00000000",
    "社区分享会现场",
    "活动时间：3月5日上午9时",
    "活动地点：春和社区议事厅",
    "时间：2024年3月5日上午9时",
    "日期：2024年3月5日",
    "春和街道办事处",
    "附件：1.社区工作者报名表",
    "阅读推广活动走进社区",
    "人气最旺的是楼下的议事厅",
    "打印店老板也来议事",
    "关闭三处马路市场",
    "更多居民走进议事厅",
    "标签化管理不可取",
    "来源于群众、服务于群众",
    "作者团队走访了十二个小区",
    "相关部门到场答复",
    "登录率稳步上升",
    "说明：本表由社区填写",
    "更多居民关注楼道里的新鲜事",
    "更多内容在会后商量",
    "上一期议事会议定了三件事",
    "编辑部走进社区",
    "三版社区公约",
    "下载量翻了一番",
    "提示：请居民带好身份证",
    "海陵区、姜堰区、高港区、泰兴市、靖江市",
]


@pytest.mark.parametrize("line", ANYWHERE)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_of_the_page_goes_wherever_it_stands(line: str, place: int) -> None:
    lines = [TEXT, MORE]
    lines.insert(place, simplify(line))
    assert set(furniture(lines)) == {place}


@pytest.mark.parametrize("line", AT_THE_END)
def test_a_line_of_the_page_s_foot_goes_behind_the_text_and_stays_within(line: str) -> None:
    assert set(furniture([TEXT, MORE, simplify(line)])) == {2}
    assert furniture([TEXT, simplify(line), MORE]) == {}


@pytest.mark.parametrize("line", STAYS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_line_of_the_text_stays_wherever_it_stands(line: str, place: int) -> None:
    lines = [TEXT, MORE]
    lines.insert(place, line)
    assert furniture(lines) == {}


@pytest.mark.parametrize(
    "line",
    [
        "发布时间:2022-03-10  来源:某区新闻中心  发布开发区:某某新城",
        "2022-03-10 09:12 来源：江滨日报",
        "来源：江滨日报 作者：李明 时间：2022-03-10 浏览：12次",
        "作者:教务管理科    时间：2026-06-23    点击数：",
        "索引号：440300-2021-00426",
        "时间:2023-05-21 19:40:07 浏览量:",
        "日期：2023/5/21",
        "成文日期：2017年05月15日",
        "2022年3月10日",
        "第A02版：要闻",
    ],
)
def test_an_info_line_goes_above_the_text_only(line: str) -> None:
    assert set(furniture([line, TEXT, MORE])) == {0}


def test_the_day_under_a_signature_stays() -> None:
    assert furniture([TEXT, MORE, "春和街道办事处", "2024年3月5日"]) == {}


def test_contact_lines_go_below_a_dropped_label_of_the_foot_and_stay_in_a_notice() -> None:
    foot = ["热线电话", "0797-0000000", "公司电话", "400-000-0000"]
    assert set(furniture([TEXT, MORE, *foot])) == {2, 3, 4, 5}
    notice = [TEXT, MORE, "联系电话：0512-00000000", "邮箱：sq@example.com", "春和街道办事处"]
    assert furniture(notice) == {}


def test_everything_below_an_anchor_goes_if_nothing_below_is_a_sentence() -> None:
    tail = ["【议事协商工作简报】相关文章：", "4.社区工作简报", "5.议事会简报", "沟通从一张桌子开始"]
    assert set(furniture([TEXT, MORE, *tail])) == {2, 3, 4, 5}


@pytest.mark.parametrize(
    "anchor",
    [
        "上一篇：没有了",
        "下一条:永安社区请来议事员",
        "相关链接",
        "推荐阅读",
        "延伸阅读：",
        "热门范文",
        "与我们联系",
        "相关文章：",
    ],
)
def test_an_anchor_in_the_middle_takes_its_own_line_only(anchor: str) -> None:
    assert set(furniture([TEXT, anchor, MORE])) == {1}
    assert set(furniture([TEXT, anchor, "永安社区的一天", "楼道长上岗"])) == {1, 2, 3}


def test_a_text_of_short_lines_keeps_its_middle() -> None:
    lines = [
        "小区的灯亮了",
        "楼道的墙白了",
        "议事厅里的话多了",
        "邻居们的心近了",
        "花儿开在窗台上",
        "笑声落在院子里",
        "我们的家",
    ]
    assert furniture(lines) == {}


def test_the_rule_that_takes_a_line_is_named() -> None:
    assert furniture([TEXT, "打印本页", MORE, "责任编辑：张某"]) == {1: "print", 3: "editor"}


def test_every_rule_has_a_context_a_name_of_its_own_and_a_pattern() -> None:
    table = rows("boilerplate.txt")
    assert {len(row) for row in table} == {3}
    assert {context for context, _, _ in table} <= set(CONTEXTS)
    names = [name for _, name, _ in table]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)
    for _, _, pattern in table:
        re.compile(pattern)


_SIGNS = "打印关闭分享微信大中小字号首页上下一篇条：: |>/()[]【】<>0123456789a+-.{};$市县区 来源编辑作者"


@given(st.text(alphabet=_SIGNS, min_size=100, max_size=200))
def test_no_line_keeps_the_rules_busy(line: str) -> None:
    begun = time.process_time()
    furniture([line])
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "unit", ["大 ", "首页 ", "分享到 微信 ", "编辑:a ", "某市| ", "{a:b", "(", "上一页 ", "更多 ", "12 "]
)
def test_no_repetition_keeps_the_rules_busy(unit: str) -> None:
    begun = time.process_time()
    furniture([(unit * 200)[:199] + "完了"])
    assert time.process_time() - begun < SECONDS
