"""Sheets whose figures all agree, and what the rules say of them: the tests of the rules plant their faults in these.

Every table stands at A1 with two titles and a blank row, so that a test can name the cells that it changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pabrik
from openpyxl import Workbook
from pabrik import Table

from flows.checks.check import check_batch
from flows.checks.compare import Banding
from flows.checks.run import isi_of, judge, judge_answers
from flows.findings import INFO, Temuan
from flows.settings import Settings

Sheets = Mapping[str, Table | Sequence[Table]]


@dataclass(frozen=True)
class Putusan:
    """What is said of some workbooks."""

    temuan: list[Temuan]
    banding: list[Banding]

    def of(self, aturan: str) -> list[Temuan]:
        return [finding for finding in self.temuan if finding.aturan == aturan]

    def only(self, aturan: str) -> Temuan:
        """The one finding of a rule, where nothing else is wrong."""
        serious = self.serious
        assert [f.aturan for f in serious if f.aturan != aturan] == [], [(f.aturan, f.sel, f.pesan) for f in serious]
        (found,) = self.of(aturan)
        return found

    @property
    def serious(self) -> list[Temuan]:
        return [finding for finding in self.temuan if finding.tingkat != INFO]

    def compared(self, aturan: str) -> list[Banding]:
        return [comparison for comparison in self.banding if comparison.aturan == aturan]


def judged(*books: Sheets, change: Mapping[str, Any] | None = None, settings: Settings | None = None) -> Putusan:
    """Findings and comparisons of the workbooks ``1.xlsx``, ``2.xlsx``, …

    ``change``: new values by cell, ``E7`` of the first sheet or ``Lembar!E7``.
    """
    office = settings or Settings()
    changes = dict(change or {})
    readings = []
    for i, sheets in enumerate(books, start=1):
        data = pabrik.workbook(sheets, lambda book: _change(book, changes))
        readings.append(pabrik.reading(data, f"{i}.xlsx", office))
    assert not changes, f"no such sheet: {changes}"
    checked = check_batch(readings)
    judge_answers(checked, office)
    comparisons, between = judge([isi_of(each) for each in checked], office)
    found = [*(finding for each in checked for finding in each.temuan), *between]
    return Putusan(found, [*(each for item in checked for each in item.banding), *comparisons])


def _change(book: Workbook, changes: dict[str, Any]) -> None:
    for place in list(changes):
        sheet, _, cell = place.rpartition("!")
        if not sheet or sheet in book.sheetnames:
            book[sheet or book.sheetnames[0]][cell] = changes.pop(place)


def rounded(value: Fraction | Decimal | int, desimal: int = 2) -> float:
    """Half up, as Excel prints."""
    exact = Fraction(value)
    return float((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP))


# Population: E is L + P, row 10 the total. By age: rows of two villages with a total each, then the kecamatan.


def penduduk(**options: Any) -> Table:
    return pabrik.penduduk_desa(**options)


def desember(tahun: int, **options: Any) -> Table:
    """The same villages in December of another year."""
    return penduduk(titles=(f"DATA KEPENDUDUKAN PER DESEMBER {tahun}", pabrik.UNIT_NAMA), words=(
        "No", "DESA", "PENDUDUK", "LK", "PR", "JUMLAH", "KK", "RUMAH"), **options)  # fmt: skip


def umur(kecamatan: bool = True, **options: Any) -> Table:
    """Two villages in rows 6 to 10 and 12 to 16, the kecamatan in rows 18 to 22."""
    table = pabrik.penduduk_umur(**options)
    if kecamatan:
        first, second = table.data[:5], table.data[6:11]
        whole = [
            [None, None, a[2], *(x + y for x, y in zip(a[3:], b[3:], strict=True))] for a, b in zip(first, second, strict=True)
        ]
        whole[0][1] = "SE KECAMATAN"
        table.data += whole
    return table


def profil(**options: Any) -> Table:
    """Area in C, coordinates in D and E of rows 5 to 8; the area of the kecamatan in C9."""
    rows = options.pop("rows", None) or [
        (name, 1000 + 10 * i, 115.7 + i / 100, -3.7 - i / 100, 20 + i) for i, name in enumerate(pabrik.DESA)
    ]
    table = pabrik.profil_luas(rows, **options)
    table.below = [[None, "JUMLAH", sum(row[1] for row in rows)]]
    return table


# Budget: two years side by side. C, D, E are pagu, realisasi, percent of 2022; F, G, H of 2023; row 14 the total.

BUDGET = [
    ("7.01.01", "PROGRAM PENUNJANG URUSAN"),
    ("7.01.01.2.01", "Perencanaan"),
    ("7.01.01.2.01.0001", "Penyusunan Dokumen", 400_000_000, 380_000_000, 420_000_000, 210_000_000),
    ("7.01.01.2.01.0002", "Evaluasi Kinerja", 200_000_000, 150_000_000, 210_000_000, 90_000_000),
    ("7.01.02", "PROGRAM PELAYANAN PUBLIK"),
    ("7.01.02.2.01", "Pelayanan"),
    ("7.01.02.2.01.0001", "Pelayanan Warga", 300_000_000, 290_000_000, 310_000_000, 120_000_000),
    ("7.01.04", "PROGRAM KETENTRAMAN", 100_000_000, 91_000_000, 120_000_000, 60_000_000),
]  # fmt: skip
"""Leaves with their money; what stands above them adds up."""


def budget_rows(leaves: Sequence[Sequence[Any]] = BUDGET) -> list[list[Any]]:
    """The rows of a budget with the sums of its upper levels."""
    return [
        [
            *row[:2],
            *(row[2:] or (sum(leaf[i] for leaf in leaves if len(leaf) > 2 and leaf[0].startswith(row[0])) for i in range(2, 6))),
        ]
        for row in leaves
    ]


def anggaran(leaves: Sequence[Sequence[Any]] = BUDGET, **options: Any) -> Table:
    table = pabrik.anggaran(budget_rows(leaves), **options)
    if table.below:
        total = table.below[0]
        total[4], total[7:] = rounded(Fraction(100 * total[3], total[2])), [rounded(Fraction(100 * total[6], total[5]))]
    return table


def pagu(rows: Sequence[Sequence[Any]] | None = None) -> Table:
    """Pagu of 2022 before and after perubahan, D and E of rows 6 to 8; the total in row 9."""
    after = {row[0]: row[2] for row in budget_rows()}
    given = rows or [(kode, nama, after[kode] - 10_000_000, after[kode]) for kode, nama, *_ in BUDGET if kode.count(".") == 2]
    return pabrik.pagu(given, titles=("PAGU ANGGARAN TAHUN 2022 SEBELUM DAN SETELAH PERUBAHAN", pabrik.UNIT_NAMA))


# Survey: answers in G to O of rows 7 to 18, then sums, means, weighted means, index and letters.

ANSWERS = [[4 if (i * 5 + j * 3 + i * j) % 7 < 3 else 3 if (i + j) % 5 else 2 for j in range(9)] for i in range(12)]
BLANK: list[Any] = [None] * 5


def mutu(nilai: Fraction) -> str:
    value = rounded(nilai)
    return next((letter for letter, low in (("A", 88.31), ("B", 76.61), ("C", 65)) if value >= low), "D")


def survei(
    answers: Sequence[Sequence[Any]] = ANSWERS,
    bobot: Fraction = Fraction(111, 1000),
    served: tuple[int, int] | None = (12, 12),
    respondents: int | None = None,
    nrr_decimals: int = 3,
    **options: Any,
) -> Table:
    """A survey with every footer; ``served``: number of recipients and the smallest sample, as printed."""
    table = pabrik.skm(answers, feet=False, **options)
    columns = [[value for value in column if value is not None] for column in zip(*answers, strict=True)]
    means = [Fraction(sum(column), len(column)) for column in columns]
    ikm = sum(means, Fraction(0)) * bobot * 25
    wide = [None] * (len(columns) - 1)
    table.below = [
        ["JUMLAH NILAI PER UNSUR", *BLANK, *map(sum, columns)],
        ["NRR PER UNSUR", *BLANK, *(rounded(mean, nrr_decimals) for mean in means)],
        ["NRR TERTIMBANG PER UNSUR", *BLANK, *(rounded(mean * bobot, 3) for mean in means)],
        ["IKM UNIT PELAYANAN", *BLANK, *wide, f"{rounded(ikm):.2f} ({mutu(ikm)})".replace(".", ",")],
        ["KATEGORI", *BLANK, *(mutu(mean * 25) for mean in means)],
    ]
    if served:
        table.below += [
            [],
            [f"Jumlah penerima layanan : {served[0]} orang"],
            [f"Jumlah minimum sampel responden : {served[1]} orang"],
        ]
    if respondents is not None:
        table.below += [[f"Jumlah responden : {respondents} orang"]]
    return table


UNSUR = (
    "Persyaratan",
    "Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk",
    "Kompetensi",
    "Perilaku",
    "Sarana",
    "Pengaduan",
)


def peringkat(answers: Sequence[Sequence[int]] = ANSWERS, titles: Sequence[str] = (), desimal: int = 2) -> Table:
    """The ranking of a survey's unsur: rank in A, mean in D, from row 5 on. Equal means share a rank."""
    means = [Fraction(sum(column), len(column)) for column in zip(*answers, strict=True)]
    order = sorted(range(9), key=lambda u: -means[u])
    rows = [(1 + sum(other > means[u] for other in means), f"U{u + 1}", UNSUR[u], rounded(means[u], desimal)) for u in order]
    return pabrik.peringkat(rows, titles=titles or ("IKM PER UNSUR DARI NILAI TERTINGGI", f"{pabrik.UNIT_NAMA} TAHUN 2023"))


