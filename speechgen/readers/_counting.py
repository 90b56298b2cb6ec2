"""Numbers as Word writes them in automatic numbering: ECMA-376 part 1, 17.18.59 (ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL_LEGAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def count(number: int, style: str) -> str:
    """A number in one of Word's formats; in plain digits where the format is unknown or does not reach so far."""
    if style == "none":
        return ""
    write = FORMATS.get(style, str)
    return (write(number) if number >= 0 else "") or str(number)


def counting(number: int) -> str:
    """十二, 一百零五: as Chinese counts, with the places written."""
    return _places(number, "零一二三四五六七八九", "十百千", drop_one=True)


def _places(number: int, digits: str, places: str, *, drop_one: bool) -> str:
    """Digits with their places; empty from 10 000 on."""
    if number >= 10_000:
        return ""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            written += (digits[0] if gap and written else "") + digits[digit] + (places[place - 1] if place else "")
            gap = False
        else:
            gap = True
    if drop_one and 10 <= number < 20:
        written = written[1:]
    return written or digits[0]


def _digit_by_digit(number: int, digits: str = DIGITS) -> str:
    return "".join(digits[int(d)] for d in str(number))


def _below_hundred_counted(number: int) -> str:
    """十二, but 一〇五 from a hundred on."""
    return counting(number) if number < 100 else _digit_by_digit(number)


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return ""
    written = ""
    for amount, letters in ROMAN:
        written += letters * (number // amount)
        number %= amount
    return written


def _letter(number: int) -> str:
    """A … Z, AA, BB …: the letter once more with each round."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else ""


def _cycle(signs: str) -> Callable[[int], str]:
    """One sign a number, from 1; nothing beyond the last."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else ""


def _signs(*ranges: tuple[int, int]) -> Callable[[int], str]:
    """Signs of Unicode by (first code, how many)."""
    return _cycle("".join(chr(first + i) for first, many in ranges for i in range(many)))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: _digit_by_digit(n, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda n: _digit_by_digit(n, "０１２３４５６７８９"),
    "decimalEnclosedCircle": _signs((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedCircleChinese": _signs((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedFullstop": _signs((0x2488, 20)),
    "decimalEnclosedParen": _signs((0x2474, 20)),
    "numberInDash": lambda n: f"- {n} -",
    "upperRoman": _roman,
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda n: _letter(n).lower(),
    "chineseCounting": _below_hundred_counted,
    "taiwaneseCounting": _below_hundred_counted,
    "chineseCountingThousand": counting,
    "taiwaneseCountingThousand": counting,
    "japaneseCounting": counting,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": lambda n: _digit_by_digit(n, "○一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": lambda n: _places(n, LEGAL_DIGITS, "拾佰仟", drop_one=False),
    "ideographLegalTraditional": lambda n: _places(n, TRADITIONAL_LEGAL_DIGITS, "拾佰仟", drop_one=False),
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "ideographEnclosedCircle": _signs((0x3220, 10)),
}
