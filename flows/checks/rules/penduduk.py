"""Population per village and by age: sums of sexes, villages and age bands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flows.checks.equations import Angka, Persamaan, constant
from flows.checks.rules.across import Semua
from flows.checks.rules.base import MANY, Lembar, Row, angka, grouped, label, when_text
from flows.checks.rules.whole import claim_whole, is_average
from flows.workbook.regions import villages

COUNTS = ("laki_laki", "perempuan", "jumlah", "kk", "rumah")
DESA, UMUR, MUTASI = "BDG101", "BDG102", "BDG104"
_STEPS = {"awal": 1, "lahir": 1, "mati": -1, "datang": 1, "pindah": -1}
"""How each part of the movement counts: awal + lahir - mati + datang - pindah = akhir (rules.md 6.2)."""
_SEXES = {"L": "_laki_laki", "P": "_perempuan", "LP": ""}
_ALL_BANDS = "TOTAL"
_OTHER = {"laki_laki": "perempuan", "perempuan": "laki_laki"}
Cells = dict[str, Angka | None]
"""Numbers of one row by measure."""


def penduduk_desa(sheet: Lembar) -> None:
    """Men and women make the sum of a village; villages make the total of the kecamatan."""
    for when, rows in grouped(sheet.rows["penduduk_desa"], "tahun", "periode").items():
        cells = [_cells(sheet, row, row["desa"]) for row in rows]
        for row, own in zip(rows, cells, strict=True):
            _claim_sexes(sheet, DESA, own, row["desa"], when)
        name = f"Total {len(rows)} desa"
        totals = [row for row in sheet.printed("penduduk_desa") if (row["tahun"], row["periode"]) == when]
        for printed in grouped([t for t in totals if t["kunci"] == sheet.unit_kode], "baris").values():
            _claim_villages(sheet, printed, rows, cells, name, when, _unwritten(sheet, rows))
        _report_missing_sex(sheet, rows)


def whole_regions(semua: Semua) -> None:
    """The total of a kabupaten below the villages of its kecamatan, which are units of their own."""
    rows = grouped(semua.of("penduduk_desa"), "berkas", "lembar", "tahun", "periode")
    totals = [t for t in semua.of("tercetak") if t["dataset"] == "penduduk_desa" and t["nilai"] is not None and t["kunci"]]
    for (*place, kunci, _), printed in grouped(totals, "berkas", "lembar", "tahun", "periode", "kunci", "baris").items():
        below = [row for row in rows.get(tuple(place), ()) if row["unit_kode"].startswith(f"{kunci}.")]
        if below:
            name = f"Total {len({row['unit_kode'] for row in below})} kecamatan"
            sheet = semua.sheet(printed[0])
            cells = [_cells(sheet, row, row["desa"]) for row in below]
            _claim_villages(sheet, printed, below, cells, name, (place[2], place[3]), "")


def _claim_villages(
    sheet: Lembar, printed: list[Row], rows: list[Row], cells: list[Cells], name: str, when: Any, unwritten: str
) -> None:
    """A total row of villages: each of its sums, and that men and women make the whole."""
    whole = {
        row["ukuran"]: sheet.at(row["sel"], row["nilai"], _named(name, row["ukuran"]), tercetak=True, bulat=not is_average(row))
        for row in printed
    }
    for row in printed:
        if row["ukuran"] in COUNTS:
            claim_whole(
                sheet, DESA, row, whole[row["ukuran"]], [_part(own, row["ukuran"]) for own in cells],
                dihitung=_sum(rows, row["ukuran"]), uraian=name,
                penjelasan=f"Dihitung ulang dari {len(rows)} desa di lembar ini." + unwritten, hilang=True,
            )  # fmt: skip
    if not is_average(printed[0]):
        _claim_sexes(sheet, DESA, whole, name, when, _sum(rows, "jumlah"))


def penduduk_mutasi(sheet: Lembar) -> None:
    """The population at the end of a period is that of its beginning with those who came and without those who went."""
    for when, rows in grouped(sheet.rows["penduduk_mutasi"], "tahun", "periode").items():
        for row in rows:
            _claim_movement(sheet, row, when)
        for parts in grouped(rows, "desa_kode").values():
            _claim_both_sexes(sheet, {row["jenis_kelamin"]: row for row in parts}, when)
        totals = [row for row in sheet.printed("penduduk_desa") if (row["tahun"], row["periode"]) == when]
        for sex, end in _SEXES.items():
            own = [row for row in rows if row["jenis_kelamin"] == sex]
            for step in _STEPS:
                for total in (t for t in totals if t["ukuran"] == f"{step}{end}" and t["kunci"] == sheet.unit_kode):
                    name = f"Total {len(own)} desa"
                    hasil = sheet.at(total["sel"], total["nilai"], _named(name, total["ukuran"]), tercetak=True, bulat=True)
                    known = Decimal(sum(row[step] or 0 for row in own))
                    text = f"Dihitung ulang dari {len(own)} desa di lembar ini."
                    moved = [_moved(sheet, row, step) for row in own]
                    claim_whole(sheet, MUTASI, total, hasil, moved, known, name, text, hilang=True)


def _moved(sheet: Lembar, row: Row, step: str) -> Angka | None:
    name = f"{step} {row['desa']} {row['jenis_kelamin']}"
    return sheet.number(row, step, name, bulat=True, tercetak=step == "akhir" and row["jenis_kelamin"] == "LP")


def _claim_movement(sheet: Lembar, row: Row, when: Any) -> None:
    cells = {step: cell for step in _STEPS if (cell := _moved(sheet, row, step))}
    akhir = _moved(sheet, row, "akhir")
    if akhir is None or "awal" not in cells or len(cells) == 1:
        return
    right = sum((_STEPS[step] * cell.nilai for step, cell in cells.items()), Decimal(0))
    counted = " ".join(f"{'+' if _STEPS[step] > 0 else '-'} {step} {angka(cell.nilai)}" for step, cell in cells.items())
    suku = [(Decimal(_STEPS[step]), cell) for step, cell in cells.items()]
    uraian = f"{row['desa']} {row['jenis_kelamin']}"
    text = f"{counted.removeprefix('+ ').capitalize()} = {angka(right)}."
    sheet.equations.append(Persamaan(MUTASI, "akhir", uraian, akhir, suku, right, text, when[0], when[1], desimal=0))


def _claim_both_sexes(sheet: Lembar, parts: dict[str, Row], when: Any) -> None:
    """What is printed for all is that of the men and of the women."""
    if not {"L", "P", "LP"} <= parts.keys():
        return
    for step in _STEPS:
        men, women, both = (_moved(sheet, parts[sex], step) for sex in ("L", "P", "LP"))
        if both and men and women:
            text = f"Laki-laki {angka(men.nilai)} dan perempuan {angka(women.nilai)} berjumlah {angka(men.nilai + women.nilai)}."
            sheet.claim_sum(MUTASI, step, parts["LP"]["desa"], both, [men, women], when, text, desimal=0)


def penduduk_umur(sheet: Lembar) -> None:
    """Men and women make a band's sum; bands make a village's total, villages a band's, and both the whole."""
    for when, rows in grouped(sheet.rows["penduduk_umur"], "tahun", "periode").items():
        cells = {
            (row["desa_kode"], row["kelompok_umur"]): _cells(sheet, row, f"{row['desa']} {row['kelompok_umur']}") for row in rows
        }
        for row in rows:
            key = row["desa_kode"], row["kelompok_umur"]
            _claim_sexes(sheet, UMUR, cells[key], f"{row['desa']} {row['kelompok_umur']}", when)
        printed = [t for t in sheet.printed("penduduk_umur") if (t["tahun"], t["periode"]) == when and t["kunci"]]
        wholes = {
            key: {
                t["ukuran"]: sheet.at(
                    t["sel"], t["nilai"], _named(_whole_name(sheet, rows, *key), t["ukuran"]), tercetak=True, bulat=True
                )
                for t in group
            }
            for key, group in grouped(printed, "kunci", "rincian").items()
        }
        for (kunci, rincian), whole in wholes.items():
            _claim_band_whole(sheet, when, rows, cells, wholes, kunci, rincian, whole)
        _report_missing_sex(sheet, rows)