# Performance: target, realisasi, capaian, category in E to H of rows 5 to 7; their average in G8.

INDICATORS = [
    ("Persentase desa tertib administrasi", "Persen", 90, 81),
    ("Persentase posyandu aktif", "Persen", 80, 84),
    ("Persentase konflik yang diselesaikan", "Persen", 50, 45),
]


def kinerja(rows: Sequence[Sequence[Any]] = INDICATORS, tahun: int = 2023, average: bool = True) -> Table:
    """``rows``: indicator, unit, target, realisasi, and for one that should fall the word *turun*."""
    shares = [Fraction(100 * (2 * row[2] - row[3] if len(row) > 4 else row[3]), row[2]) for row in (_exact(row) for row in rows)]
    header = [
        "No",
        "Sasaran Strategis",
        "Indikator Kinerja",
        "Satuan",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Kategori",
        "Polaritas",
    ]
    data = [
        [
            i,
            f"Meningkatnya mutu {i}",
            *row[:4],
            rounded(share),
            kategori(share),
            "Semakin rendah semakin baik" if len(row) > 4 else None,
        ]
        for i, (row, share) in enumerate(zip(rows, shares, strict=True), start=1)
    ]
    mean = rounded(sum(shares, Fraction(0)) / len(shares))
    below = [[None, "Rata-rata Capaian", None, None, None, None, mean]] if average else []
    return Table([header], data, [f"TARGET DAN REALISASI KINERJA TAHUN {tahun}", pabrik.UNIT_NAMA], below)


