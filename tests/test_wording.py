"""Numbers, periods and times in Indonesian."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from flows.wording import angka, banyak_desa, tahun_periode, urutan_periode, waktu


@pytest.mark.parametrize(
    ("nilai", "desimal", "text"),
    [
        (Decimal("6359900297.00"), None, "6.359.900.297"),
        (Decimal("84.64000000"), None, "84,64"),
        (Decimal("100"), 2, "100,00"),
        (Decimal("2.845"), 2, "2,85"),
        (-1234, None, "-1.234"),
        (1200, None, "1.200"),
        (None, 2, "-"),
    ],
)
def test_numbers(nilai: Decimal | int | None, desimal: int | None, text: str) -> None:
    assert angka(nilai, desimal) == text


def test_periods() -> None:
    assert tahun_periode(2025, "TW2") == "2025 TW II"
    assert tahun_periode(2024, "TAHUN") == "2024"
    assert tahun_periode(2024, "B12") == "Desember 2024"
    assert tahun_periode(2024, "S1") == "2024 Semester I"
    assert sorted(["TAHUN", "B12", "TW4", "S2", "TW1", "B05"], key=urutan_periode) == [
        "TW1", "B05", "B12", "TW4", "S2", "TAHUN",
    ]  # fmt: skip


def test_times() -> None:
    here = datetime(2026, 11, 3, 7, 5).astimezone(UTC).replace(tzinfo=None)  # as stored: in UTC
    assert waktu(here) == "3 November 2026, 07.05"
    assert waktu(None) == "-"


def test_a_count_of_the_whole_unit_is_no_village() -> None:
    unit = {"unit_kode": "63.10.04", "desa_kode": "63.10.04"}
    assert banyak_desa([unit]) == "tanpa rincian desa"
    assert banyak_desa([unit | {"desa_kode": f"63.10.04.200{i}"} for i in range(3)]) == "3 desa/kelurahan"
