"""Numbers written in Chinese numerals: positional 二〇二二, and up to ninety-nine 三十一, 廿三."""

ZEROS = "〇○◯零ＯｏOoΟОо"  # what is typed for 〇, Greek and Cyrillic letters among them
DIGITS = dict.fromkeys(ZEROS, 0) | {sign: place for place, sign in enumerate("一二三四五六七八九", start=1)}
TENS = {"廿": "二十", "卅": "三十"}


def number(text: str) -> int | None:
    """The number that Arabic digits (of any width) or Chinese numerals write; ``None`` where they write none."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    for short, long in TENS.items():
        text = text.replace(short, long)
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _positional(units)
    return _sum(_positional(tens) if tens else 1, _positional(units) if units else 0)


def _positional(text: str) -> int | None:
    value = 0
    for sign in text:
        digit = int(sign) if sign.isdecimal() else DIGITS.get(sign)
        if digit is None:
            return None
        value = value * 10 + digit
    return value


def _sum(tens: int | None, units: int | None) -> int | None:
    return tens * 10 + units if tens is not None and units is not None and tens < 10 and units < 10 else None