def _exact(row: Sequence[Any]) -> tuple[Any, ...]:
    return (*row[:2], Fraction(str(row[2])), Fraction(str(row[3])), *row[4:])


def kategori(capaian: Fraction) -> str:
    scale = (("Sangat Berhasil", 90), ("Baik (Berhasil)", 80), ("Cukup Berhasil", 60))
    return next((label for label, low in scale if rounded(capaian) > low), "Kurang Berhasil")


def iku(rows: Sequence[Sequence[Any]], baseline: int = 2023) -> Table:
    """IKU: indicator, baseline in C, unit, and the targets of three years in E to G, from row 6 on."""
    table = pabrik.iku_target(
        (baseline + 1, baseline + 2, baseline + 3), (f"INDIKATOR UTAMA {pabrik.UNIT_NAMA}", f"TAHUN {baseline + 1}")
    )
    table.header[0][2] = f"Baseline {baseline}"
    table.data = [[i, *row] for i, row in enumerate(rows, start=1)]
    return table


def sasaran(efisiensi: str = "rasio", closing: bool = True) -> Table:
    """IKU beside the budget of 2022, a program for each of INDICATORS: pagu E, realisasi F, percent G, efisiensi H, rows 6 to 8.

    ``efisiensi``: rasio, selisih, sisa or porsi. The closing row 9 holds the mean of C, the absorption and the efficiency.
    """
    table = pabrik.iku_anggaran((f"REALISASI KEUANGAN TERHADAP IKU {pabrik.UNIT_NAMA}", "TAHUN ANGGARAN 2022"))
    programs = [row for row in budget_rows() if row[0].count(".") == 2]
    pagu_all, real_all = (sum(row[i] for row in programs) for i in (2, 3))
    table.data = []
    reached = []
    for (nama, _, target, realisasi), (_, program, pagu_own, real_own, *_) in zip(INDICATORS, programs, strict=True):
        capaian, serapan = Fraction(100 * realisasi, target), Fraction(100 * real_own, pagu_own)
        reached.append(capaian)
        formulas = {
            "rasio": 100 * capaian / serapan, "selisih": capaian - serapan, "sisa": 100 - serapan,
            "porsi": Fraction(100 * pagu_own, pagu_all),
        }  # fmt: skip
        table.data.append(
            [f"Sasaran {nama}", nama, realisasi, program, pagu_own, real_own, rounded(serapan), rounded(formulas[efisiensi])]
        )
    mean, spent = rounded(Fraction(sum(row[3] for row in INDICATORS), 3)), Fraction(100 * real_all, pagu_all)
    whole = 100 * sum(reached, Fraction(0)) / 3 / spent
    table.below = [["Rata-rata Sasaran", None, mean, "Realisasi Keuangan (%)", None, None, rounded(spent), rounded(whole)]]
    table.below *= closing
    return table


