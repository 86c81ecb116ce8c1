"""The sample office's own workbooks, from raw/ to the report workbook: the figures that design.md names."""

from __future__ import annotations

from pathlib import Path

import openpyxl


def test_the_office_gets_its_report(sample_book: Path) -> None:
    book = openpyxl.load_workbook(sample_book, read_only=True, data_only=True)
    sheets = {ws.title: [[cell for cell in row if cell is not None] for row in ws.values] for ws in book}
    book.close()

    assert ["", "Jumlah", 10820, 10326, 21146, 6712, 6439] in sheets["Tabel 1.3"]
    assert ["Rata-rata Capaian", 100] in sheets["Tabel 3.1.2"]
    assert [row[-1] for row in sheets["Tabel 3.1.4"] if row and row[0] in (1, 2, 3)] == [0, 2.64, 0]
    assert ["IKM Unit Pelayanan", 84.64] in sheets["SKM Unsur"]
    assert [1, "U4", "Biaya/Tarif", 3.917, 97.92, "A"] in sheets["SKM Peringkat"]
    assert [row[4] for row in sheets["Tabel 3.1.5"] if row and row[0] == 2] == [99.93]
    assert any(row[:1] == ["Kecamatan Karang Bintang"] and row[5:6] == [108.62] for row in sheets["Efisiensi"])
    total = next(row for row in sheets["Tabel 3.1.8"] if row and row[0] == "Jumlah")
    assert total[1:7] == [6359900297, 5855170470, 92.06, 5841617531, 2269895097, 38.86]
    assert ["", "Nilai Akuntabilitas", 100, 84.74, 100, 81.9] in sheets["Tabel 3.1.9"]
    assert not any(row[-1:] == ["belum ada data"] for row in sheets["Ringkasan"])
