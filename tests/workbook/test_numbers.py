"""Numbers as offices type them: rules.md 6.4 and design.md, case by case, and round trips over every style."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.workbook.numbers import KINDS, Number, from_float, parse_number

READ = [
    # (text, kind, value, how it was read)
    ("582", "bulat", "582", "NIL101"),
    ("1133", "bulat", "1133", "NIL101"),
    ("1.133", "bulat", "1133", "NIL103"),
    ("21.146", "bulat", "21146", "NIL103"),
    ("1,133", "bulat", "1133", "NIL102"),
    ("582,00", "bulat", "582", "NIL101"),
    ("582 jiwa", "bulat", "582", "NIL109"),
    ("409 KK", "bulat", "409", "NIL109"),
    ("'582", "bulat", "582", "NIL104"),
    ("-", "bulat", "0", "NIL106"),
    ("–", "bulat", "0", "NIL106"),
    ("nihil", "bulat", "0", "NIL106"),
    ("Rp. 6.359.900.297", "uang", "6359900297", "NIL109"),
    ("Rp 5.018.048.668", "uang", "5018048668", "NIL109"),
    ("Rp5.018.048.668,00", "uang", "5018048668", "NIL109"),
    ("5.018.048.668", "uang", "5018048668", "NIL101"),
    ("5.041.005.997,00", "uang", "5041005997", "NIL101"),
    ("5,041,005,997.00", "uang", "5041005997", "NIL101"),
    ("1,159,281,784", "uang", "1159281784", "NIL102"),
    ("10500", "uang", "10500", "NIL101"),
    ("10500.50", "uang", "10500.50", "NIL101"),
    ("(1.000)", "uang", "-1000", "NIL108"),
    ("(Rp 1.000)", "uang", "-1000", "NIL108"),
    ("1.000-", "uang", "-1000", "NIL108"),
    ("-1.000", "uang", "-1000", "NIL103"),
    ("Rp -1.000", "uang", "-1000", "NIL103"),
    ("Rp. 1.000.000,-", "uang", "1000000", "NIL109"),
    ("Rp. 1.000.000.-", "uang", "1000000", "NIL109"),
    ("Rp 1.000,=", "uang", "1000", "NIL103"),
    ("1 234 567", "uang", "1234567", "NIL102"),
    ("Rp. -", "uang", "0", "NIL106"),
    ("0,00", "uang", "0", "NIL101"),
    ("1.122,40", "luas", "1122.40", "NIL101"),
    ("4.701.16", "luas", "4701.16", "NIL102"),
    ("22.358,06", "luas", "22358.06", "NIL101"),
    ("6.884", "luas", "6884", "NIL103"),
    ("12.140", "luas", "12140", "NIL103"),
    ("0.500", "luas", "0.5", "NIL101"),
    ("525 Ha", "luas", "525", "NIL109"),
    ("18,8", "desimal", "18.8", "NIL101"),
    ("115,9075817", "desimal", "115.9075817", "NIL101"),
    ("-3.396978", "desimal", "-3.396978", "NIL101"),
    (",-3,323034", "desimal", "-3.323034", "NIL104"),
    ("\u22123,5", "desimal", "-3.5", "NIL101"),
    ("- 5", "desimal", "-5", "NIL104"),
    ("+5", "desimal", "5", "NIL101"),
    (",5", "desimal", "0.5", "NIL104"),
    (".5", "desimal", "0.5", "NIL104"),
    ("< 1 KM", "desimal", "1", "NIL105"),
    ("< 5", "desimal", "5", "NIL105"),
    ("≥ 2,5", "desimal", "2.5", "NIL105"),
    ("lebih dari 10 km", "desimal", "10", "NIL105"),
    ("3,4 km", "desimal", "3.4", "NIL109"),
    ("15 menit", "desimal", "15", "NIL109"),
    ("1,234", "desimal", "1.234", "NIL101"),
    ("6.884", "desimal", "6.884", "NIL101"),
    ("94,13 %", "persen", "94.13", "NIL109"),
    ("94,13%", "persen", "94.13", "NIL109"),
    ("97", "persen", "97", "NIL101"),
    ("100%", "nilai", "100", "NIL109"),
    ("100,00", "nilai", "100", "NIL101"),
    ("84,64%", "nilai", "84.64", "NIL109"),
    ("84.70", "nilai", "84.70", "NIL101"),
    ("84,64\u00a0%", "nilai", "84.64", "NIL109"),
    ("100 persen", "nilai", "100", "NIL109"),
]


@pytest.mark.parametrize(("text", "tipe", "value", "note"), READ)
def test_is_read_and_says_how(text: str, tipe: str, value: str, note: str) -> None:
    assert parse_number(text, tipe) == Number(Decimal(value), note)


@pytest.mark.parametrize(
    ("text", "tipe"),
    [
        ("dua puluh", "bulat"),
        ("1.133*", "bulat"),
        ("12 5", "bulat"),
        ("10 15", "bulat"),
        ("1e5", "bulat"),
        ("12a", "bulat"),
        ("1/2", "desimal"),
        ("5-10", "desimal"),
        ("84,64 (B)", "nilai"),
        ("1,5 jam", "desimal"),
        ("2 km2", "luas"),
        ("1..000", "uang"),
        ("1,,5", "desimal"),
        ("1.2.3", "uang"),
        ("12,34,567", "uang"),
        ("(1.000", "uang"),
        ("%", "persen"),
        ("Rp", "uang"),
        ("?", "bulat"),
        ("115° 54' 27\"", "desimal"),
        ("#REF!", "uang"),
        ("٣", "bulat"),
        ("²", "bulat"),
        ("NaN", "desimal"),
        ("inf", "desimal"),
    ],
)
def test_what_is_no_number_is_refused(text: str, tipe: str) -> None:
    assert parse_number(text, tipe) == Number(galat="NIL001")


@pytest.mark.parametrize("text", ["18,8", "50.36", "0,125", "0.125", "1.234,5"])
def test_people_come_whole(text: str) -> None:
    assert parse_number(text, "bulat") == Number(galat="NIL002")


@pytest.mark.parametrize("tipe", ["luas", "desimal", "persen", "nilai"])
def test_a_dash_is_zero_only_for_counts_and_money(tipe: str) -> None:
    assert parse_number("-", tipe) == Number(None, "NIL106")


def indonesian(value: Decimal) -> str:
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    return f"{'-' if value < 0 else ''}{whole.replace(',', '.')}{f',{fraction}' if fraction else ''}"


def english(value: Decimal) -> str:
    return f"{value:,f}"


MONEY = st.decimals(-(10**13), 10**13, places=2)
INDEX = st.decimals(0, 10**6, places=3)
COUNT = st.integers(0, 10**9)


@given(MONEY)
def test_money_in_either_style_reads_back(value: Decimal) -> None:
    assert parse_number(indonesian(value), "uang").nilai == value
    assert parse_number(english(value), "uang").nilai == value
    assert parse_number(f"{value:f}", "uang").nilai == value


@given(
    st.decimals(0, 10**13, places=2), st.sampled_from(["Rp {}", "Rp. {}", "Rp{}", "IDR {}", " {} ", "'{}", "{} rupiah", "{},-"])
)
def test_what_surrounds_money_changes_nothing(value: Decimal, around: str) -> None:
    whole = value.to_integral_value()
    text = around.format(indonesian(whole if around == "{},-" else value))
    assert parse_number(text, "uang").nilai == (whole if around == "{},-" else value)


@given(st.decimals("0.01", 10**13, places=2))
def test_brackets_are_negative(value: Decimal) -> None:
    assert parse_number(f"({indonesian(value)})", "uang") == Number(-value, "NIL108")
    assert parse_number(f"(Rp {indonesian(value)})", "uang") == Number(-value, "NIL108")


@given(st.decimals(0, 1000, places=2), st.sampled_from(["{} %", "{}%", "{}"]))
def test_percentages_read_back(value: Decimal, form: str) -> None:
    assert parse_number(form.format(indonesian(value)), "persen").nilai == value


@given(INDEX)
def test_an_index_with_a_comma_reads_back(value: Decimal) -> None:
    assert parse_number(indonesian(value), "nilai").nilai == value


@given(COUNT, st.sampled_from(["{}", "{} jiwa", "{} KK"]))
def test_counts_read_back_grouped_or_not(value: int, form: str) -> None:
    for text in (str(value), indonesian(Decimal(value)), f"{value:,}"):
        assert parse_number(form.format(text), "bulat").nilai == value


@given(st.text(alphabet="0123456789.,-+()% RpKMm<>/'", max_size=14) | st.text(max_size=14), st.sampled_from(sorted(KINDS)))
def test_nothing_vanishes_in_silence(text: str, tipe: str) -> None:
    """Every text gives a value, a refusal, or the note that it stands for nothing; never an exception."""
    number = parse_number(text, tipe)
    if number.galat:
        assert number.nilai is None
    else:
        assert number.catatan is not None
        assert number.nilai is not None or number.catatan == "NIL106"


@given(st.decimals(-(10**9), 10**9, places=6))
def test_a_stored_number_loses_its_binary_noise(value: Decimal) -> None:
    assert from_float(float(value)) == value


@pytest.mark.parametrize(
    ("value", "exact"), [(0.1 + 0.2, "0.3"), (1e22, "1e22"), (84.64, "84.64"), (3.0, "3"), (-2.5, "-2.5"), (1e-300, "0")]
)
def test_from_float(value: float, exact: str) -> None:
    assert from_float(value) == Decimal(exact)
