"""Years and parts of a year in titles, headers and names; what dates no figures is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from pabrik import BULAN

from flows.workbook.headers import header_words
from flows.workbook.periods import Period, find_periods, month_and_year


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2024", [(2024, None)]),
        ("TAHUN 2024", [(2024, None)]),
        ("TA. 2023", [(2023, None)]),
        ("DATA KEPENDUDUKAN PER DESEMBER 2024", [(2024, "B12")]),
        ("PENDUDUK BULAN MARET TAHUN 2023", [(2023, "B03")]),
        ("31 Desember 2024", [(2024, "B12")]),
        ("Nopember 2022", [(2022, "B11")]),
        ("Pebruari 2022", [(2022, "B02")]),
        ("Des 2024", [(2024, "B12")]),
        ("Penduduk_Desember_2024", [(2024, "B12")]),
        ("TAHUN 2025 TW II", [(2025, "TW2")]),
        ("TW II 2025", [(2025, "TW2")]),
        ("TW.III TAHUN 2025", [(2025, "TW3")]),
        ("Triwulan IV Tahun 2023", [(2023, "TW4")]),
        ("Triwulan ke-2 Tahun 2024", [(2024, "TW2")]),
        ("Triwulan Ketiga 2024", [(2024, "TW3")]),
        ("Realisasi s.d. Juni 2024", [(2024, "B06")]),
        ("Semester I Tahun 2024", [(2024, "S1")]),
        ("Smt. 2 2023", [(2023, "S2")]),
        ("TAHUN ANGGARAN 2024 DAN TAHUN 2025 TW II", [(2024, None), (2025, "TW2")]),
        ("Februari", [(None, "B02")]),
        ("TW IV", [(None, "TW4")]),
        ("Januari s.d. Juni 2024", [(2024, "S1")]),
        ("Januari - Desember 2024", [(2024, "TAHUN")]),
        ("Oktober-Desember 2023", [(2023, "TW4")]),
        ("Januari sampai dengan September 2023", [(2023, "B09")]),
        ("TW I s.d. TW III 2024", [(2024, "TW3")]),
        ("TW I - IV 2024", [(2024, "TAHUN")]),
        ("31/12/2024", [(2024, None)]),
        ("1.2024", []),
        ("Rp 2.024", []),
        ("20245", []),
        ("Permenpan RB Nomor 14 Tahun 2017", []),
        ("SKM menurut PermenPANRB 14/2017, TAHUN 2024", [(2024, None)]),
        ("RENSTRA 2021-2026", []),
        ("RENSTRA TAHUN 2021 s.d. 2026, TAHUN 2024", [(2024, None)]),
        ("DESA MEIKARTA", []),
        ("Kecamatan Satui", []),
    ],
)
def test_periods_of_a_text(text: str, periods: list[tuple[int | None, str | None]]) -> None:
    assert find_periods(text) == tuple(Period(*period) for period in periods)


@pytest.mark.parametrize(("number", "name"), list(enumerate(BULAN, start=1)))
def test_every_month(number: int, name: str) -> None:
    for text in (name, name.upper(), name[:3]):
        if text.lower() != "peb":
            assert find_periods(f"PER {text} 2021") == (Period(2021, f"B{number:02d}"),)
    assert month_and_year(date(2021, number, 1)) == f"{name} 2021"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Anggaran Tahun 2024", "anggaran"),
        ("Realisasi (Rp) Tahun 2025 TW II", "realisasi"),
        ("Realisasi s.d. Triwulan III 2025", "realisasi"),
        ("PENDUDUK BULAN DESEMBER 2024", "penduduk"),
        ("JLH KK AKHIR BULAN", "jumlah kk akhir bulan"),
        ("LK", "laki laki"),
        ("Target Akhir Renstra Tahun 2026", "target akhir renstra"),
        ("Capaian (%)", "capaian persen"),
        ("2024", ""),
    ],
)
def test_a_header_without_its_period(header: str, words: str) -> None:
    assert header_words(header) == words
