"""Village profile: the area of the kecamatan, places outside the district, areas that cannot be hectares."""

from __future__ import annotations

from decimal import Decimal
from statistics import median

from flows.checks.rules.base import Lembar, Row, angka
from flows.checks.rules.whole import claim_whole

FAR_DEGREES = Decimal("0.25")
"""About 28 km: nearer to the middle of its villages than that, no village is remarkable."""
FAR_SPREADS = 6
"""In a wide kecamatan villages lie far apart: only what lies so many times farther out than the middle village is remarkable."""
FEW = 4
"""Villages from which on their middle means something."""
MANY_TIMES = 100
"""An area so many times smaller than the middle one was typed in square kilometres, or lost its decimal mark the other way."""


def profil_desa(sheet: Lembar) -> None:
    rows = sheet.rows["profil_desa"]
    cells = [sheet.number(row, "luas_ha", f"luas {row['desa']}") for row in rows]
    known = [cell.nilai for cell in cells if cell]
    for row in sheet.printed("profil_desa"):
        if row["ukuran"] == "luas_ha" and row["kunci"] == sheet.unit_kode and known:
            hasil = sheet.at(row["sel"], row["nilai"], "luas kecamatan", tercetak=True)
            text = f"Luas {len(known)} desa di lembar ini berjumlah {angka(sum(known))} hektare."
            claim_whole(sheet, "BDG103", row, hasil, cells, Decimal(sum(known)), f"Total {len(known)} desa", text)
    _report_areas(sheet, rows)
    for kolom in ("bujur", "lintang"):
        _report_places(sheet, rows, kolom)


def _report_areas(sheet: Lembar, rows: list[Row]) -> None:
    known = [row["luas_ha"] for row in rows if row["luas_ha"]]
    if len(known) < FEW:
        return
    middle = median(known)
    for row in rows:
        luas = row["luas_ha"]
        if luas and (luas * MANY_TIMES < middle or luas > middle * MANY_TIMES):
            sheet.add("SKL002", row["luas_ha_sel"], angka(luas), desa=row["desa"], tengah=angka(middle))


def _report_places(sheet: Lembar, rows: list[Row], kolom: str) -> None:
    known = [row[kolom] for row in rows if row[kolom] is not None]
    if len(known) < FEW:
        return
    middle = median(known)
    far = max(FAR_DEGREES, FAR_SPREADS * median(abs(value - middle) for value in known))
    for row in rows:
        value = row[kolom]
        if value is not None and abs(value - middle) > far:
            sheet.add("SKL001", row[f"{kolom}_sel"], angka(value), desa=row["desa"], kolom=kolom, tengah=angka(middle))
