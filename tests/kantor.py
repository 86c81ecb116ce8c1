"""What other offices send: each way of keeping a dataset that raw/README.md says is understood, as a built workbook.

``GROUPS`` is that table of the docs: its texts stand there word for word, and each workbook must give its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from pabrik import DESA, UNIT_NAMA, Table

from flows.workbook.answers import long_answers

A, B, C, D = DESA[0], DESA[3], DESA[2], "Setarap"
JUDUL = "DATA KEPENDUDUKAN"
MARET = [f"{JUDUL} PER MARET 2023", UNIT_NAMA]
TAHUN = [f"{JUDUL} TAHUN 2023", UNIT_NAMA]
ANGGARAN = ["REALISASI ANGGARAN TAHUN 2023", UNIT_NAMA]
SURVEI = ["SURVEI KEPUASAN MASYARAKAT TAHUN 2023", UNIT_NAMA]
KINERJA = ["REALISASI KINERJA TAHUN 2023", UNIT_NAMA]
JIWA = ("tahun", "periode", "desa", "laki_laki", "perempuan")
UANG = ("tahun", "periode", "kode", "pagu", "realisasi")
NILAI = ("tahun", "periode", "indikator", "ukuran", "nilai")
MUTASI = ("awal", "lahir", "mati", "datang", "pindah", "akhir")
PENDUDUK = [(2023, "B03", A, 10, 11), (2023, "B03", B, 20, 21)]


@dataclass(frozen=True)
class Case:
    """One line of the table: ``sheets`` must give ``rows`` of ``dataset``; ``says``: rules that must be among the findings."""

    text: str
    sheets: Mapping[str, Table | Sequence[Table]]
    dataset: str
    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]
    says: frozenset[str] = frozenset()
    touch: Callable[[Workbook], None] | None = None
    tolerated: frozenset[str] = field(default_factory=frozenset)
    """Warnings that this way of writing rightly brings."""


def case(
    text: str, sheets: Any, dataset: str, columns: Sequence[str], rows: Any, says: str = "", touch: Any = None, but: str = ""
) -> Case:
    named = sheets if isinstance(sheets, dict) else {"Lembar1": sheets}
    return Case(text, named, dataset, columns, rows, frozenset(says.split()), touch, frozenset(but.split()))


def _hide(book: Workbook) -> None:
    """Hides the first sheet, its last row and the column of its last header."""
    sheet = book.worksheets[0]
    book.create_sheet("kosong")
    sheet.sheet_state = "hidden"
    sheet.row_dimensions[sheet.max_row].hidden = True
    sheet.column_dimensions[get_column_letter(sheet.max_column)].hidden = True


def _dated(book: Workbook) -> None:
    """Puts a day into a cell of its own beside the title that announces it."""
    sheet = book.worksheets[0]
    sheet["A2"], sheet["B2"] = "Data per tanggal", date(2023, 3, 31)


def rows_of(result: Any, dataset: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a dataset as plain values, sorted."""
    frame = long_answers(result.frames) if dataset == "skm_jawaban" else result.frames.get(dataset)
    if frame is None:
        return []
    plain = [tuple(float(v) if hasattr(v, "as_tuple") else v for v in row) for row in frame.select(columns).rows()]
    return sorted(plain, key=repr)


def two(*header: Any, data: Any, titles: Any = MARET, **more: Any) -> Table:
    """A table whose header is one row or, where the first one is a list, several."""
    rows = [list(h) for h in header] if header and isinstance(header[0], list) else [list(header)]
    return Table(rows, [list(row) for row in data], list(titles), **more)


