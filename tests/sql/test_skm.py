"""IKM, NRR, letters and samples against exact fractions."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from gudang import UNIT, Row, answers, merged, side_by_side, staged, warehouse

from flows.paths import SQL_DIR
from flows.store.build import build
from flows.store.models import load_models

NINE = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan"]
LAKIP = [42, 38, 37, 47, 44, 41, 42, 39, 36]
"""Sums of the nine unsur that give the LAKIP's NRR with 12 respondents (rules.md 1.4)."""

TABLE = """10 10 15 14 20 19 25 24 30 28 35 32 40 36 45 40 50 44 55 48 60 52 65 56 70 59 75 63 80 66 85 70 90 73 95 76 100 80 110
86 120 92 130 97 140 103 150 108 160 113 170 118 180 123 190 127 200 132 210 136 220 140 230 144 240 148 250 152 260
155 270 159 280 162 290 165 300 169 320 175 340 181 360 186 380 191 400 196 420 201 440 205 460 210 480 214 500 217
550 226 600 234 650 242 700 248 750 254 800 260 850 265 900 269 950 274 1000 278 1100 285 1200 291 1300 297 1400 302
1500 306 1600 310 1700 313 1800 317 1900 320 2000 322 2200 327 2400 331 2600 335 2800 338 3000 341 3500 346 4000 351
4500 354 5000 357 6000 361 7000 364 8000 367 9000 368 10000 370 15000 375 20000 377 30000 379 40000 380 50000 381
75000 382 1000000 384"""
KREJCIE_MORGAN = list(zip(*[iter(map(int, TABLE.split()))] * 2, strict=True))


