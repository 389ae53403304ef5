"""Personal data taken out of a record: mobile numbers, ID numbers, e-mail addresses of persons.

A number is replaced by the word for it, so that nothing of it can be put together again. Full-width digits and the
usual separators count; amounts of money and people do not. Addresses of authorities (``gov.cn``, ``org.cn``) stay.
"""

import re
from collections.abc import Mapping
from typing import Any

# Fields that hold prose; identifiers and URLs stay as they are.
MASKED = frozenset({"title", "author", "source_raw", "body", "images", "attachments", "claims"})
UNTOUCHED = frozenset({"url", "method", "where"})

GAP = r"[\s\-－—·.]?"
MOBILE = re.compile(
    rf"(?<![\dA-Za-z.．_%/=])(?:[+＋]?86{GAP})?[1１][3-9３-９]\d{GAP}(?:\d{{4}}{GAP}\d{{4}}|\d{GAP}\d{{4}}{GAP}\d{{3}})"
    r"(?![\dA-Za-z_])(?!\s*(?:[余多]?[万亿]?(?:元|人|吨|户|平方|立方|公里|万|亿)|[%％]))"
)
BIRTHDAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
IDENTITY = re.compile(
    rf"(?<![\dA-Za-z.])(?:[1-9]\d{{5}}(?:18|19|20)\d{{2}}{BIRTHDAY}\d{{3}}[\dXxＸｘ]|[1-9]\d{{7}}{BIRTHDAY}\d{{3}})"
    r"(?![\dA-Za-z])"
)
EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]*\s?[@＠]\s?(?![A-Za-z0-9.\-]*\b(?:gov|org)\.cn\b)"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def mask(text: str) -> str:
    """The text with every personal number and address replaced by its kind in brackets."""
    text = EMAIL.sub("[邮箱]", text)
    text = _sub(IDENTITY, "[身份证号]", text)
    return _sub(MOBILE, "[手机号]", text)


def masked(values: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose prose is masked."""
    return {name: _mask_strings(value) if name in MASKED else value for name, value in values.items()}


def _sub(pattern: re.Pattern[str], word: str, text: str) -> str:
    """Replaces what matches once full-width digits are read as plain ones; the rest stays as printed."""
    plain = text.translate(WIDE_DIGITS)
    pieces, end = [], 0
    for found in pattern.finditer(plain):
        pieces += [text[end : found.start()], word]
        end = found.end()
    return "".join([*pieces, text[end:]]) if pieces else text


def _mask_strings(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, Mapping):
        return {key: held if key in UNTOUCHED else _mask_strings(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_mask_strings(held) for held in value]
    return value
