import pytest

from govcrawl.extract.bylines import read_bylines

TEXT = "街道议事会上，居民代表就停车、养犬、晾晒提出了二十多条建议"


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        (f"云湖日报讯（记者 张三 通讯员 李四）{TEXT}。", "张三"),
        (f"本报云湖3月5日讯 （见习记者 张三、欧阳四）{TEXT}。", "张三、欧阳四"),
        (f"{TEXT}。（特约通讯员：张三）", "张三"),
        (f"{TEXT}。(融媒体记者 张三 摄影 王五)", "张三"),
        ("　见习记者 张三", "张三"),
        ("本报记者 张三 李四", "张三 李四"),
    ],
)
def test_the_names_in_a_byline(paragraph: str, names: str) -> None:
    assert [claim.value for claim in read_bylines([paragraph])] == [names]


@pytest.mark.parametrize(
    "paragraph",
    [
        f"{TEXT}。",
        f"记者从会上了解到，{TEXT}。",
        f"“你是记者吗？”居民问。（记者注）{TEXT}。",
        f"{TEXT}。（图片由社区提供）",
        "通讯员队伍不断壮大",
    ],
)
def test_prose_names_no_author(paragraph: str) -> None:
    assert list(read_bylines([paragraph])) == []


def test_a_byline_in_the_middle_of_a_text_is_that_of_a_quotation() -> None:
    assert list(read_bylines([TEXT, TEXT, f"{TEXT}。（记者 张三）", TEXT, TEXT, TEXT])) == []
