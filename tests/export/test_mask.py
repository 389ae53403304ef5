"""Masking personal data."""

import pytest

from govcrawl.export.mask import mask, masked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系电话：13812345678。", "联系电话：[手机号]。"),
        ("电话13812345678（微信同号）", "电话[手机号]（微信同号）"),
        ("致电 138 1234 5678 或 159-8765-4321", "致电 [手机号] 或 [手机号]"),
        ("+86 138-1234-5678", "[手机号]"),
        ("１３８１２３４５６７８", "[手机号]"),
        ("身份证号330109199003074518，", "身份证号[身份证号]，"),
        ("33010919900307451X", "[身份证号]"),
        ("旧证330109900307451号", "旧证[身份证号]号"),
        ("投稿请发 zhang.san@qq.com。", "投稿请发 [邮箱]。"),
        ("邮箱zhang_san＠163.com", "邮箱[邮箱]"),
        ("13812345678@139.com", "[邮箱]"),
    ],
)
def test_personal_data_is_masked(text: str, expected: str) -> None:
    assert mask(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：0571-82812345",
        "总投资13800000000元",
        "惠及13812345678人次",
        "邮箱 yqz@xs.zj.gov.cn",
        "info@cncsw.org.cn",
        "项目编号20240305123456789",
        "统一社会信用代码 91330109MA2H012345",
        "2024年3月5日9时12分",
        "12345热线、110、96345",
        "http://www.example.cn/13812345678.html",
        "13812345678901234",
        "3.13812345678",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask(text) == text


def test_wide_digits_elsewhere_stay_as_printed() -> None:
    assert mask("第１２期，电话１３８１２３４５６７８") == "第１２期，电话[手机号]"


def test_identifiers_and_addresses_of_a_record_stay() -> None:
    values = {
        "_id": "13812345678",
        "url": "http://a.example/13812345678",
        "images": [{"url": "http://a.example/ 13812345678 .jpg", "caption": "致电13812345678"}],
        "body": "致电13812345678",
    }
    assert masked(values) == {
        "_id": "13812345678",
        "url": "http://a.example/13812345678",
        "images": [{"url": "http://a.example/ 13812345678 .jpg", "caption": "致电[手机号]"}],
        "body": "致电[手机号]",
    }


def test_claims_are_masked_and_keep_where_they_were_found() -> None:
    claim = {"value": "李明 13812345678", "method": "label", "where": "作者 13812345678"}
    assert masked({"claims": {"author": [claim]}}) == {
        "claims": {"author": [claim | {"value": "李明 [手机号]"}]},
    }