DUA = [(A, 10, 11), (B, 20, 21)]
PENDUDUK_CASES = [
    case(
        "Singkatan L/P, LK/PR, Lk./Pr., Laki-laki/Perempuan, Pria/Wanita",
        {
            f"L{i}": two("Desa", *pair, data=DUA, titles=[f"{JUDUL} MARET {2000 + i}", UNIT_NAMA])
            for i, pair in enumerate(
                [
                    ("L", "P"),
                    ("LK", "PR"),
                    ("Lk.", "Pr."),
                    ("Laki-Laki", "Perempuan"),
                    ("PRIA", "WANITA"),
                    ("Laki - laki (jiwa)", "Perempuan (jiwa)"),
                    ("Lk\n(org)", "Pr\n(org)"),
                ]
            )
        },
        "penduduk_desa",
        JIWA,
        [(2000 + i, *row[1:]) for i in range(7) for row in PENDUDUK],
    ),
    case(
        "Mutasi: penduduk awal, lahir, mati, datang, pindah, akhir",
        Table(
            [
                [
                    "No",
                    "Desa",
                    "Penduduk Awal Bulan",
                    None,
                    "Lahir",
                    None,
                    "Mati",
                    None,
                    "Datang",
                    None,
                    "Pindah",
                    None,
                    "Penduduk Akhir Bulan",
                    None,
                    None,
                ],
                [None, None, "L", "P", "L", "P", "L", "P", "L", "P", "L", "P", "L", "P", "JML"],
            ],
            [[1, A, 10, 11, 1, 0, 0, 1, 2, 1, 1, 0, 12, 11, 23], [2, B, 20, 21, 0, 1, 1, 0, 0, 2, 0, 1, 19, 23, 42]],
            MARET,
            merge_header=True,
        ),
        "penduduk_mutasi",
        ("desa", "jenis_kelamin", *MUTASI),
        [(A, "L", 10, 1, 0, 2, 1, 12), (A, "P", 11, 0, 1, 1, 0, 11), (B, "L", 20, 0, 1, 0, 0, 19), (B, "P", 21, 1, 0, 2, 1, 23)],
    ),
    case(
        "Mutasi tanpa jenis kelamin",
        two("Desa", "Jumlah Awal", "Lahir", "Meninggal", "Masuk", "Keluar", "Jumlah Akhir", data=[(A, 100, 3, 1, 2, 4, 100)]),
        "penduduk_mutasi",
        ("desa", "jenis_kelamin", *MUTASI),
        [(A, "LP", 100, 3, 1, 2, 4, 100)],
    ),
    case(
        "Jenis kelamin dalam baris",
        two(
            "Kelurahan",
            "Jenis Kelamin",
            "Jumlah Penduduk",
            data=[(A, "LAKI-LAKI", 10), (A, "PEREMPUAN", 11), (B, "L", 20), (B, "P", 21)],
        ),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Tahun dan bulan, triwulan, atau semester dalam kolom sendiri",
        two(
            "desa",
            "laki_laki",
            "perempuan",
            "semester",
            "tahun",
            data=[(A, 10, 11, 1, 2022), (A, 12, 13, 2, 2022), (A, 14, 15, 1, 2023)],
            titles=[UNIT_NAMA],
        ),
        "penduduk_desa",
        JIWA,
        [(2022, "S1", A, 10, 11), (2022, "S2", A, 12, 13), (2023, "S1", A, 14, 15)],
    ),
    case(
        "Bulan dalam baris, dengan nama atau angka",
        {
            "a": two(
                "Tahun",
                "Bulan",
                "Desa",
                "L",
                "P",
                data=[(2022, "Januari", A, 10, 11), (2022, "Feb", A, 12, 13)],
                titles=[UNIT_NAMA],
            ),
            "b": two("Tahun", "Bulan", "Desa", "L", "P", data=[(2022, 3, A, 10, 11), (2022, "4", A, 12, 13)], titles=[UNIT_NAMA]),
        },
        "penduduk_desa",
        JIWA,
        [(2022, f"B0{i}", A, *(((10, 11), (12, 13))[(i - 1) % 2])) for i in range(1, 5)],
    ),
    case(
        "Bulan ke samping, jenis kelamin di bawahnya",
        Table(
            [["Desa", "Januari", None, "Februari", None], [None, "L", "P", "L", "P"]], [[A, 1, 2, 3, 4], [B, 5, 6, 7, 8]], TAHUN
        ),
        "penduduk_desa",
        JIWA,
        [(2023, "B01", A, 1, 2), (2023, "B02", A, 3, 4), (2023, "B01", B, 5, 6), (2023, "B02", B, 7, 8)],
    ),
    case(
        "Tahun ke samping tanpa nama kolom",
        two("No", "Desa", 2021, 2022, 2023, data=[(1, A, 10, 11, 12), (2, B, 20, 21, 22)], titles=["JUMLAH PENDUDUK", UNIT_NAMA]),
        "penduduk_desa",
        ("tahun", "desa", "jumlah_tercetak"),
        [(2021 + i, name, n + i) for name, n in ((A, 10), (B, 20)) for i in range(3)],
    ),
    case(
        "Satu lembar sebulan, bulan pada nama lembar",
        {
            bulan: two("Desa", "L", "P", data=[(A, i, i + 1)], titles=[f"{JUDUL} TAHUN 2023", UNIT_NAMA])
            for i, bulan in enumerate(["Jan", "Peb", "Maret"], start=1)
        },
        "penduduk_desa",
        JIWA,
        [(2023, f"B0{i}", A, i, i + 1) for i in (1, 2, 3)],
    ),
    case(
        "Tabel berdampingan",
        Table([["Desa", "L", "P", None, "Desa", "L", "P"]], [[A, 10, 11, None, C, 30, 31], [B, 20, 21, None, D, 40, 41]], MARET),
        "penduduk_desa",
        JIWA,
        [*PENDUDUK, (2023, "B03", C, 30, 31), (2023, "B03", D, 40, 41)],
    ),
    case(
        "Tabel bertumpuk dengan judul masing-masing",
        {"x": [two("Desa", "L", "P", data=DUA), two("Desa", "L", "P", data=[(A, 12, 13)], titles=["BULAN APRIL 2023"], row=10)]},
        "penduduk_desa",
        JIWA,
        [*PENDUDUK, (2023, "B04", A, 12, 13)],
    ),
    case(
        "Tajuk terulang sesudah ganti halaman",
        two("Desa", "L", "P", data=[(A, 10, 11), ("Desa", "L", "P"), (B, 20, 21)]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case("Baris jumlah di atas data", two("Desa", "L", "P", data=[("JUMLAH", 30, 32), *DUA]), "penduduk_desa", JIWA, PENDUDUK),
    case(
        "Baris jumlah tanpa nama di atas data",
        two("Desa", "L", "P", data=[(None, 30, 32), *DUA]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Kolom satuan di samping setiap angka",
        Table(
            [["Desa", "Laki-laki", None, "Perempuan", None], [None, "Nilai", "Satuan", "Nilai", "Satuan"]],
            [[A, 10, "Jiwa", 11, "Jiwa"], [B, 20, "Jiwa", 21, "Jiwa"]],
            MARET,
        ),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Baris nomor kolom di bawah tajuk",
        two(["No", "Desa", "L", "P"], ["(1)", "(2)", "(3)", "(4)=2+3"], data=[(1, A, 10, 11), (2, B, 20, 21)]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Kode wilayah di samping nama",
        two("Kode Wilayah", "Nama Desa", "L", "P", data=[("63.10.04.2001", A, 10, 11), ("63.10.04.2002", B, 20, 21)]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case("Tajuk salah ketik", two("Desa", "Laki-lakii", "Perempuann", data=DUA), "penduduk_desa", JIWA, PENDUDUK, says="KOL001"),
    case(
        "Lembar, baris, dan kolom tersembunyi",
        two("Desa", "L", "P", data=DUA),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
        says="LBR005 LBR006 LBR011",
        touch=_hide,
    ),
    case(
        "Lembar metadata di samping data",
        {
            "Metadata": Table([["Nama Data", ": Penduduk"]], [["Satuan", ": Jiwa"], ["Produsen Data", ": Dinas"]]),
            "Data": two("Desa", "L", "P", data=DUA),
        },
        "penduduk_desa",
        JIWA,
        PENDUDUK,
        but="LBR001",
    ),
    case(
        "Penduduk per kecamatan",
        two(
            "Kecamatan",
            "Laki-laki",
            "Perempuan",
            "Total",
            data=[("Satui", 10, 11, 21), ("Batulicin", 20, 21, 41), ("Kusan Hilir", 5, 6, 11)],
            titles=[f"{JUDUL} TAHUN 2023"],
        ),
        "penduduk_desa",
        ("unit_kode", "desa_kode", "laki_laki", "perempuan"),
        [("63.10", "63.10.04", 10, 11), ("63.10", "63.10.01", 20, 21), ("63.10", "63.10.02", 5, 6)],
    ),
    case(
        "Mutasi dengan kata kedatangan dan kepindahan",
        Table(
            [
                ["Desa", "Awal Bulan", None, "Kedatangan", None, "Kepindahan", None, "Lain-lain", None, "Akhir Bulan", None],
                [None, *["L", "P"] * 5],
            ],
            [[A, 10, 20, 2, 3, 1, 0, 9, 9, 11, 23]],
            MARET,
            merge_header=True,
        ),
        "penduduk_desa",
        JIWA,
        [(2023, "B03", A, 11, 23)],
        but="KOL002",
    ),
    case(
        "Kecamatan dan desa dalam baris",
        two(
            "Kecamatan",
            "Desa",
            "L",
            "P",
            data=[("Satui", A, 10, 11), (None, B, 20, 21), ("Karang Bintang", "Manunggal", 1, 2)],
            titles=[f"{JUDUL} MARET 2023", "KABUPATEN TANAH BUMBU"],
        ),
        "penduduk_desa",
        ("unit_kode", *JIWA),
        [
            ("63.10.04", 2023, "B03", A, 10, 11),
            ("63.10.04", 2023, "B03", B, 20, 21),
            ("63.10.07", 2023, "B03", "Manunggal", 1, 2),
        ],
    ),
    case(
        "Laporan mutasi bulanan dengan tajuk dua baris (L, P, L+P)",
        Table(
            [
                [
                    "NO",
                    "DESA",
                    "JUMLAH PENDUDUK AWAL BULAN INI",
                    None,
                    None,
                    "LAHIR BULAN INI",
                    None,
                    None,
                    "MENINGGAL BULAN INI",
                    None,
                    None,
                    "PENDATANG BULAN INI",
                    None,
                    None,
                    "PINDAH/ KELUAR BULAN INI",
                    None,
                    None,
                    "JUMLAH PENDUDUK AKHIR BULAN INI",
                    None,
                    None,
                ],
                [None, None, *["L", "P", "L+P"] * 6],
            ],
            [[1, A, 10, 11, 21, 1, 0, 1, 0, 1, 1, 2, 1, 3, 1, 0, 1, 12, 11, 23]],
            MARET,
            merge_header=True,
        ),
        "penduduk_mutasi",
        ("desa", "jenis_kelamin", *MUTASI),
        [(A, "L", 10, 1, 0, 2, 1, 12), (A, "P", 11, 0, 1, 1, 0, 11), (A, "LP", 21, 1, 1, 3, 1, 23)],
    ),
    case(
        "WNI dan WNA dijumlahkan",
        Table(
            [["No", "Desa", "WNI", None, "WNA", None], [None, None, "L", "P", "L", "P"]],
            [[1, A, 10, 11, 0, 1]],
            MARET,
            merge_header=True,
        ),
        "penduduk_desa",
        JIWA,
        [(2023, "B03", A, 10, 12)],
        says="KOL004",
    ),
    case(
        "Cacahan dalam ribu jiwa",
        two(
            "Kecamatan",
            "Penduduk (ribu)",
            data=[("Satui", 52.134), ("Batulicin", 20.1), ("Mantewe", 18.25)],
            titles=["JUMLAH PENDUDUK KABUPATEN TANAH BUMBU 2023"],
        ),
        "penduduk_desa",
        ("desa_kode", "jumlah_tercetak"),
        [("63.10.04", 52134), ("63.10.01", 20100), ("63.10.08", 18250)],
        says="LBR008",
    ),
    case(
        "Tabel lain jenis di sampingnya",
        {
            "L": [
                two("No", "Desa", "L", "P", data=[(1, A, 10, 11), (2, B, 20, 21)]),
                two("Kode Rekening", "Uraian", "Pagu", "Realisasi", data=[("7.01.01", "P", 900, 300)], titles=ANGGARAN, column=8),
            ]
        },
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
]

PITA = ("tahun", "desa", "kelompok_umur", "laki_laki", "perempuan")
LIMA = ["0-4", "5-9", "10-14"]
UMUR_CASES = [
    case(
        "Kelompok umur lima tahunan dalam baris",
        two(
            "Desa",
            "Kelompok Umur",
            "L",
            "P",
            data=[(A, LIMA[0], 1, 2), (None, LIMA[1], 3, 4), (None, "75+", 5, 6), (None, "JUMLAH", 9, 12)],
            titles=TAHUN,
        ),
        "penduduk_umur",
        PITA,
        [(2023, A, "0-4", 1, 2), (2023, A, "5-9", 3, 4), (2023, A, "75+", 5, 6)],
    ),
    case(
        "Kelompok umur ke samping, jenis kelamin di bawahnya",
        Table(
            [["Desa", "0 - 4 Tahun", None, "5 - 9 Tahun", None, "75 Tahun ke atas", None], [None, *["L", "P"] * 3]],
            [[A, 1, 2, 3, 4, 5, 6], [B, 1, 1, 1, 1, 1, 1]],
            TAHUN,
            merge_header=True,
        ),
        "penduduk_umur",
        PITA,
        [
            (2023, A, "0-4", 1, 2),
            (2023, A, "5-9", 3, 4),
            (2023, A, "75+", 5, 6),
            *[(2023, B, band, 1, 1) for band in ("0-4", "5-9", "75+")],
        ],
    ),
    case(
        "Umur tunggal ke samping",
        two(
            "NAMA",
            "NAMA KECAMATAN",
            "JUMLAH LAKI USIA 00",
            "JUMLAH WANITA USIA 00",
            "JUMLAH LAKI USIA 01",
            "JUMLAH WANITA USIA 01",
            "JUMLAH LAKI LEBIH DARI 75",
            "JUMLAH WANITA LEBIH DARI 75",
            data=[(A, "KECAMATAN SATUI", 1, 2, 3, 4, 5, 6)],
            titles=["DATA POTENSI UMUR PENDUDUK TAHUN 2023"],
        ),
        "penduduk_umur",
        PITA,
        [(2023, A, "0", 1, 2), (2023, A, "1", 3, 4), (2023, A, "75+", 5, 6)],
    ),
    case(
        "Kelompok umur tanpa desa: seluruh unit",
        two(
            "No",
            "Kelompok Umur",
            "Laki-laki",
            "Perempuan",
            "Jumlah",
            data=[(1, "0-4", 1, 2, 3), (2, "5-9", 3, 4, 7), (3, "10-14", 5, 6, 11), (None, "Jumlah", 9, 12, 21)],
            titles=["PENDUDUK MENURUT KELOMPOK UMUR TAHUN 2023", UNIT_NAMA],
        ),
        "penduduk_umur",
        ("desa_kode", *PITA[2:]),
        [("63.10.04", "0-4", 1, 2), ("63.10.04", "5-9", 3, 4), ("63.10.04", "10-14", 5, 6)],
    ),
    case(
        "Kelompok umur dalam baris, tahun ke samping",
        two("Umur", 2021, 2022, data=[("0-4", 3, 4), ("5-9", 5, 6), ("10-14", 7, 8)], titles=["PENDUDUK", UNIT_NAMA]),
        "penduduk_umur",
        ("tahun", "desa_kode", "kelompok_umur", "jumlah_tercetak"),
        [(2021 + i, "63.10.04", band, 3 + 2 * j + i) for j, band in enumerate(LIMA) for i in (0, 1)],
    ),
    case(
        "Kelompok umur dan jenis kelamin dalam baris, dengan kecamatan dan desa",
        two(
            "Kecamatan",
            "Desa",
            "Kelompok Umur",
            "Jenis Kelamin",
            "Jumlah",
            data=[
                ("Satui", A, "0-4", "L", 5),
                ("Satui", A, "0-4", "P", 6),
                ("Satui", A, "5-9", "L", 7),
                ("Satui", A, "5-9", "P", 8),
            ],
            titles=["PENDUDUK 2023"],
        ),
        "penduduk_umur",
        PITA,
        [(2023, A, "0-4", 5, 6), (2023, A, "5-9", 7, 8)],
    ),
]

PROG, KEG, SUB = "7.01.01", "7.01.01.2.02", "7.01.01.2.02.0001"
TIGA = [(PROG, "PROGRAM", 900, 300), (KEG, "Kegiatan", 900, 300), (SUB, "Sub", 900, 300)]
TIGA_ROWS = [(2023, "TAHUN", kode, 900.0, 300.0) for kode in (PROG, KEG, SUB)]
ANGGARAN_CASES = [
    case(
        "RFK bulanan, realisasi keuangan dan fisik",
        {
            bulan: Table(
                [
                    [
                        "No",
                        "Kode Rekening",
                        "Program/Kegiatan",
                        "Pagu",
                        "Realisasi Keuangan",
                        None,
                        "Realisasi Fisik (%)",
                        "Sisa",
                    ],
                    [None, None, None, None, "Rp", "%", None, None],
                ],
                [[1, PROG, "PROGRAM", 900, n, round(n / 9, 2), 30, 900 - n]],
                [f"LAPORAN RFK BULAN {bulan} 2023", UNIT_NAMA],
            )
            for bulan, n in (("JANUARI", 90), ("FEBRUARI", 180))
        },
        "anggaran",
        (*UANG, "fisik"),
        [(2023, "B01", PROG, 900.0, 90.0, 30.0), (2023, "B02", PROG, 900.0, 180.0, 30.0)],
    ),
    case(
        "RFK: s.d. bulan lalu, bulan ini, s.d. bulan ini",
        Table(
            [["Kode", "Uraian", "Pagu", "Realisasi s.d. Bulan Lalu", "Realisasi Bulan Ini", "Realisasi s.d. Bulan Ini"]],
            [[PROG, "PROGRAM", 900, 100, 50, 150]],
            ["RFK BULAN MARET 2023", UNIT_NAMA],
        ),
        "anggaran",
        UANG,
        [(2023, "B03", PROG, 900.0, 150.0)],
    ),
    case(
        "Realisasi bulan ini saja, satu bulan satu lembar",
        {
            bulan: two(
                "Kode",
                "Uraian",
                "Pagu",
                "Realisasi Bulan Ini",
                data=[(PROG, "PROGRAM", 900, nilai)],
                titles=[f"REALISASI {bulan} 2023", UNIT_NAMA],
            )
            for bulan, nilai in (("Januari", 40), ("Februari", 30))
        },
        "anggaran",
        (*UANG, "realisasi_periode"),
        [(2023, "B01", PROG, 900.0, None, 40.0), (2023, "B02", PROG, 900.0, None, 30.0)],
    ),
    case(
        "Dua belas bulan ke samping",
        Table(
            [["Kode", "Uraian", "Pagu 2023", *[f"Realisasi {b}" for b in ("Jan", "Feb", "Mar")]]],
            [[PROG, "PROGRAM", 900, 10, 20, 30]],
            ["REALISASI TAHUN 2023", UNIT_NAMA],
        ),
        "anggaran",
        UANG,
        [(2023, f"B0{i}", PROG, 900.0, 10.0 * i) for i in (1, 2, 3)],
    ),
    case(
        "Ekspor SIPD: rekening belanja di bawah sub kegiatan",
        two(
            "Kode",
            "Uraian",
            "Anggaran",
            "Realisasi",
            data=[
                ("7", "URUSAN", 900, 300),
                ("7.01", "BIDANG", 900, 300),
                *TIGA,
                ("5.1", "BELANJA OPERASI", 900, 300),
                ("5.1.02.01.01.0024", "Alat Tulis", 900, 300),
            ],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        TIGA_ROWS,
        says="BRS004",
    ),
    case(
        "Rekening belanja sampai enam tingkat, juga dengan kode sub kegiatan di depannya",
        two(
            "Kode",
            "Uraian",
            "Anggaran",
            "Realisasi",
            data=[
                *TIGA,
                ("5.1", "BELANJA OPERASI", 900, 300),
                ("5.1.02.01.01.0024", "Alat Tulis", 600, 200),
                (f"{SUB}.5.1.02.01.01.0025", "Kertas", 300, 100),
            ],
            titles=ANGGARAN,
        ),
        "belanja",
        ("kode", "rekening", "rekening_induk", "pagu", "realisasi"),
        [
            (SUB, "5.1", None, 900.0, 300.0),
            (SUB, "5.1.02.01.01.0024", "5.1", 600.0, 200.0),
            (SUB, "5.1.02.01.01.0025", "5.1", 300.0, 100.0),
        ],
        says="BRS004",
    ),
    case(
        "Ekspor SIPD datar: kode program, kegiatan, sub kegiatan, dan rekening sebaris",
        two(
            "Kode Program",
            "Nama Program",
            "Kode Kegiatan",
            "Nama Kegiatan",
            "Kode Sub Kegiatan",
            "Nama Sub Kegiatan",
            "Kode Akun",
            "Nama Akun",
            "Nilai Rincian",
            "Nilai Realisasi",
            data=[
                (PROG, "PROGRAM", KEG, "Kegiatan", SUB, "Sub", "5.1.02.01.01.0024", "Alat Tulis", 600, 200),
                (PROG, "PROGRAM", KEG, "Kegiatan", SUB, "Sub", "5.1.02.01.01.0025", "Kertas", 300, 100),
            ],
            titles=ANGGARAN,
        ),
        "anggaran",
        (*UANG, "uraian"),
        [(2023, "TAHUN", SUB, 900.0, 300.0, "Sub")],
        says="BRS004",
    ),
    case(
        "RFK: s.d. Februari, Maret, s.d. Maret",
        two(
            "Kode",
            "Uraian",
            "Anggaran",
            "Realisasi s/d Februari",
            "Realisasi Maret",
            "Realisasi s/d Maret",
            data=[(PROG, "PROGRAM", 900, 100, 50, 150)],
            titles=["LAPORAN RFK BULAN MARET 2023", UNIT_NAMA],
        ),
        "anggaran",
        UANG,
        [(2023, "B02", PROG, 900.0, 100.0), (2023, "B03", PROG, 900.0, 150.0)],
        says="KOL002",
        but="KOL002",
    ),
    case(
        "Bulan ke samping tanpa kata realisasi, per bulan",
        two(
            "Kode",
            "Uraian",
            "Pagu",
            "Januari",
            "Februari",
            data=[(PROG, "PROGRAM", 900, 40, 30)],
            titles=["REALISASI BELANJA PER BULAN TAHUN 2023", UNIT_NAMA],
        ),
        "anggaran",
        UANG,
        [(2023, "B01", PROG, 900.0, 40.0), (2023, "B02", PROG, 900.0, 30.0)],
    ),
    case(
        "Pendapatan di atas belanja, disebut dan tidak dimuat",
        two(
            "Kode",
            "Uraian",
            "Anggaran",
            "Realisasi",
            data=[("4", "PENDAPATAN DAERAH", 50, 40), ("4.1", "PAD", 50, 40), ("4.1.02.01", "Retribusi", 50, 40), *TIGA],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        TIGA_ROWS,
        says="BRS005",
    ),
    case(
        "Kode dalam beberapa kolom, satu kolom satu tingkat",
        Table(
            [["Kode", None, None, None, "Uraian", "Anggaran", "Realisasi"]],
            [
                ["7", None, None, None, "URUSAN", 900, 300],
                ["7.01", None, None, None, "BIDANG", 900, 300],
                ["7.01", "7.01.0.00.0.00.01.0000", None, None, "KECAMATAN", 900, 300],
                ["7.01", "7.01.0.00.0.00.01.0000", PROG, None, "PROGRAM", 900, 300],
                ["7.01", "7.01.0.00.0.00.01.0000", KEG, None, "Kegiatan", 900, 300],
                ["7.01", "7.01.0.00.0.00.01.0000", SUB, None, "Sub", 900, 300],
                ["7.01", "7.01.0.00.0.00.01.0000", SUB, "5.1.02", "Belanja Barang", 900, 300],
            ],
            ANGGARAN,
            merge_header=True,
        ),
        "anggaran",
        UANG,
        TIGA_ROWS,
        says="BRS004",
    ),
    case(
        "Kode dipecah: satu kolom satu bagian kode",
        Table(
            [["Kode Rekening", None, None, None, None, None, "Uraian", "Pagu", "Realisasi"]],
            [
                ["7", "01", "01", None, None, None, "PROGRAM", 900, 300],
                ["7", "01", "01", "2", "02", None, "Kegiatan", 900, 300],
                ["7", "01", "01", "2", "02", "0001", "Sub", 900, 300],
            ],
            ANGGARAN,
            merge_header=True,
        ),
        "anggaran",
        UANG,
        TIGA_ROWS,
    ),
    case(
        "Pagu dan realisasi menurut kelompok belanja dijumlahkan",
        Table(
            [
                ["Kode", "Uraian", "Kelompok Belanja", None, None, None],
                [None, None, "Operasi", None, "Modal", None],
                [None, None, "Anggaran", "Realisasi", "Anggaran", "Realisasi"],
            ],
            [[PROG, "PROGRAM", 800, 300, "100,00", "0,00"]],
            ANGGARAN,
            merge_header=True,
        ),
        "anggaran",
        UANG,
        [(2023, "TAHUN", PROG, 900.0, 300.0)],
        says="KOL004",
    ),
    case(
        "Pagu sebelum dan sesudah perubahan beserta realisasi",
        {
            "a": Table(
                [
                    ["Kode Rekening", "Uraian", "Anggaran", None, "Realisasi"],
                    [None, None, "Sebelum Perubahan", "Setelah Perubahan", None],
                ],
                [[PROG, "PROGRAM", 800, 900, 300]],
                ANGGARAN,
                merge_header=True,
            )
        },
        "anggaran",
        UANG,
        [(2023, "TAHUN", PROG, 900.0, 300.0)],
    ),
    case(
        "Angka dalam ribuan atau jutaan rupiah",
        two("Kode", "Uraian", "Pagu (Rp ribu)", "Realisasi (juta Rp)", data=[(PROG, "PROGRAM", 900, 0.3)], titles=ANGGARAN),
        "anggaran",
        UANG,
        [(2023, "TAHUN", PROG, 900_000.0, 300_000.0)],
        says="LBR008",
    ),
    case(
        "Seluruh tabel dalam ribuan, tertulis pada judul",
        two(
            "Kode", "Uraian", "Pagu", "Realisasi", data=[(PROG, "PROGRAM", 900, 300)], titles=[*ANGGARAN, "(dalam ribuan rupiah)"]
        ),
        "anggaran",
        UANG,
        [(2023, "TAHUN", PROG, 900_000.0, 300_000.0)],
        says="LBR008",
    ),
    case(
        "Kode dengan nomor sub kegiatan dua angka (nomenklatur lama)",
        two(
            "Kode Rekening",
            "Uraian",
            "Pagu",
            "Realisasi",
            data=[(PROG, "P", 900, 300), (KEG, "K", 900, 300), ("7.01.01.2.02.01", "S", 900, 300)],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        [*TIGA_ROWS[:2], (2023, "TAHUN", "7.01.01.2.02.01", 900.0, 300.0)],
    ),
    case(
        "Kode dengan bagian satu angka",
        two(
            "Kode",
            "Uraian",
            "Pagu",
            "Realisasi",
            data=[("7.1.1", "P", 900, 300), ("7.1.1.2.2", "K", 900, 300), ("7.1.1.2.2.1", "S", 900, 300)],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        [*TIGA_ROWS[:2], (2023, "TAHUN", "7.01.01.2.02.01", 900.0, 300.0)],
        says="NIL112",
    ),
    case(
        "Triwulan per lembar",
        {
            f"TW {r}": two("Kode", "Uraian", "Pagu", "Realisasi", data=[(PROG, "P", 900, 100 * i)], titles=ANGGARAN)
            for i, r in enumerate(("I", "II", "III", "IV"), start=1)
        },
        "anggaran",
        UANG,
        [(2023, f"TW{i}", PROG, 900.0, 100.0 * i) for i in (1, 2, 3, 4)],
    ),
    case(
        "Pagu dalam kurung rupiah dan tajuk bertitik",
        two(
            "KODE REKENING",
            "URAIAN PROGRAM / KEGIATAN",
            "PAGU (Rp.)",
            "REALISASI (Rp.)",
            "%",
            data=[(PROG, "P", "Rp. 900,00", "Rp 300,-", "33,33")],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        [TIGA_ROWS[0]],
    ),
    case(
        "Target dan realisasi keuangan serta fisik berdampingan",
        Table(
            [
                ["Kode Rekening", "Uraian", "Pagu Anggaran", "Target", None, "Realisasi", None],
                [None, None, None, "Keuangan (Rp)", "Fisik (%)", "Keuangan (Rp)", "Fisik (%)"],
            ],
            [["7.01.01", "PROGRAM", 900, 400, 50, 300, 40]],
            ["RFK MARET 2023", UNIT_NAMA],
            merge_header=True,
        ),
        "anggaran",
        (*UANG, "fisik"),
        [(2023, "B03", "7.01.01", 900.0, 300.0, 40.0)],
    ),
    case(
        "Realisasi s.d. periode lalu, periode ini, s.d. periode ini",
        two(
            "Kode Rekening",
            "Uraian",
            "Anggaran",
            "Realisasi s.d. Periode Lalu",
            "Realisasi Periode Ini",
            "Realisasi s.d. Periode Ini",
            data=[("7.01.01", "PROGRAM", 900, 100, 200, 300)],
            titles=["LAPORAN REALISASI ANGGARAN PER 30 JUNI 2023", UNIT_NAMA],
        ),
        "anggaran",
        UANG,
        [(2023, "B06", "7.01.01", 900.0, 300.0)],
    ),
    case(
        "Program dan kegiatan dengan namanya saja, tanpa kode",
        two(
            "No",
            "Program / Kegiatan",
            "Anggaran",
            "Realisasi",
            data=[
                (1, "Program Penunjang Urusan Pemerintahan Daerah", 900, 300),
                ("a.", "Administrasi Keuangan Perangkat Daerah", 900, 300),
                (None, "JUMLAH", 900, 300),
            ],
            titles=ANGGARAN,
        ),
        "anggaran",
        UANG,
        TIGA_ROWS[:2],
    ),
]

JAWAB = ("unsur_kode", "nilai")
SEMBILAN = ("persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan")
SATU = [(kode, 3) for kode in SEMBILAN]
NAMA_UNSUR = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Sarana dan Prasarana",
    "Penanganan Pengaduan, Saran dan Masukan",
)
PERATURAN = (*NAMA_UNSUR[:7], NAMA_UNSUR[8], NAMA_UNSUR[7])
PERTANYAAN = (
    "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?",
    "Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini?",
    "Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan?",
    "Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum pada standar dengan hasilnya?",
    "Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan?",
    "Bagaimana pendapat Saudara tentang perilaku petugas dalam pelayanan terkait kesopanan dan keramahan?",
    "Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana?",
    "Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan?",
)
TEKS = ("Sesuai", "Mudah", "Cepat", "Murah", "Sesuai", "Kompeten", "Sopan dan ramah", "Baik", "Berfungsi kurang maksimal")
SKM_CASES = [
    case(
        "Lembar olah data resmi, U1 sampai U9",
        Table(
            [["No. Res", *[f"U{i}" for i in range(1, 10)], None]],
            [[1, *[3] * 9]],
            SURVEI,
            below=[
                ["Nilai/Unsur", *[3] * 9],
                ["NRR/Unsur", *[3] * 9],
                ["NRR tertbg/unsur", *[0.333] * 9, 2.997],
                ["IKM Unit Pelayanan", *[None] * 9, 74.93],
            ],
        ),
        "skm_jawaban",
        JAWAB,
        SATU,
        but="SKM002",
    ),
    case(
        "Jawaban huruf a sampai d",
        two("No", *[f"U{i}" for i in range(1, 10)], data=[(1, *"cccccCCCC")], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        SATU,
        says="NIL111",
        but="SKM002",
    ),
    case(
        "Jawaban berupa teks pilihannya",
        two("No", *NAMA_UNSUR, data=[(1, *TEKS)], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        SATU,
        says="NIL113",
        but="SKM002",
    ),
    case(
        "Jawaban huruf beserta teks pilihannya",
        two("No", *NAMA_UNSUR, data=[(1, *[f"c. {t}" for t in TEKS])], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        SATU,
        but="SKM002",
    ),
    case(
        "Nama unsur menurut urutan peraturan (U8 pengaduan, U9 sarana)",
        two("No", *[f"U{i} {n}" for i, n in enumerate(PERATURAN, 1)], data=[(1, 3, 3, 3, 3, 3, 3, 3, 1, 4)], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        [*SATU[:7], ("pengaduan", 1), ("sarana", 4)],
    ),
    case(
        "Nama unsur di atas nomornya",
        Table([["No", *PERATURAN], [None, *[f"U{i}" for i in range(1, 10)]]], [[1, 3, 3, 3, 3, 3, 3, 3, 1, 4]], SURVEI),
        "skm_jawaban",
        JAWAB,
        [*SATU[:7], ("pengaduan", 1), ("sarana", 4)],
    ),
    case(
        "Google Forms: pertanyaan utuh sebagai tajuk, dengan cap waktu",
        two(
            "Timestamp",
            "Email Address",
            "Nama Lengkap",
            "Jenis Kelamin",
            "Usia",
            "Pendidikan Terakhir",
            "Pekerjaan",
            "Jenis layanan yang diterima",
            *PERTANYAAN,
            "Saran",
            data=[("2023/03/05 9:12:33 AM GMT+8", "a@b.id", "X", "Perempuan", 30, "S1", "PNS", "KTP", *TEKS, "-")],
            titles=[UNIT_NAMA],
        ),
        "skm_jawaban",
        ("tahun", *JAWAB),
        [(2023, kode, 3) for kode in SEMBILAN],
        but="SKM002",
    ),
    case(
        "Pertanyaan bernomor",
        two("No", *[f"{i}. {q}" for i, q in enumerate(PERTANYAAN, 1)], data=[(1, *[3] * 9)], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        SATU,
        but="SKM002",
    ),
    case(
        "Lebih dari sembilan unsur",
        two("No", *NAMA_UNSUR, "U10 Keamanan Lingkungan", data=[(1, *[3] * 10)], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        [*SATU, ("keamanan-lingkungan", 3)],
        says="UNS002",
        but="UNS002 UNS003 SKM002",
    ),
    case(
        "Beberapa layanan dalam satu lembar",
        two("No", "Layanan", *[f"U{i}" for i in range(1, 10)], data=[(1, "KTP", *[3] * 9), (2, "KK", *[4] * 9)], titles=SURVEI),
        "skm_responden",
        ("layanan", "tahun"),
        [("KTP", 2023), ("KK", 2023)],
        but="SKM002",
    ),
    case(
        "Beberapa triwulan dalam satu lembar",
        two(
            "No",
            "Triwulan",
            *[f"U{i}" for i in range(1, 10)],
            data=[(1, "TW I", *[3] * 9), (2, "II", *[4] * 9), (3, 3, *[2] * 9)],
            titles=SURVEI,
        ),
        "skm_responden",
        ("tahun", "periode"),
        [(2023, "TW1"), (2023, "TW2"), (2023, "TW3")],
        but="SKM002",
    ),
    case(
        "Nama unsur di bawah nomornya, tanpa sel gabungan",
        Table([["No", *[f"U{i}" for i in range(1, 10)]], [None, *PERATURAN]], [[1, 3, 3, 3, 3, 3, 3, 3, 1, 4]], SURVEI),
        "skm_jawaban",
        JAWAB,
        [*SATU[:7], ("pengaduan", 1), ("sarana", 4)],
    ),
    case(
        "Pertanyaan P1 sampai P9",
        two("No Responden", *[f"P{i}" for i in range(1, 10)], data=[(1, *[3] * 9)], titles=SURVEI),
        "skm_jawaban",
        JAWAB,
        SATU,
        but="SKM002",
    ),
    case(
        "Nama unsur dengan nomornya di belakang",
        two(
            "No", *[f"{name} (U{i})" for i, name in enumerate(PERATURAN, 1)], data=[(1, 3, 3, 3, 3, 3, 3, 3, 1, 4)], titles=SURVEI
        ),
        "skm_jawaban",
        JAWAB,
        [*SATU[:7], ("pengaduan", 1), ("sarana", 4)],
    ),
]

IND = "Persentase desa tertib administrasi"
KINERJA_CASES = [
    case(
        "Polaritas menurut keterangan",
        two(
            "Indikator Kinerja",
            "Satuan",
            "Polaritas",
            "Target",
            "Realisasi",
            data=[("Angka keluhan", "Kasus", "Semakin rendah semakin baik", 10, 8), (IND, "%", "Positif", 80, 81)],
            titles=KINERJA,
        ),
        "kinerja",
        ("indikator", "polaritas", "ukuran", "nilai"),
        [
            ("Angka keluhan", "turun", "target", 10.0),
            ("Angka keluhan", "turun", "realisasi", 8.0),
            (IND, "naik", "target", 80.0),
            (IND, "naik", "realisasi", 81.0),
        ],
    ),
    case(
        "Realisasi per triwulan ke samping",
        Table(
            [["Indikator Kinerja", "Target", "Realisasi", None, None, None], [None, None, "TW I", "TW II", "TW III", "TW IV"]],
            [[IND, 80, 20, 40, 60, 81]],
            KINERJA,
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [
            (2023, "TAHUN", IND, "target", 80.0),
            *[(2023, f"TW{i}", IND, "realisasi", v) for i, v in ((1, 20.0), (2, 40.0), (3, 60.0), (4, 81.0))],
        ],
    ),
    case(
        "Target dan realisasi setiap triwulan",
        Table(
            [
                ["Indikator Kinerja", "Triwulan I", None, "Triwulan II", None],
                [None, "Target", "Realisasi", "Target", "Realisasi"],
            ],
            [[IND, 20, 21, 40, 41]],
            KINERJA,
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [
            (2023, "TW1", IND, "target", 20.0),
            (2023, "TW1", IND, "realisasi", 21.0),
            (2023, "TW2", IND, "target", 40.0),
            (2023, "TW2", IND, "realisasi", 41.0),
        ],
    ),
    case(
        "Target setiap tahun Renstra",
        Table(
            [
                ["No", "Sasaran", "Indikator Sasaran", "Satuan", "Target Kinerja Tahun", None, None],
                [None, None, None, None, 2022, 2023, 2024],
            ],
            [[1, "S", IND, "%", 80, 81, 82]],
            ["RENSTRA 2021-2026", UNIT_NAMA],
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [(2022 + i, "TAHUN", IND, "target", 80.0 + i) for i in range(3)],
    ),
    case(
        "Tahun ke samping, ukurannya pada judul",
        two(
            "No",
            "Indikator Kinerja",
            "Satuan",
            2022,
            2023,
            data=[(1, IND, "%", 80, 81)],
            titles=["REALISASI KINERJA TAHUN 2022 DAN 2023", UNIT_NAMA],
        ),
        "kinerja",
        NILAI,
        [(2022, "TAHUN", IND, "realisasi", 80.0), (2023, "TAHUN", IND, "realisasi", 81.0)],
    ),
    case(
        "Dua Renstra berdampingan",
        Table(
            [["Indikator Kinerja", "Realisasi 2024", "Target Akhir Renstra", None], [None, None, "2021-2026", "2025-2029"]],
            [[IND, 80, 85, 90]],
            ["PERBANDINGAN RENSTRA", UNIT_NAMA],
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [
            (2024, "TAHUN", IND, "realisasi", 80.0),
            (2026, "TAHUN", IND, "target_akhir", 85.0),
            (2029, "TAHUN", IND, "target_akhir", 90.0),
        ],
    ),
    case(
        "Predikat sebagai target",
        two(
            "Indikator Kinerja",
            "Satuan",
            "Target",
            "Realisasi",
            data=[("Predikat SAKIP", "Predikat", "B", "BB"), ("Opini BPK", "Opini", "WTP", "WDP"), (IND, "%", 80, 81)],
            titles=KINERJA,
        ),
        "kinerja",
        NILAI,
        [
            (2023, "TAHUN", "Predikat SAKIP", "target", 4.0),
            (2023, "TAHUN", "Predikat SAKIP", "realisasi", 5.0),
            (2023, "TAHUN", "Opini BPK", "target", 4.0),
            (2023, "TAHUN", "Opini BPK", "realisasi", 3.0),
            (2023, "TAHUN", IND, "target", 80.0),
            (2023, "TAHUN", IND, "realisasi", 81.0),
        ],
        says="NIL114",
    ),
    case(
        "Triwulan sebagai kelompok dengan T, R, dan %",
        Table(
            [
                ["No", "Indikator", "Satuan", "Target Tahunan", "Triwulan I", None, None, "Triwulan II", None, None],
                [None, None, None, None, *["T", "R", "%"] * 2],
            ],
            [[1, IND, "%", 100, 90, 81, 90, 95, 95, 100]],
            KINERJA,
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [
            (2023, "TAHUN", IND, "target", 100.0),
            (2023, "TW1", IND, "target", 90.0),
            (2023, "TW1", IND, "realisasi", 81.0),
            (2023, "TW2", IND, "target", 95.0),
            (2023, "TW2", IND, "realisasi", 95.0),
        ],
    ),
    case(
        "Angka dengan satuannya: 5 kasus, 1 dokumen",
        two(
            "Indikator Kinerja",
            "Target",
            "Realisasi",
            data=[("Jumlah keluhan (makin rendah makin baik)", "5 kasus", "4 kasus"), (IND, 80, 81)],
            titles=KINERJA,
        ),
        "kinerja",
        (*NILAI, "polaritas"),
        [
            (2023, "TAHUN", "Jumlah keluhan (makin rendah makin baik)", "target", 5.0, "turun"),
            (2023, "TAHUN", "Jumlah keluhan (makin rendah makin baik)", "realisasi", 4.0, "turun"),
            (2023, "TAHUN", IND, "target", 80.0, None),
            (2023, "TAHUN", IND, "realisasi", 81.0, None),
        ],
        says="NIL109",
    ),
    case(
        "Predikat sebagai kata, atau beserta hurufnya",
        two(
            "Indikator Kinerja",
            "Satuan",
            "Target",
            "Realisasi",
            data=[
                ("Predikat SAKIP", "Predikat", "Sangat Baik", "A (Memuaskan)"),
                ("Opini BPK", "Opini", "Wajar Tanpa Pengecualian", "WTP"),
                ("Mutu Pelayanan", "Mutu", "Kategori Baik", "A (Sangat Baik)"),
            ],
            titles=KINERJA,
        ),
        "kinerja",
        NILAI,
        [
            (2023, "TAHUN", "Predikat SAKIP", "target", 5.0),
            (2023, "TAHUN", "Predikat SAKIP", "realisasi", 6.0),
            (2023, "TAHUN", "Opini BPK", "target", 4.0),
            (2023, "TAHUN", "Opini BPK", "realisasi", 4.0),
            (2023, "TAHUN", "Mutu Pelayanan", "target", 4.0),
            (2023, "TAHUN", "Mutu Pelayanan", "realisasi", 6.0),
        ],
        says="NIL114",
    ),
    case(
        "Tahun dan triwulan dalam baris",
        two(
            "Tahun",
            "Triwulan",
            "Indikator",
            "Target",
            "Realisasi",
            data=[(2022, "I", IND, 20, 21), (2022, "II", IND, 40, 41)],
            titles=[UNIT_NAMA],
        ),
        "kinerja",
        NILAI,
        [
            (2022, "TW1", IND, "target", 20.0),
            (2022, "TW1", IND, "realisasi", 21.0),
            (2022, "TW2", IND, "target", 40.0),
            (2022, "TW2", IND, "realisasi", 41.0),
        ],
    ),
    case(
        "Predikat di samping nilai, atau beserta nilainya",
        two(
            "Indikator Kinerja",
            "Target",
            "Realisasi",
            data=[("Nilai SAKIP", "A", 81.9), ("Nilai Kinerja", "BB (72)", "BB (75,5)")],
            titles=KINERJA,
        ),
        "kinerja",
        ("indikator", "ukuran", "nilai"),
        [
            ("Nilai SAKIP", "target", 80.0),
            ("Nilai SAKIP", "realisasi", 81.9),
            ("Nilai Kinerja", "target", 72.0),
            ("Nilai Kinerja", "realisasi", 75.5),
        ],
        says="NIL114",
    ),
    case(
        "Renstra: kondisi awal, target setiap tahun, kondisi akhir",
        Table(
            [
                ["No", "Tujuan", "Sasaran", "Indikator", "Satuan", "Kondisi Awal 2020", "Target Tahun", None, "Kondisi Akhir"],
                [None, None, None, None, None, None, 2021, 2022, None],
            ],
            [[1, "T", "S", IND, "%", 70, 71, 72, 75]],
            ["RENSTRA KECAMATAN SATUI 2021-2025"],
            merge_header=True,
        ),
        "kinerja",
        ("tahun", "ukuran", "nilai"),
        [(2020, "baseline", 70.0), (2021, "target", 71.0), (2022, "target", 72.0), (2025, "target_akhir", 75.0)],
    ),
]

PROFIL_CASES = [
    case(
        "Luas dalam kilometer persegi",
        Table(
            [["No", "Desa", "Luas Wilayah (Km²)"]],
            [[1, DESA[0], "1,25"], [2, DESA[3], 12]],
            ["PROFIL DESA", UNIT_NAMA],
            [[None, "Jumlah", 13.25]],
        ),
        "profil_desa",
        ("desa", "luas_ha"),
        [(A, 125.0), (B, 1200.0)],
        says="LBR008",
    ),
    case(
        "Luas dan jarak di samping penduduk",
        Table(
            [["No", "Desa", "Luas (Km2)", "Jarak ke kecamatan (km)", "L", "P", "Jumlah", "Kepadatan (Jiwa/Km2)"]],
            [[1, A, "1,25", 3, 10, 11, 21, 16.8], [2, B, 12, None, 20, 21, 41, 3.4]],
            MARET,
            [[None, "Jumlah", 13.25, None, 30, 32, 62, 4.7]],
        ),
        "profil_desa",
        ("desa", "luas_ha", "jarak_km"),
        [(A, 125.0, 3.0), (B, 1200.0, None)],
        says="LBR008",
    ),
]

PENDUDUK_CASES += [
    case(
        "Gampong, nagari, pekon, kampung, lembang, kalurahan; distrik, kapanewon",
        {
            f"L{i}": two(
                header,
                "L",
                "P",
                data=[(f"{kind} {A}", 10, 11), (f"{short} {B}", 20, 21)],
                titles=[f"{JUDUL} MARET {2000 + i}", unit],
            )
            for i, (header, kind, short, unit) in enumerate(
                [
                    ("Nama Gampong", "Gampong", "Gp.", "KECAMATAN SATUI KABUPATEN TANAH BUMBU"),
                    ("Nagari", "Nagari", "NAGARI", "KANTOR CAMAT SATUI KABUPATEN TANAH BUMBU"),
                    ("Pekon/Kelurahan", "PEKON", "Kel.", "KEC. SATUI KAB. TANAH BUMBU"),
                    ("Kampung", "Kampung", "Kp.", "DISTRIK SATUI KABUPATEN TANAH BUMBU"),
                    ("Lembang / Kelurahan", "Lembang", "Kelurahan", "KECAMATAN SATUI KABUPATEN TANAH BUMBU"),
                    ("Kalurahan", "Kalurahan", "KALURAHAN", "KAPANEWON SATUI KABUPATEN TANAH BUMBU"),
                ]
            )
        },
        "penduduk_desa",
        JIWA,
        [(2000 + i, *row[1:]) for i in range(6) for row in PENDUDUK],
    ),
    case(
        "Kampung di samping desa: nama desanya yang dipakai",
        two("Kampung", "Desa", "L", "P", data=[("Bakti I", A, 10, 11), ("Bakti II", B, 20, 21)]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Tahun dalam baris, seluruh kecamatan",
        two(
            "Tahun",
            "Laki-laki",
            "Perempuan",
            "Jumlah",
            data=[(2022, 10, 11, 21), (2023, 20, 21, 41)],
            titles=["PENDUDUK", UNIT_NAMA],
        ),
        "penduduk_desa",
        ("tahun", "periode", "desa_kode", "laki_laki", "perempuan"),
        [(2022, "TAHUN", "63.10.04", 10, 11), (2023, "TAHUN", "63.10.04", 20, 21)],
    ),
    case(
        "Kepala keluarga dan rumah dalam tabel sendiri di bawahnya",
        {
            "L": [
                two("No", "Nama Desa", "L", "P", data=[(1, *DUA[0]), (2, *DUA[1])]),
                two(
                    "No",
                    "Nama Desa",
                    "KK",
                    "Rumah",
                    data=[(1, A, 5, 4), (2, B, 9, 8)],
                    titles=["JUMLAH KEPALA KELUARGA MARET 2023"],
                    row=9,
                ),
            ]
        },
        "penduduk_desa",
        ("desa", "laki_laki", "kk", "rumah"),
        [(A, 10, 5, 4), (B, 20, 9, 8)],
    ),
    case(
        "Tabel yang tidak dikenal di bawahnya",
        {
            "L": [
                two("No", "Nama Desa", "L", "P", data=[(1, *DUA[0]), (2, *DUA[1])]),
                two(
                    "No",
                    "Nama Desa",
                    "Sapi",
                    "Kambing",
                    data=[(1, A, 5, 4), (2, B, 9, 8)],
                    titles=["JUMLAH TERNAK MARET 2023"],
                    row=9,
                ),
            ]
        },
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Sub jumlah kelurahan dan desa di bawah bagiannya",
        Table(
            [["No", "Wilayah", "LAKI2", "Perempuan"]],
            [
                ["A", "KELURAHAN"],
                [1, A, 10, 11],
                [None, "Sub Jumlah A", 10, 11],
                ["B", "DESA"],
                [1, B, 20, 21],
                [None, "Sub Jumlah B", 20, 21],
                [None, "Jumlah A + B", 30, 32],
            ],
            MARET,
        ),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
    ),
    case(
        "Tanggal data dalam sel bertanggal",
        two("Desa", "L", "P", data=DUA, titles=[UNIT_NAMA, "DATA PENDUDUK"]),
        "penduduk_desa",
        JIWA,
        PENDUDUK,
        touch=_dated,
    ),
    case(
        "Kode desa tanpa nama kecamatan",
        two(
            "Kode", "Nama Desa", "L", "P", data=[(6310041001, A, 10, 11), (6310042002, B, 20, 21)], titles=[f"{JUDUL} MARET 2023"]
        ),
        "penduduk_desa",
        ("unit_kode", *JIWA),
        [("63.10.04", *row) for row in PENDUDUK],
    ),
]
PENDUDUK_CASES += [
    case(
        "Kelahiran dan kematian saja",
        Table(
            [["No", "Desa", "Kelahiran", None, "Kematian", None], [None, None, "L", "P", "L", "P"]],
            [[1, A, 1, 0, 0, 1], [2, B, 0, 1, 1, 0]],
            ["JUMLAH KELAHIRAN DAN KEMATIAN MARET 2023", UNIT_NAMA],
            merge_header=True,
        ),
        "penduduk_mutasi",
        ("desa", "jenis_kelamin", "lahir", "mati"),
        [(A, "L", 1, 0), (A, "P", 0, 1), (B, "L", 0, 1), (B, "P", 1, 0)],
    ),
]
UMUR_CASES += [
    case(
        "Jumlah di bawah setiap desa, total di bawah semuanya",
        Table(
            [["No", "Desa", "Kategori Usia", "L", "P", "Jumlah"]],
            [
                [1, A, "0 s/d 6 tahun", 1, 2, 3],
                [None, None, "7 tahun ke atas", 3, 4, 7],
                [None, None, "Jumlah", 4, 6, 10],
                [2, B, "0 s/d 6 tahun", 5, 6, 11],
                [None, None, "7 tahun ke atas", 7, 8, 15],
                [None, None, "Jumlah", 12, 14, 26],
                ["TOTAL", None, None, 16, 20, 36],
            ],
            TAHUN,
        ),
        "penduduk_umur",
        ("desa", "kelompok_umur", "laki_laki", "perempuan"),
        [(A, "0-6", 1, 2), (A, "7+", 3, 4), (B, "0-6", 5, 6), (B, "7+", 7, 8)],
    ),
]
PROFIL_CASES += [
    case(
        "Koordinat dalam derajat, menit, detik; jarak ke ibu kota kecamatan",
        two(
            "Desa",
            "Lintang",
            "Bujur",
            "Jarak ke Ibukota Kecamatan (km)",
            "Jarak ke Ibukota Kabupaten (km)",
            data=[(A, "3° 45' 36\" LS", "115° 30′ 00″ BT", 4, 60), (B, "3° 48' 00\" LS", "115° 24' 0\" BT", 0.5, 64)],
            titles=["PROFIL DESA", UNIT_NAMA],
        ),
        "profil_desa",
        ("desa", "lintang", "bujur", "jarak_km"),
        [(A, -3.76, 115.5, 4.0), (B, -3.8, 115.4, 0.5)],
        says="NIL102",
    ),
]
ANGGARAN_CASES += [
    case(
        "Anggaran sebelum dan setelah efisiensi atau pergeseran, dengan realisasinya",
        {
            f"L{i}": two(
                "Kode",
                "Uraian",
                f"Anggaran Sebelum {kata}",
                f"Anggaran Setelah {kata}",
                "Realisasi",
                data=[("7.01.01", "P", 900, 800, 300)],
                titles=[f"REALISASI ANGGARAN TAHUN {2000 + i}", UNIT_NAMA],
            )
            for i, kata in enumerate(("Efisiensi", "Pergeseran"))
        },
        "anggaran",
        UANG,
        [(2000 + i, "TAHUN", "7.01.01", 800, 300) for i in range(2)],
    ),
]
PROGRAM = [("7.01.01", 900, 300), ("7.01.01.2.01", 900, 300), ("7.01.01.2.01.01", 900, 300)]
ANGGARAN_CASES += [
    case(
        "Triwulan I sampai IV di bawah satu kelompok",
        Table(
            [["Kode", "Uraian", "Pagu", "Realisasi Triwulan", None, None, None], [None, None, None, "I", "II", "III", "IV"]],
            [[kode, "P", pagu, 100, 200, 300, 800] for kode, pagu, _ in PROGRAM],
            ANGGARAN,
            merge_header=True,
        ),
        "anggaran",
        UANG,
        [(2023, f"TW{i}", kode, pagu, n) for kode, pagu, _ in PROGRAM for i, n in enumerate((100, 200, 300, 800), start=1)],
    ),
    case(
        "RAK dan realisasi di bawah setiap bulan",
        Table(
            [["Kode", "Uraian", "Pagu", "Januari", None, "Februari", None], [None, None, None, *["RAK", "Realisasi"] * 2]],
            [["7.01.01", "P", 900, 75, 60, 150, 140]],
            ["REALISASI BELANJA TAHUN 2023", UNIT_NAMA],
            merge_header=True,
        ),
        "anggaran",
        UANG,
        [(2023, "B01", "7.01.01", 900, 60), (2023, "B02", "7.01.01", 900, 140)],
    ),
    case(
        "Kode dan nama dalam satu sel",
        two(
            "Program / Kegiatan",
            "Pagu",
            "Realisasi",
            data=[("7.01.01 Program Penunjang", 900, 300), ("7.01.01.2.01 - Perencanaan", 900, 300)],
            titles=ANGGARAN,
        ),
        "anggaran",
        (*UANG, "uraian"),
        [(2023, "TAHUN", "7.01.01", 900, 300, "Program Penunjang"), (2023, "TAHUN", "7.01.01.2.01", 900, 300, "Perencanaan")],
    ),
    case(
        "Kode dipecah, nomor kegiatan 2.01 dalam satu sel",
        Table(
            [["Kode", None, None, None, None, "Uraian", "Pagu", "Realisasi", None], [*[None] * 7, "Keu (Rp)", "Fisik (%)"]],
            [
                ["7", "01", "01", None, None, "P", 900, 300, 40],
                ["7", "01", "01", "2.01", None, "K", 900, 300, 40],
                ["7", "01", "01", "2.01", "01", "S", 900, 300, 40],
            ],
            ANGGARAN,
            merge_header=True,
        ),
        "anggaran",
        (*UANG, "fisik"),
        [(2023, "TAHUN", kode, *uang, 40.0) for kode, *uang in PROGRAM],
    ),
    case(
        "APBD induk dan APBD-P (APBK-P, P-APBD)",
        {
            f"L{i}": two("Kode", "Uraian", induk, p, data=[("7.01.01", "P", 900, 800)], titles=[f"PAGU {2000 + i}", UNIT_NAMA])
            for i, (induk, p) in enumerate([("APBD Induk", "APBD-P"), ("APBK Murni", "APBK-P"), ("Anggaran Murni", "P-APBD")])
        },
        "pagu",
        ("tahun", "pagu_awal", "pagu_perubahan"),
        [(2000 + i, 900, 800) for i in range(3)],
    ),
]
SKM_CASES += [
    case(
        "Olah data dengan daftar unsur di sampingnya",
        Table(
            [["No. Res", *[f"U{i}" for i in range(1, 10)], None, "No.", "Unsur Pelayanan", "Nilai Rata-rata"]],
            [
                [1, *[3] * 9, None, "U1", "Persyaratan", 3],
                [2, *[3] * 9, None, "U2", "Sistem, Mekanisme, dan Prosedur", 3],
                [3, *[3] * 9, None, "U3", "Waktu Penyelesaian", 3],
            ],
            SURVEI,
        ),
        "skm_jawaban",
        ("unsur_nomor", "nilai"),
        [(f"U{i}", 3) for i in range(1, 10) for _ in range(3)],
        but="SKM002",
    ),
    case(
        "Jenis layanan pada judul lembar",
        {
            name: two("No", *[f"U{i}" for i in range(1, 10)], data=[(1, *[3] * 9)], titles=[*SURVEI, f"Jenis Layanan : {name}"])
            for name in ("Surat Pindah", "Dispensasi Nikah")
        },
        "skm_jawaban",
        ("layanan", "unsur_nomor"),
        [(name, f"U{i}") for name in ("Surat Pindah", "Dispensasi Nikah") for i in range(1, 10)],
        but="SKM002",
    ),
    case(
        "Jawaban setuju atau tidak setuju",
        two(
            "No",
            *[f"U{i}" for i in range(1, 10)],
            data=[(1, "Sangat Setuju (SS)", "Setuju", "Kurang Setuju", "Tidak Setuju (1)", *[None] * 5)],
            titles=SURVEI,
        ),
        "skm_jawaban",
        ("unsur_nomor", "nilai"),
        [("U1", 4), ("U2", 3), ("U3", 2), ("U4", 1)],
        says="NIL113",
    ),
    case(
        "Jawaban dari sangat tidak puas sampai sangat puas",
        two(
            "No",
            *[f"U{i}" for i in range(1, 10)],
            data=[(1, "Sangat Puas", "Puas", "Tidak Puas", "Sangat Tidak Puas", "2. Tidak Puas", *[None] * 4)],
            titles=SURVEI,
        ),
        "skm_jawaban",
        ("unsur_nomor", "nilai"),
        [("U1", 4), ("U2", 3), ("U3", 2), ("U4", 1), ("U5", 2)],
        says="NIL113",
    ),
    case(
        "Satu lembar satu layanan, menurut nama lembarnya",
        {
            name: two("No", *[f"U{i}" for i in range(1, 10)], data=[(1, *[value] * 9)], titles=SURVEI)
            for name, value in (("Surat Pindah", 3), ("SKM KTP", 2))
        },
        "skm_jawaban",
        ("layanan", "unsur_nomor", "nilai"),
        [(name, f"U{i}", value) for name, value in (("Surat Pindah", 3), ("SKM KTP", 2)) for i in range(1, 10)],
        says="LBR014",
        but="SKM002",
    ),
    case(
        "Jawaban kosong ditandai -",
        two("No", *[f"U{i}" for i in range(1, 10)], data=[(1, "-", *[3] * 8)], titles=SURVEI),
        "skm_jawaban",
        ("unsur_nomor", "nilai"),
        [(f"U{i}", 3) for i in range(2, 10)],
        says="NIL106",
        but="SKM002",
    ),
]
KINERJA_CASES += [
    case(
        "Target triwulan I sampai IV di bawah satu kelompok",
        Table(
            [["Indikator", "Satuan", "Target", "Target Triwulan", None, None, None], [None, None, None, "I", "II", "III", "IV"]],
            [[IND, "%", 40, 10, 20, 30, 40]],
            ["RENCANA AKSI TAHUN 2023", UNIT_NAMA],
            merge_header=True,
        ),
        "kinerja",
        ("periode", "ukuran", "nilai"),
        [("TAHUN", "target", 40.0), *[(f"TW{i}", "target", 10.0 * i) for i in range(1, 5)]],
    ),
    case(
        "Target, realisasi, dan capaian di samping program dan anggarannya",
        Table(
            [
                ["Sasaran", "Indikator", "Kinerja", None, None, "Program", "Anggaran", None, None],
                [None, None, "Target", "Realisasi", "Capaian (%)", None, "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"],
            ],
            [["S", IND, 80, 60, 75, "Program Penunjang", 900, 450, 50]],
            KINERJA,
            merge_header=True,
        ),
        "kinerja",
        NILAI,
        [(2023, "TAHUN", IND, "target", 80.0), (2023, "TAHUN", IND, "realisasi", 60.0)],
    ),
]
SAKIP_CASES = [
    case(
        "Sub komponen di bawah komponennya",
        two(
            "No",
            "Komponen / Sub Komponen",
            "Bobot",
            "Nilai",
            data=[
                (1, "PERENCANAAN KINERJA", 30, 24.6),
                ("1.a", "Keberadaan Perencanaan", 6, 5.4),
                ("1.b", "Kualitas Perencanaan", 9, 7.2),
                ("1.c", "Pemanfaatan Perencanaan", 15, 12),
                (2, "PENGUKURAN KINERJA", 30, 20),
                (3, "PELAPORAN KINERJA", 15, 10),
                (4, "EVALUASI AKUNTABILITAS KINERJA INTERNAL", 25, 20),
                (None, "Nilai Akuntabilitas", 100, 74.6),
            ],
            titles=["EVALUASI SAKIP TAHUN 2023", UNIT_NAMA],
        ),
        "sakip",
        ("komponen_kode", "bobot", "nilai"),
        [("perencanaan", 30.0, 24.6), ("pengukuran", 30.0, 20.0), ("pelaporan", 15.0, 10.0), ("evaluasi", 25.0, 20.0)],
        says="BRS006",
    ),
]

SAKIP_CASES += [
    case(
        "Tahun saja sebagai tajuk nilainya",
        two(
            "No",
            "Komponen",
            "Bobot",
            "2022",
            "2023",
            data=[
                (1, "Perencanaan Kinerja", 30, "24,10", "25,20"),
                (2, "Pengukuran Kinerja", 30, 24, 24.6),
                (3, "Pelaporan Kinerja", 15, 12, 12.15),
                (4, "Evaluasi Akuntabilitas Kinerja Internal", 25, 19, 19.75),
                (None, "Nilai Akhir", 100, 79.1, 81.7),
            ],
            titles=["HASIL EVALUASI SAKIP", UNIT_NAMA],
        ),
        "sakip",
        ("tahun", "bobot", "nilai"),
        [
            *((2022, *each) for each in ((30, 24.1), (30, 24), (15, 12), (25, 19))),
            *((2023, *each) for each in ((30, 25.2), (30, 24.6), (15, 12.15), (25, 19.75))),
        ],
    ),
]
GROUPS = {
    "Penduduk": PENDUDUK_CASES, "Penduduk menurut umur": UMUR_CASES, "Profil desa": PROFIL_CASES, "Anggaran": ANGGARAN_CASES,
    "SKM": SKM_CASES, "Kinerja": KINERJA_CASES, "SAKIP": SAKIP_CASES,
}  # fmt: skip
CASES = [each for group in GROUPS.values() for each in group]