def sakip(years: Sequence[int] = (2022, 2023)) -> Table:
    """Weight and value of four components in rows 6 to 9 (C and D, E and F), total in row 10, predicate in row 11."""
    table = pabrik.sakip(years)
    table.data = [[*row[:2], *(v for _ in years for v in (row[2], float(row[3].replace(",", "."))))] for row in table.data]
    return table


@dataclass(frozen=True)
class Kasus:
    """A planted fault and the finding that it must lead to, the only one that is no mere remark.

    ``terkait`` are all cells named along, ``kata`` what the message must contain: the numbers that explain it.
    """

    aturan: str
    books: Sequence[Sheets]
    change: Mapping[str, Any]
    sel: str
    terkait: str = ""
    usul: str = ""
    kata: Sequence[str] = ()

    def __str__(self) -> str:
        return f"{self.aturan} {self.sel} {dict(self.change)}"

    def check(self) -> None:
        found = judged(*self.books, change=self.change).only(self.aturan)
        lembar, _, sel = self.sel.rpartition("!")
        assert (found.lembar, found.sel) == (lembar or next(iter(self.books[0])), sel), found
        assert set(filter(None, found.sel_terkait.split(", "))) == set(self.terkait.split()), found
        assert found.usul == self.usul, found
        for kata in self.kata:
            assert kata in found.pesan, (kata, found.pesan)
        assert "{" not in found.pesan and "None" not in found.pesan


def check_silent(aturan: str, books: Sequence[Sheets]) -> None:
    """Nothing is found in clean sheets, though the rule had something to look at."""
    result = judged(*books)
    assert result.serious == [] and result.of(aturan) == []
    compared = result.compared(aturan)
    assert all(each.cocok for each in compared)
    if aturan.startswith("BDG") and aturan not in ("BDG001", "BDG002"):
        assert compared
