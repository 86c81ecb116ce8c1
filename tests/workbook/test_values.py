"""Columns parsed cell by cell: numbers with their notes, answers, codes, age bands, dates, names."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from flows.settings import Settings
from flows.workbook.bands import parse_band
from flows.workbook.codes import code_levels, parse_codes
from flows.workbook.headers import Unsur, as_unsur, header_words
from flows.workbook.names import indikator_code, komponen_code, polaritas_of, strip_number, unsur_code
from flows.workbook.particulars import as_respondent_number, as_sex, parse_date, public_answer
from flows.workbook.peek import SheetFacts
from flows.workbook.values import parse_answers, parse_numbers

PLAIN = SheetFacts()


def numbers(cells: list[Any], tipe: str, facts: SheetFacts = PLAIN) -> Any:
    return parse_numbers(cells, list(range(len(cells))), 2, tipe, facts)


def test_a_blank_is_nothing_and_a_zero_is_zero() -> None:
    parsed = numbers(["", 0.0, " ", "0"], "uang")
    assert parsed.values == [None, 0, None, 0]
    assert not parsed.faults


def test_money_keeps_its_cents_and_averages_eight_decimals() -> None:
    assert numbers([1234.5, "Rp 1.234,56"], "uang").values == [Decimal("1234.50"), Decimal("1234.56")]
    assert numbers([3.166666666666667], "desimal").values == [Decimal("3.16666667")]


@pytest.mark.parametrize("tipe", ["persen", "nilai", "desimal"])
def test_a_cell_in_percent_format_is_read_as_shown(tipe: str) -> None:
    parsed = numbers([0.8464, 84.64], tipe, SheetFacts(percent={(0, 2)}))
    assert parsed.values == [Decimal("84.64"), Decimal("84.64")]
    assert [note[0] for note in parsed.notes["NIL107"]] == [0]
    assert numbers([0.89545510039732], tipe, SheetFacts(percent={(0, 2)})).values == [Decimal("89.54551004")]


@pytest.mark.parametrize(
    ("value", "tipe", "rule"),
    [
        (50.36, "bulat", "NIL002"),
        (1e300, "persen", "NIL010"),
        (1e13, "desimal", "NIL010"),
        ("999999999999,999999999", "desimal", "NIL010"),
        (10.0**17, "uang", "NIL010"),
        (True, "bulat", "NIL001"),
        (datetime(2024, 1, 1), "uang", "NIL001"),
        ("lima", "uang", "NIL001"),
    ],
)
def test_what_cannot_be_is_a_fault(value: Any, tipe: str, rule: str) -> None:
    parsed = numbers([value], tipe, SheetFacts(percent={(0, 2)} if tipe == "persen" else set()))
    assert parsed.values == [None]
    assert parsed.faults[0][0] == rule


def test_failed_and_uncalculated_formulas_are_faults_wherever_a_blank_shows() -> None:
    facts = SheetFacts(errors={(0, 2): "#REF!"}, uncached={(1, 2)})
    assert {row: rule for row, (rule, _) in numbers(["", "", 5.0], "uang", facts).faults.items()} == {0: "NIL005", 1: "NIL006"}
    answers = parse_answers(["#REF!", "=", 4.0], [0, 1, 2], 2, facts)
    assert {row: rule for row, (rule, _) in answers.faults.items()} == {0: "NIL005", 1: "NIL006"}


def test_answers() -> None:
    cells: list[Any] = [1.0, "2", " 3 ", "d", "B", "", 4.0]
    assert parse_answers(cells, list(range(7)), 0, PLAIN).values == [1, 2, 3, 4, 2, None, 4]


@pytest.mark.parametrize("value", [7.0, 0.0, 5.0, 2.5, -1.0, "e", "7", True, "Biasa saja", "4 3"])
def test_an_impossible_answer_is_a_fault(value: Any) -> None:
    parsed = parse_answers([value, 3.0], [10, 11], 0, PLAIN)
    assert parsed.values == [None, 3]
    assert parsed.faults[10][0] == "NIL007"


@pytest.mark.parametrize("text", ["Siti Aminah", "Budi", "6310072508990001", "0812-3456-7890"])
def test_a_name_or_number_of_a_person_is_not_repeated(text: str) -> None:
    assert public_answer(text) == "(tulisan lain)"
    assert as_respondent_number(text) is None


@pytest.mark.parametrize("text", ["1", "12.", "R-001", "Resp 12", "A12"])
def test_numbers_of_respondents(text: str) -> None:
    assert as_respondent_number(text) == text


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("7.01.01", ("program", None, "7.01.01")),
        ("7.01.01.2.02", ("kegiatan", "7.01.01", "7.01.01")),
        ("7.01.01.2.02.0001", ("subkegiatan", "7.01.01.2.02", "7.01.01")),
        ("7.01.01.2.02.01", ("subkegiatan", "7.01.01.2.02", "7.01.01")),
    ],
)
def test_levels_of_a_budget_code(code: str, levels: tuple[str, str | None, str]) -> None:
    parsed = parse_codes([f" {code}. ".replace("2.02", "2. 02")], [0])
    assert parsed.values == [code]
    assert code_levels(code) == levels


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7.1.1", "7.01.01"),
        ("07.01.01", "7.01.01"),
        ("7,01,01", "7.01.01"),
        ("7.01.01.02.02", "7.01.01.2.02"),
        ("7.1.1.2.2.1", "7.01.01.2.02.01"),
        ("7.1.1.2.2.0001", "7.01.01.2.02.0001"),
    ],
)
def test_a_code_without_its_zeros_is_completed(typed: str, code: str) -> None:
    parsed = parse_codes([typed], [3])
    assert parsed.values == [code]
    assert parsed.notes["NIL112"] == [(3, typed, code)]


@pytest.mark.parametrize("code", ["7.01.01.2", "abc", "7-01-01", 7.01])
def test_other_codes_are_refused(code: Any) -> None:
    parsed = parse_codes([code], [3])
    assert parsed.faults[3][0] == "NIL008"
    assert ("NIL110" in parsed.notes) is isinstance(code, float)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("USIA 0-6 TAHUN", ("0-6", 0, 6)),
        ("USIA 7 - 18 TAHUN", ("7-18", 7, 18)),
        ("0 s/d 4", ("0-4", 0, 4)),
        ("5 sampai dengan 9 tahun", ("5-9", 5, 9)),
        ("0 tahun – 4 tahun", ("0-4", 0, 4)),
        ("USIA 56 TAHUN KE ATAS", ("56+", 56, None)),
        ("60+", ("60+", 60, None)),
        ("65 tahun +", ("65+", 65, None)),
        ("≥ 60", ("60+", 60, None)),
        ("Lebih dari 75", ("75+", 75, None)),
        ("< 1 tahun", ("<1", 0, 0)),
        ("<= 5", ("0-5", 0, 5)),
        ("di bawah 17", ("<17", 0, 16)),
        ("17", ("17", 17, 17)),
        ("Lansia", ("Lansia", None, None)),
    ],
)
def test_age_bands(text: str, band: tuple[str, int | None, int | None]) -> None:
    assert parse_band(text) == band


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime(2024, 12, 31, 10, 5), date(2024, 12, 31)),
        ("31/12/2024", date(2024, 12, 31)),
        ("31-12-2024 10:20", date(2024, 12, 31)),
        ("31 Desember 2024", date(2024, 12, 31)),
        ("Senin, 2 Mei 2024", date(2024, 5, 2)),
        ("2024-12-31", date(2024, 12, 31)),
        ("12/31/2024 9:15:00", date(2024, 12, 31)),
        ("32/13/2024", None),
        ("besok", None),
        (45657.0, None),
    ],
)
def test_days(value: Any, day: date | None) -> None:
    assert parse_date(value) == day


@pytest.mark.parametrize(
    ("text", "sex"), [("L", "L"), ("lk", "L"), ("Laki-laki", "L"), ("Pria", "L"), ("P", "P"), ("Wanita", "P"), ("", None)]
)
def test_sexes(text: str, sex: str | None) -> None:
    assert as_sex(text) == sex


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nilai Survey Kepuasan Masyarakat (SKM)", "ikm"),
        ("Nilai Suvey kepuasan masyarakat", "ikm"),
        ("Indeks Kepuasan Masyarakat (IKM)", "ikm"),
        ("2. Nilai SAKIP Perangkat Daerah", "sakip"),
        ("Persentase desa tertib K3", "persentase-desa-tertib-k3"),
    ],
)
def test_indicators(name: str, code: str) -> None:
    assert indikator_code(name, Settings())[0] == code


def test_settings_name_indicators_and_say_which_way_is_better() -> None:
    settings = Settings(alias_indikator={"Aduan warga": "jumlah-pengaduan"}, polaritas={"jumlah-pengaduan": "turun"})
    assert indikator_code("1. ADUAN WARGA", settings) == ("jumlah-pengaduan", None)
    assert polaritas_of("jumlah-pengaduan", None, settings) == "turun"
    assert polaritas_of("ikm", None, settings) == "naik"
    assert polaritas_of("ikm", "Semakin rendah semakin baik", settings) == "turun"
    assert polaritas_of("jumlah-kejadian", None, settings) is None


@pytest.mark.parametrize(
    ("text", "bare"), [("1. Meningkatnya mutu", "Meningkatnya mutu"), ("a) Tertib", "Tertib"), ("K3 aman", "K3 aman")]
)
def test_list_numbers_are_no_part_of_a_name(text: str, bare: str) -> None:
    assert strip_number(text) == bare


@pytest.mark.parametrize(
    ("header", "unsur"),
    [
        ("U1", Unsur("", "U1")),
        ("U 9", Unsur("", "U9")),
        ("Unsur 3", Unsur("", "U3")),
        ("U8 Sarana dan Prasarana", Unsur("sarana", "U8")),
        ("Persyaratan", Unsur("persyaratan", "")),
        ("Sistem, Mekanisme, dan Prosedur", Unsur("prosedur", "")),
        ("Umur", None),
        ("Usaha", None),
    ],
)
def test_unsur_of_a_header(header: str, unsur: Unsur | None) -> None:
    assert as_unsur(header_words(header)) == unsur


def test_an_unsur_goes_by_its_name_before_its_number() -> None:
    settings = Settings()
    assert unsur_code(Unsur("pengaduan", "U8"), None, "U8 Penanganan Pengaduan", settings) == ("pengaduan", True)
    assert unsur_code(Unsur("", "U8"), None, "U8", settings) == ("sarana", True)
    assert unsur_code(
        Unsur("", "U8"), None, "U8", Settings(urutan_unsur=(*settings.urutan_unsur[:7], "pengaduan", "sarana"))
    ) == ("pengaduan", True)
    assert unsur_code(None, Unsur("", "U4"), "Ongkos", settings) == ("biaya", True)
    assert unsur_code(Unsur("", "U10"), None, "U10", settings) == ("u10", False)


@pytest.mark.parametrize(
    ("name", "code"), [("Perencanaan Kinerja", "perencanaan"), ("EVALUASI AKUNTABILITAS KINERJA INTERNAL", "evaluasi")]
)
def test_sakip_components(name: str, code: str) -> None:
    assert komponen_code(name) == code