def _claim_band_whole(
    sheet: Lembar, when: Any, rows: list[Row], cells: dict[Any, Cells], wholes: dict[Any, Cells], kunci: str, rincian: str,
    whole: Cells,
) -> None:  # fmt: skip
    """A printed total by village, by band, or of everything: of its rows, and of the totals that lie between."""
    name = _whole_name(sheet, rows, kunci, rincian)
    of_unit, of_all = kunci == sheet.unit_kode, rincian == _ALL_BANDS
    mine = [row for row in rows if (of_unit or row["desa_kode"] == kunci) and (of_all or row["kelompok_umur"] == rincian)]
    keys = [(row["desa_kode"], row["kelompok_umur"]) for row in mine]
    bands = dict.fromkeys(row["kelompok_umur"] for row in mine)
    villages = dict.fromkeys(row["desa_kode"] for row in mine)
    between = [
        [wholes.get((sheet.unit_kode, band)) for band in bands] if of_unit and of_all else [],
        [wholes.get((village, _ALL_BANDS)) for village in villages] if of_unit and of_all else [],
    ]
    text = f"Dihitung ulang dari {len(mine)} baris kelompok umur di lembar ini." + (_unwritten(sheet, rows) if of_unit else "")
    for ukuran, hasil in whole.items():
        right = _sum(mine, ukuran)
        printed_between = [steps for steps in between if steps and all(step and step.get(ukuran) for step in steps)]
        for steps in printed_between:
            parts = [step[ukuran] for step in steps if step]
            sheet.claim_sum(
                UMUR, ukuran, name, hasil, parts, when, text, right, desimal=0, hilang=of_unit, tertunda=sheet.ditolak > 0
            )
        if not printed_between:
            parts = [_part(cells[key], ukuran) for key in keys]
            sheet.claim_sum(
                UMUR, ukuran, name, hasil, parts, when, text, right, desimal=0, hilang=of_unit, tertunda=sheet.ditolak > 0
            )
    _claim_sexes(sheet, UMUR, whole, name, when, _sum(mine, "jumlah"))