def lakip_answers() -> list[list[int]]:
    """Twelve respondents whose answers add up to the LAKIP's sums."""
    columns = [[total // 12 + (i < total % 12) for i in range(12)] for total in LAKIP]
    return [list(row) for row in zip(*columns, strict=True)]


MEN = answers([[4] * 9] * 2, jenis_kelamin="L", umur="30", layanan="KTP")
WOMEN = answers([[3] * 9, [3] * 9, [2] * 9], jenis_kelamin="P", umur="31", layanan="ktp ")
for _row in WOMEN["skm_responden"]:
    _row["baris"] += 100
CLAIM: dict[str, list[Row]] = {"tercetak": [{"dataset": "skm_jawaban", "ukuran": "sampel_minimum", "nilai": 201}]}
CASES = {
    "lakip": answers(lakip_answers()),
    "ten": answers([[4] * 10, [3] * 10]),
    "blank": answers([[4] * 9, [2, None, *[4] * 7]]),
    "three": answers([[4, None, 2], [None, 3, 1]], layanan="KTP"),
    "claim": merged(answers(lakip_answers()), CLAIM),
    "groups": merged(MEN, WOMEN),
}
"""Given rows, each in a unit of its own; built once with each weight."""
Of = Callable[[str], duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def weighed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Of]:
    return {bobot: side_by_side(tmp_path_factory.mktemp("gudang"), CASES, {"skm.bobot": bobot}) for bobot in WEIGHTS}


WEIGHTS = {"0,111": Fraction(111, 1000), "0,11": Fraction(11, 100), "1/9": Fraction(1, 9)}


def half_up(value: Fraction, places: int) -> Decimal:
    scaled = value * 10**places
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(-places)


def one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    (row,) = con.execute(sql).fetchall()
    return row


@pytest.mark.parametrize(
    ("bobot", "ikm", "metode"), [("0,111", "84.64", "0,111"), ("0,11", "83.88", "0,11"), ("1/9", "84.72", "1/9")]
)
def test_the_lakip(weighed: dict[str, Of], bobot: str, ikm: str, metode: str) -> None:
    con = weighed[bobot]("lakip")
    row = one(con, "SELECT ikm, mutu, kinerja, metode_bobot, ikm_eksak, jumlah_responden, jumlah_unsur FROM ikm")
    assert row == (Decimal(ikm), "B", "Baik", metode, Decimal("84.72"), 12, 9)
    letters = con.execute("SELECT nilai_konversi, mutu FROM ikm_unsur ORDER BY unsur_nomor").fetchall()
    assert [(str(value), letter) for value, letter in letters] == [
        ("87.50", "B"), ("79.17", "B"), ("77.08", "B"), ("97.92", "A"), ("91.67", "A"), ("85.42", "B"), ("87.50", "B"),
        ("81.25", "B"),
        ("75.00", "C"),
    ]  # fmt: skip
    assert one(con, "SELECT nrr, nrr_tertimbang, peringkat FROM ikm_unsur WHERE unsur_kode = 'biaya'")[::2] == (
        Decimal("3.917"),
        1,
    )


def test_weight_falls_back_to_exact_when_unsur_are_not_nine(weighed: dict[str, Of]) -> None:
    con = weighed["0,111"]("ten")
    assert one(con, "SELECT metode_bobot, ikm, jumlah_unsur FROM ikm") == ("1/10", Decimal("87.50"), 10)


def test_blank_answer_leaves_its_unsurs_denominator(weighed: dict[str, Of]) -> None:
    con = weighed["1/9"]("blank")
    assert one(con, "SELECT jumlah_jawaban, jawaban_kosong, nrr FROM ikm_unsur WHERE unsur_kode = 'prosedur'") == (
        1,
        1,
        Decimal(4),
    )
    assert one(con, "SELECT ikm FROM ikm") == (half_up(Fraction(8 * 4 + 3, 9) * 25, 2),)


def test_any_number_of_unsur_is_added_up(tmp_path: Path) -> None:
    tables = {}
    for number in (3, 9, 10, 18, 19, 29):
        chance = random.Random(number)
        tables[2000 + number] = [[chance.choice([1, 2, 3, 4, None]) for _ in range(number)] for _ in range(30)]
    given = [answers(table, berkas=f"{tahun}.xlsx", tahun=tahun, layanan="KTP") for tahun, table in tables.items()]
    con = warehouse(tmp_path, merged(*given))
    for tahun, table in tables.items():
        columns = [[value for value in column if value is not None] for column in zip(*table, strict=True)]
        sums = [(f"U{i}", 30, len(column), sum(column)) for i, column in enumerate(columns, start=1)]
        for dimension in ("unit", "layanan", "umur"):
            found = con.execute(
                "SELECT unsur_nomor, jumlah_responden, jumlah_jawaban, jumlah_nilai FROM data.skm_rekap"
                " WHERE dimensi = ? AND tahun = ?",
                [dimension, tahun],
            ).fetchall()
            assert sorted(found) == sorted(sums)


def test_tables_with_unsur_in_another_order_add_up(tmp_path: Path) -> None:
    """Two tables of one sheet: what counts is which unsur a column asks for, not where it stands."""
    first, second = answers([[1, 2, 3]], baris=10), answers([[4, 3, None]], baris=20)
    for column, code in zip(second["skm_unsur"], ["waktu", "persyaratan", "prosedur"], strict=True):
        column["unsur_kode"] = code
    con = warehouse(tmp_path, merged(first, second))
    found = con.execute("SELECT unsur_kode, jumlah_jawaban, jumlah_nilai FROM ikm_unsur ORDER BY ALL").fetchall()
    assert found == [("persyaratan", 2, 4), ("prosedur", 1, 2), ("waktu", 2, 7)]
    assert one(con, "SELECT jumlah_responden, unit_kode, unit_nama FROM ikm") == (2, UNIT, "Kecamatan Karang Bintang")


def test_every_answer_has_its_row_and_cell(weighed: dict[str, Of]) -> None:
    con = weighed["0,111"]("three")
    assert con.execute("SELECT unsur_kode, nilai, sel, baris FROM data.skm_jawaban ORDER BY ALL").fetchall() == [
        ("persyaratan", 4, "G8", 8), ("prosedur", 3, "H9", 9), ("waktu", 1, "I9", 9), ("waktu", 2, "I8", 8),
    ]  # fmt: skip
    assert one(con, "SELECT DISTINCT tahun, periode, layanan, berkas_sha256 FROM data.skm_jawaban") == (
        2024, "TAHUN", "KTP", "sha-a.xlsx",
    )  # fmt: skip


def test_bounds_of_the_letters(weighed: dict[str, Of]) -> None:
    con = weighed["0,111"]("lakip")
    letter = "SELECT mutu FROM acuan.mutu_skm WHERE ? BETWEEN uji_bawah AND konversi_atas AND berlaku_sampai IS NULL"
    bounds = {"24.75": "D", "64.99": "D", "65.00": "C", "76.60": "C", "76.61": "B", "88.30": "B", "88.31": "A", "100.00": "A"}
    assert {value: con.execute(letter, [Decimal(value)]).fetchall() for value in bounds} == {k: [(v,)] for k, v in bounds.items()}


def test_sample_size_reproduces_the_whole_table(tmp_path: Path) -> None:
    surveys = [
        answers([[3] * 9], tahun=2017 + i % 5, unit_kode=f"99.{i // 5:02}.01", baris=10 + i) for i in range(len(KREJCIE_MORGAN))
    ]
    printed: list[Row] = [
        {"dataset": "skm_jawaban", "ukuran": "populasi_layanan", "kunci": f"99.{i // 5:02}.01", "unit_kode": f"99.{i // 5:02}.01",
         "tahun": 2017 + i % 5, "nilai": n}
        for i, (n, _) in enumerate(KREJCIE_MORGAN)
    ]  # fmt: skip
    con = warehouse(tmp_path, merged(*surveys, {"tercetak": printed}))
    found = con.execute("SELECT populasi_layanan, sampel_minimum FROM ikm ORDER BY populasi_layanan").fetchall()
    assert found == KREJCIE_MORGAN
    assert len(found) == 90


def test_printed_claim_stands_in_for_an_unknown_population(weighed: dict[str, Of]) -> None:
    con = weighed["0,111"]("claim")
    assert one(con, "SELECT populasi_layanan, sampel_minimum, sampel_cukup FROM ikm") == (None, 201, False)


def test_groups_of_respondents(weighed: dict[str, Of]) -> None:
    con = weighed["1/9"]("groups")
    groups = con.execute(
        "SELECT dimensi, kelompok, jumlah_responden, ikm FROM ikm_responden WHERE kelompok <> '(tidak diisi)'"
    ).fetchall()
    assert groups == [
        ("jenis_kelamin", "L", 2, Decimal("100.00")),
        ("jenis_kelamin", "P", 3, Decimal("66.67")),
        ("umur", "26-35", 5, Decimal("80.00")),
    ]
    assert one(con, "SELECT layanan, jumlah_responden, ikm FROM ikm_layanan") == ("KTP", 5, Decimal("80.00"))


def random_sums(surveys: int) -> list[tuple[str, int, str, int, int]]:
    """unit_kode and tahun of random surveys, half of them with blanks: number and sum of the answers of each unsur."""
    chance = random.Random(20)
    rows = []
    for survey in range(surveys):
        people, blanks = chance.choice([1, 2, 3, 7, 12, 50, 201, 384]), chance.random() < 0.5
        for code in NINE:
            answered = chance.randint(0, people) if blanks else people
            total = chance.randint(answered, 4 * answered)
            if answered:
                rows.append((f"{survey // 20:05}", 2020 + survey % 20, code, answered, total))
    return rows


@pytest.mark.parametrize("surveys", [4_000, pytest.param(20_000, marks=pytest.mark.panjang)])
def test_random_surveys_equal_exact_fractions(tmp_path: Path, surveys: int) -> None:
    """The models themselves, run on the sums of thousands of surveys with each weight."""
    sums = random_sums(surveys)
    target = tmp_path / "acak.duckdb"
    build(target, staged(tmp_path, {}))
    models = {model.qualified: model.sql for model in load_models(SQL_DIR)}
    parts: dict[tuple[str, int], list[Fraction]] = {}
    for unit, tahun, _, n, s in sums:
        parts.setdefault((unit, tahun), []).append(Fraction(s, n))
    totals = {survey: (sum(values, Fraction(0)), len(values)) for survey, values in parts.items()}
    assert len(totals) > surveys - 10
    pl.DataFrame(sums, schema=["unit", "tahun", "unsur", "n", "s"], orient="row").write_parquet(tmp_path / "jumlah.parquet")
    with duckdb.connect(str(target)) as con:
        con.execute(
            "INSERT INTO data.skm_rekap SELECT unit, tahun, 'TAHUN', 'unit', unit, unsur, NULL, n, n, s FROM read_parquet(?)",
            [str(tmp_path / "jumlah.parquet")],
        )
        for bobot, fraction in WEIGHTS.items():
            con.execute("UPDATE acuan.pilihan SET bobot_skm = ?", [bobot])
            con.execute(f"DELETE FROM data.skm_indeks; INSERT INTO data.skm_indeks {models['data.skm_indeks']}")
            found = con.execute("SELECT unit_kode, tahun, ikm, nrr_tertimbang, ikm_eksak FROM data.skm_indeks").fetchall()
            assert len(found) == len(totals)
            for unit, tahun, *values in found:
                total, count = totals[unit, tahun]
                weight = fraction if count == 9 else Fraction(1, count)
                exact = [half_up(total * weight * 25, 2), half_up(total * weight, 4), half_up(total * 25 / count, 2)]
                assert values == exact, (bobot, unit, tahun)
        nrr = con.execute(f"SELECT unit_kode, tahun, unsur_kode, nrr FROM ({models['main.ikm_unsur']})").fetchall()
        assert {tuple(key): value for *key, value in nrr} == {
            (u, t, code): half_up(Fraction(s, n), 3) for u, t, code, n, s in sums
        }
