"""Two bodies on one page: which of them is the article."""

from govcrawl.extract import extract_article
from govcrawl.items import Page
from govcrawl.site import Site

ARTICLE = [
    "傍晚六点，长堤街道的议事亭里坐满了人，今晚要商量的是停车位怎么分，名单和图纸已经贴在墙上三天。",
    "社区书记先把量好的尺寸念了一遍，四十二个车位，六十七辆车，谁先谁后，大家轮流说，说完再投票。",
    "两个小时以后，方案出来了：夜里错峰，白天让给来办事的人，老人和残疾人的位置固定不动，半年再议一次。",
    "散会的时候，开修车铺的老钟自告奋勇去画线，他说白漆他出，哪家要是画歪了，来找他返工，一分钱不收。",
    "街道把这次商量的经过整理成一页纸，发给另外九个小区，要车位的不止这一处，能照着做的不妨先照着做起来。",
]
ABOUT = [
    "本中心成立于上世纪末，下设五个部门，拥有一支经验丰富的队伍，多年来始终坚持服务宗旨，赢得了广泛赞誉。",
    "中心秉承专业、高效、诚信的理念，先后获得多项荣誉，业务遍布全区各个街道，欢迎社会各界前来洽谈合作。",
    "中心先后承办大型活动数十场，接待来访客人上万人次，与高校、企业、行业协会建立了长期稳定的合作伙伴关系。",
    "面向未来，中心将以更加开放的姿态，加强交流与互动，拓展服务领域，提升服务品质，打造行业领先的服务品牌。",
    "中心地处区行政服务大楼东侧，交通便利，环境优美，设施齐全，常年提供咨询、代办、培训、会务等综合性服务。",
    "我们将一如既往地为广大居民提供优质服务，不断完善管理体系，努力建设成为一流的综合服务机构，共创未来。",
]


def test_of_two_bodies_the_article_is_the_one_that_trafilatura_reads_too() -> None:
    links = "".join(f"<li><a href='/c{at}/'>办事指南与服务项目目录之{at}</a></li>" for at in range(40))
    article, about = ("".join(f"<p>{line}</p>" for line in lines) for lines in (ARTICLE, ABOUT))
    page = (
        "<html><head><title>停车位怎么分</title></head><body><div class='k1'><div class='k2'>"
        f"<div class='k3'>{about}</div></div></div><ul>{links}</ul>"
        f"<div class='m1'><h1>停车位怎么分</h1><article>{article}</article></div>"
        "</body></html>"
    )
    raw = extract_article(
        Page(url="http://www.changdi.example/a/1.html", body=page.encode()), Site(name="generic", title="")
    )
    assert list(raw.paragraphs) == ARTICLE
