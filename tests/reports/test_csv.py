"""CSV tables: opened by an Indonesian Excel, read back exactly, harmless."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.reports.csv_tables import csv_bytes
from flows.reports.warehouse import RESULTS


def test_every_result_table_is_there_also_without_rows(reports: Path) -> None:
    for year in ("2023", "2024", "2025"):
        assert {path.stem for path in (reports / year / "csv").iterdir()} == set(RESULTS)
    assert (reports / "2025" / "csv" / "ikm.csv").read_text("utf-8-sig").count("\n") == 1


@pytest.mark.parametrize("table", RESULTS)
def test_csv_reads_back_exactly(warehouse: Path, reports: Path, table: str) -> None:
    raw = (reports / "2024" / "csv" / f"{table}.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with duckdb.connect(str(warehouse), read_only=True) as con:
        expected = pl.DataFrame(con.sql(f"SELECT * FROM {table} WHERE tahun IS NULL OR tahun = 2024 ORDER BY ALL"))
    read = pl.read_csv(raw, separator=";", decimal_comma=True, infer_schema=False)
    assert read.columns == expected.columns
    plain = expected.with_columns(
        pl.col(pl.Decimal).map_elements(lambda value: f"{value:f}".replace(".", ","), return_dtype=pl.String),
        pl.col(pl.String).str.replace(r"^([=+\-@\t\r])", "'$1"),
    )
    assert read.rows() == plain.cast(pl.String).rows()


def test_decimals_are_written_digit_for_digit() -> None:
    raw = csv_bytes(list("abcde"), [[Decimal("12345678901234567890.10"), Decimal("-0.5"), None, 2.5, 1234]])
    assert raw.decode("utf-8-sig") == "a;b;c;d;e\r\n12345678901234567890,10;-0,5;;2,5;1234\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+62 8", "-5", "@SUM(A1)", "\tx", "\r=1"])
def test_text_that_excel_would_run_gets_an_apostrophe(text: str) -> None:
    read = pl.read_csv(csv_bytes(["teks"], [[text]]), separator=";", infer_schema=False)
    assert read.item() == "'" + text


def test_separators_quotes_and_line_breaks_survive() -> None:
    texts = ['a;b "c"', "dua\nbaris", "Rp. 1.000,50", "7.01.01", "é"]
    read = pl.read_csv(csv_bytes(["teks"], [[text] for text in texts]), separator=";", infer_schema=False)
    assert read["teks"].to_list() == texts
