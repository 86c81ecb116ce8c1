"""What must hold for any sheet: every row has one fate, places and spelling change no value, nobody's name leaves the sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pabrik import (
    BANDS,
    DESA,
    KINDS,
    Table,
    anggaran,
    checked,
    penduduk_desa,
    penduduk_umur,
    profil_luas,
    reading,
    skm,
    source,
    unbalanced,
    values,
    workbook,
)

from flows.checks.check import Checked, check_batch
from flows.settings import Settings
from flows.workbook.answers import long_answers
from flows.workbook.frames import staged_frame
from flows.workbook.safely import read_safely

few = settings(max_examples=settings.default.max_examples // 4)

NUMBERS = st.integers(0, 10**6) | st.floats(0, 10**6, allow_nan=False).map(lambda value: round(value, 2))
JUNK = st.sampled_from(
    [
        "-",
        "lima",
        "1.234",
        "1.234,5",
        "< 5",
        "?",
        "#REF!",
        "7",
        "JUMLAH",
        "Sumber: kantor",
        "Kecamatan Satui",
        " ",
        "TOTAL",
        "0",
        "Rp 5",
        "2024",
    ]
)
CELLS = st.none() | NUMBERS | JUNK | st.sampled_from([*DESA, *BANDS, "7.01.01", "7.01.02.2.01", "7", "5.1.02"])


def of(table: Table) -> Checked:
    return checked(workbook({"L": table}))


@few
@given(kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_every_row_has_exactly_one_fate(kind: str, data: st.DataObject) -> None:
    table = KINDS[kind]()
    width = max(map(len, table.header))
    row = st.lists(CELLS, min_size=width, max_size=width)
    rows = data.draw(st.lists(st.sampled_from([list(r) for r in [*table.data, *table.below]]) | row, max_size=14))
    result = of(replace(table, data=rows, below=[]))
    assert "BRK009" not in {finding.aturan for finding in result.temuan}
    assert not unbalanced(result)


PEOPLE = st.tuples(st.sampled_from(DESA), st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999))


@few
@given(
    rows=st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda row: row[0]), row=st.integers(1, 40), column=st.integers(1, 40)
)
def test_the_place_on_the_sheet_changes_no_value(rows: list[Any], row: int, column: int) -> None:
    table = penduduk_desa(rows)
    assert values(of(table.moved(row, column)).frames["penduduk_desa"]).equals(values(of(table).frames["penduduk_desa"]))


@few
@given(rows=st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda row: row[0]), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_sheets_changes_no_value(rows: list[Any], order: Any) -> None:
    shuffled = rows.copy()
    order.shuffle(shuffled)
    first, second = of(penduduk_desa(rows)), of(penduduk_desa(shuffled))
    assert values(first.frames["penduduk_desa"]).equals(values(second.frames["penduduk_desa"]))


def indonesian(value: int | Decimal) -> str:
    whole, _, fraction = f"{value:,}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


@few
@given(
    rows=st.lists(PEOPLE, min_size=1, max_size=4, unique_by=lambda row: row[0]),
    form=st.sampled_from([str, indonesian, "{:,}".format, " {} jiwa".format]),
)
def test_counts_written_as_text_are_the_same_counts(rows: list[Any], form: Any) -> None:
    typed = [(name, *map(form, numbers)) for name, *numbers in rows]
    whole = values(of(penduduk_desa(rows, total=False)).frames["penduduk_desa"])
    assert (
        values(of(penduduk_desa(typed, total=False)).frames["penduduk_desa"])
        .drop("jumlah_tercetak")
        .equals(whole.drop("jumlah_tercetak"))
    )


MONEY = st.integers(0, 10**12)


@few
@given(
    pagu=MONEY,
    realisasi=MONEY,
    form=st.sampled_from([indonesian, "Rp. {:,}".format, lambda value: f"Rp {indonesian(value)},00", str]),
)
def test_money_written_as_text_is_the_same_money(pagu: int, realisasi: int, form: Any) -> None:
    numbers = [("7.01.01", "PROGRAM", pagu, realisasi, pagu, realisasi)]
    texts = [("7.01.01", "PROGRAM", *map(form, (pagu, realisasi, pagu, realisasi)))]
    first, second = of(anggaran(numbers)).frames["anggaran"], of(anggaran(texts)).frames["anggaran"]
    assert first.select("pagu", "realisasi").equals(second.select("pagu", "realisasi"))


@few
@given(
    st.lists(
        st.tuples(st.sampled_from(DESA), st.decimals("0.01", 99999, places=2)),
        min_size=1,
        max_size=4,
        unique_by=lambda row: row[0],
    )
)
def test_areas_written_as_text_are_the_same_areas(rows: list[tuple[str, Decimal]]) -> None:
    numbers = profil_luas([(name, float(area), None, None, None) for name, area in rows])
    texts = profil_luas([(name, indonesian(area), None, None, None) for name, area in rows])
    assert values(of(numbers).frames["profil_desa"]).equals(values(of(texts).frames["profil_desa"]))


ANSWERS = st.lists(st.lists(st.integers(1, 4) | st.none(), min_size=9, max_size=9), min_size=1, max_size=12)


@few
@given(ANSWERS)
def test_every_answer_is_staged_and_a_blank_is_none(answers: list[list[int | None]]) -> None:
    result = of(skm(answers, feet=False))
    given_answers = [value for row in answers for value in row if value is not None]
    staged = long_answers(result.frames)["nilai"].to_list() if "skm_responden" in result.frames else []
    assert sorted(staged) == sorted(given_answers)
    assert not unbalanced(result)


@few
@given(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_neither_the_order_nor_the_batch_of_workbooks_matters(kinds: list[str], order: Any) -> None:
    books = [(f"{kind}.xlsx", workbook({kind: KINDS[kind]()})) for kind in kinds]

    def all_of(some: list[tuple[str, bytes]]) -> dict[str, Any]:
        batch = check_batch([read_safely(source(data, name), data, Settings()) for name, data in some])
        return {
            c.reading.source.berkas: ({name: frame.to_dicts() for name, frame in sorted(c.frames.items())}, c.sheets, c.temuan)
            for c in batch
        }

    shuffled = books.copy()
    order.shuffle(shuffled)
    together = all_of(books)
    assert all_of(shuffled) == together
    assert {name: part for book in books for name, part in all_of([book]).items()} == together


def test_reading_twice_gives_the_same() -> None:
    data = workbook({"A": penduduk_umur(), "B": skm()})
    first, second = reading(data), reading(data)
    assert first.temuan == second.temuan and first.sheets == second.sheets
    one, other = (staged_frame("skm_responden", each.frames["skm_responden"]) for each in (first, second))
    assert one.equals(other)


NAME = "Zubaidah Xaveria"
NIK = "6310072508990001"
PERSONAL = ("NAMA", "NIK", "NO HP", "ALAMAT", "RESPONDEN", "NAMA RESPONDEN", "NAMA PEMOHON")


@few
@given(
    people=st.lists(st.sampled_from(PERSONAL), min_size=1, max_size=3, unique=True),
    number=st.sampled_from(["NO. RESP", "Responden", "Timestamp"]),
    answers=st.lists(
        st.lists(st.integers(0, 9) | st.sampled_from([None, NAME, NIK, float(NIK)]), min_size=9, max_size=9),
        min_size=1,
        max_size=8,
    ),
    slipped=st.booleans(),
    titled=st.booleans(),
)
def test_nobodys_name_or_nik_leaves_the_sheet(
    people: list[str], number: str, answers: list[Any], slipped: bool, titled: bool
) -> None:
    """Names stand in columns of their own, in the number's column, or, where a row slipped, among the answers."""
    first: Any = NAME if number == "Responden" else 1
    table = skm(
        answers,
        people=(number, *people),
        person=lambda i: (first, *[NAME if i % 2 else NIK for _ in people]),
        feet=False,
        **({} if titled else {"titles": ()}),
    )
    data = [[*row[1:], NAME] if slipped and i % 2 else row for i, row in enumerate(table.data)]
    result = of(replace(table, data=data))
    for told in _everything_told(result):
        assert "Zubaidah" not in told and "Xaveria" not in told and NIK not in told and "6310072508990" not in told


@few
@given(
    header=st.sampled_from(
        [["No", "Nama", "NIK", "Jenis Kelamin"], ["No", "Desa", "Nama", "NIK"], ["Tanggal", "Nama", "NIK", "Paraf"]]
    ),
    rows=st.lists(
        st.lists(st.sampled_from([NAME, NIK, float(NIK), "Laki-laki", "P", "Satui Barat", 5, None]), min_size=4, max_size=4),
        max_size=6,
    ),
)
def test_a_foreign_list_of_people_is_not_quoted(header: list[str], rows: list[list[Any]]) -> None:
    for told in _everything_told(of(Table([header], rows, ["DAFTAR HADIR"])), desa=False):
        assert "Zubaidah" not in told and NIK not in told


def _everything_told(result: Checked, desa: bool = True) -> list[str]:
    told = [
        f"{finding.nilai}|{finding.pesan}|{finding.saran}"
        for finding in result.temuan
        if desa or not finding.aturan.startswith("DSA")
    ]
    told += [json.dumps(row, default=str) for row in result.reading.rejected]
    told += [json.dumps(row, default=str) for frame in result.frames.values() for row in frame.to_dicts()]
    return told