def _cells(sheet: Lembar, row: Row, name: str) -> Cells:
    cells = {k: sheet.number(row, k, _named(name, k), bulat=True) for k in COUNTS if k != "jumlah"}
    return cells | {"jumlah": sheet.number(row, "jumlah_tercetak", _named(name, "jumlah"), bulat=True, tercetak=True)}


def _part(cells: Cells, ukuran: str) -> Angka | None:
    """A part of a sum; a sex that is blank is what the printed sum leaves for it."""
    whole, other = cells.get("jumlah"), cells.get(_OTHER.get(ukuran, ""))
    if cells.get(ukuran) is None and whole and other:
        return constant(whole.nilai - other.nilai)
    return cells.get(ukuran)


def _claim_sexes(sheet: Lembar, aturan: str, cells: Cells, name: str, when: Any, dihitung: Decimal | None = None) -> None:
    men, women, jumlah = cells.get("laki_laki"), cells.get("perempuan"), cells.get("jumlah")
    if jumlah and men and women:
        text = f"Laki-laki {angka(men.nilai)} dan perempuan {angka(women.nilai)} berjumlah {angka(men.nilai + women.nilai)}."
        whole = dihitung is not None and sheet.ditolak > 0
        sheet.claim_sum(aturan, "jumlah", name, jumlah, [men, women], when, text, dihitung, desimal=0, tertunda=whole)


def _sum(rows: list[Row], ukuran: str) -> Decimal | None:
    """The right total of some rows: men and women are counted, a printed sum counts only where a sex is blank."""
    known = [value for row in rows if (value := _people(row) if ukuran == "jumlah" else _counted(row, ukuran)) is not None]
    return Decimal(sum(known)) if known else None


def _counted(row: Row, ukuran: str) -> int | None:
    value: int | None = row.get(ukuran)
    whole, other = row["jumlah_tercetak"], row.get(_OTHER.get(ukuran, ""))
    return whole - other if value is None and whole is not None and other is not None else value


def _people(row: Row) -> int | None:
    men, women = row["laki_laki"], row["perempuan"]
    people: int | None = row["jumlah_tercetak"] if men is None or women is None else men + women
    return people


def _report_missing_sex(sheet: Lembar, rows: list[Row]) -> None:
    """A village without its men or women: blank beside a sum, or, where each sex has a row of its own, without that row."""
    both = any(row["laki_laki"] is not None and row["perempuan"] is not None for row in rows)
    beside: dict[str, list[Row]] = {}
    for row in rows:
        men, women = row["laki_laki"], row["perempuan"]
        if (men is None) == (women is None):
            continue
        kurang = "laki-laki" if men is None else "perempuan"
        if row["jumlah_tercetak"] is not None:
            beside.setdefault(kurang, []).append(row)
        elif both:
            sel = row["perempuan_sel"] if men is None else row["laki_laki_sel"]
            sheet.add("PDD004", sel, angka(women if men is None else men), desa=row["desa"], kurang=kurang, waktu=when_text(row))
    for kurang, found in beside.items():
        for first, *others in [found] if len(found) >= MANY else [[row] for row in found]:
            desa = first["desa"] + (f" dan {len(others)} desa lain" if others else "")
            sheet.add(
                "PDD001", first["jumlah_tercetak_sel"], angka(first["jumlah_tercetak"]),
                terkait=", ".join(row["jumlah_tercetak_sel"] for row in others), desa=desa, kurang=kurang,
            )  # fmt: skip


def _unwritten(sheet: Lembar, rows: list[Row]) -> str:
    """Official villages of the kecamatan that have no row here: the first thing to look at where a total is higher."""
    known = {row["desa_kode"] for row in rows}
    lost = [nama for kode, nama in villages(sheet.unit_kode).values() if kode not in known]
    return f" Desa yang tidak tertulis di lembar ini: {', '.join(lost)}." if 0 < len(lost) <= len(known) else ""


def _whole_name(sheet: Lembar, rows: list[Row], kunci: str, rincian: str) -> str:
    names = {row["desa_kode"]: row["desa"] for row in rows} | {sheet.unit_kode: "Sekecamatan"}
    return f"{names.get(kunci, kunci)} {rincian}"


def _named(name: str, ukuran: str) -> str:
    return f"{label(ukuran)} {name}"
