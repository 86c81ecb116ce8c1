"""The comparison of the units of a warehouse, for the kabupaten that holds them: a workbook and a CSV table for each year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.reports.formulas import At, Mean, Rounded, Total
from flows.reports.sheets import Cell, Column, Row, Section, Sheet, Value
from flows.reports.warehouse import Record, Warehouse
from flows.wording import tahun_periode, urutan_periode

TABLE = "perbandingan_unit"
_MEASURES = (
    ("ikm", "ikm", "IKM", "desimal"), ("kinerja", "capaian", "Capaian kinerja (%)", "persen"),
    ("anggaran", "pagu", "Pagu (Rp)", "rupiah"), ("anggaran", "realisasi", "Realisasi (Rp)", "rupiah"),
    ("anggaran", "persen", "Serapan (%)", "persen"), ("penduduk", "jumlah", "Penduduk (jiwa)", "bulat"),
    ("penduduk", "kk", "KK", "bulat"), ("sakip", "nilai", "Nilai SAKIP", "desimal"),
)  # fmt: skip
"""Group and measure with the title and format of its column."""
_WIDE = {"rupiah": 18.0}


@dataclass(frozen=True)
class _Measure:
    """A column of the comparison: the rows of one measure in one period, by unit."""

    title: str
    kind: str
    periode: str
    rows: dict[str, Record]

    @property
    def of_all(self) -> Record:
        """Any of its rows: all say the same of the units together."""
        return next(iter(self.rows.values()))

    def column(self, tahun: int, kind: str = "") -> Column:
        key = "" if kind else self.title
        return Column(self.title, _WIDE.get(self.kind, 13.0), kind or self.kind, tahun_periode(tahun, self.periode), key=key)

    @property
    def total(self) -> Cell | str:
        """The sum of all units; empty where it may not be summed."""
        value = self.of_all["jumlah_nilai"]
        return "" if value is None else Cell(value, formula=Total(self._cells))

    @property
    def mean(self) -> Cell:
        return Cell(self.of_all["rata_rata"], formula=Rounded(Mean(self._cells), 4))

    @property
    def _cells(self) -> tuple[At, ...]:
        return tuple(At(self.title, ("nilai", kode)) for kode in sorted(self.rows))

    def values(self, name: str, units: Iterable[str]) -> list[Value]:
        return [self.rows[kode][name] if kode in self.rows else None for kode in units]


def compared_years(warehouse: Warehouse) -> list[int]:
    """The years in which at least two units can be compared."""
    return [row["tahun"] for row in warehouse.query(f"SELECT DISTINCT tahun FROM {TABLE} ORDER BY tahun")]


def compared(warehouse: Warehouse, tahun: int) -> tuple[list[str], list[Record]]:
    """Columns and rows of the comparison of a year."""
    return warehouse.read(f"SELECT * FROM {TABLE} WHERE tahun = $1 ORDER BY ALL", tahun)


def comparison(rows: Sequence[Record], tahun: int) -> Sheet:
    """Units side by side: their measures in the period that most of them have, the latest of several; then their ranks."""
    measures = [found for group, name, title, kind in _MEASURES if (found := _measure(rows, group, name, title, kind))]
    units = {row["unit_kode"]: row["unit_nama"] for row in sorted(rows, key=lambda row: row["unit_kode"])}
    first = (Column("No", 5, "nomor"), Column("Kecamatan", 30))
    values, ranks = (_body(measures, units, name) for name in ("nilai", "peringkat"))
    if any(found.of_all["jumlah_nilai"] is not None for found in measures):
        values.append(Row(("", "Jumlah", *(found.total for found in measures)), "total", key="jumlah"))
    values.append(Row(("", "Rata-rata", *(found.mean for found in measures)), "total", key="rata_rata"))
    notes = ["Rata-rata tidak ditimbang. Tanda - berarti kecamatan itu tidak memiliki nilai pada periode tersebut."]
    uneven = [f"{found.title}: {len(found.rows)} kecamatan" for found in measures if len(found.rows) != len(units)]
    notes += [f"Tidak semua kecamatan memiliki nilainya: {'; '.join(uneven)}."] if uneven else []
    side_by_side = Section((*first, *(found.column(tahun) for found in measures)), tuple(values), notes=tuple(notes))
    columns = (*first, *(found.column(tahun, "nomor") for found in measures))
    ranking = Section(columns, tuple(ranks), heading="Peringkat", notes=("1 untuk nilai tertinggi.",))
    return Sheet((f"Perbandingan Antar Kecamatan Tahun {tahun}",), (side_by_side, ranking), landscape=True)


def _measure(rows: Sequence[Record], group: str, name: str, title: str, kind: str) -> _Measure | None:
    own = [row for row in rows if (row["kelompok"], row["ukuran"]) == (group, name)]
    if not own:
        return None
    periode = max(own, key=lambda row: (row["jumlah_unit"], urutan_periode(row["periode"])))["periode"]
    return _Measure(title, kind, periode, {row["unit_kode"]: row for row in own if row["periode"] == periode})


def _body(measures: Sequence[_Measure], units: Mapping[str, str], name: str) -> list[Row]:
    columns = [found.values(name, units) for found in measures]
    named = enumerate(units.items(), start=1)
    return [Row((no, nama, *(column[no - 1] for column in columns)), key=(name, kode)) for no, (kode, nama) in named]
