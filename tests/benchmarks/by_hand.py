"""What a planner who knows pandas would write: the main figures of a folder of workbooks, without checks or a database.

Runs in an environment of its own (pandas, openpyxl), so it imports nothing of this project. Usage: by_hand.py FOLDER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]

UNSUR = [f"U{n}" for n in range(1, 10)]


def survey(path: Path, sheet: str | int = 0) -> pd.DataFrame:
    """Answers of a survey sheet with the unit and period that its titles name."""
    cells = pd.read_excel(path, sheet_name=sheet, header=None, engine="openpyxl")
    titles = " ".join(str(value) for value in cells[0].head(5))
    header = next(i for i, row in enumerate(cells.values) if "U1" in row)
    cells.columns = cells.loc[header]
    first = cells.columns.get_loc("U1")
    answers = cells.iloc[header + 1 :, first : first + 9].set_axis(UNSUR, axis=1)
    answers = answers[pd.to_numeric(cells.iloc[header + 1 :, 0], errors="coerce").notna()]
    unit = re.search(r"KECAMATAN [^:]*?(?= PERIODE| CONTOH|$)", titles)
    period = re.search(r"PERIODE : (.*?\d{4})", titles)
    return answers.astype(float).assign(unit=unit.group() if unit else "", period=period.group(1) if period else "")


def ikm(paths: list[Path], sheet: str | int = 0) -> pd.DataFrame:
    answers = pd.concat([survey(path, sheet) for path in paths])
    means = answers.groupby(["unit", "period"])[UNSUR].mean()
    return (means.sum(axis=1) * 0.111 * 25).round(2).rename("IKM").reset_index()


def number(value: object) -> float:
    if isinstance(value, str):
        text = value.replace("%", "").strip()
        return float(text.replace(".", "").replace(",", ".") if "," in text else text)
    return float(value)  # type: ignore[arg-type]


def office(raw: Path) -> None:
    """The main figures of the sample office, with the places of its sheets written out."""
    print(ikm([raw / "Olah Data SKM 2024.xlsx"], "Olah Data SKM"))
    anggaran = next(raw.glob("Realisasi Anggaran*.xlsx"))
    rows = pd.read_excel(anggaran, sheet_name=0, header=None, engine="openpyxl")
    programs = rows[rows[0].astype(str).str.fullmatch(r"\d\.\d\d\.\d\d")].drop_duplicates(0)
    money = programs[[2, 3, 5, 6]].map(number).sum()
    print("serapan", round(money[3] / money[2] * 100, 2), round(money[6] / money[5] * 100, 2))
    kinerja = pd.read_excel(raw / "Kinerja 2024.xlsx", sheet_name=0, header=3, engine="openpyxl").dropna(subset=["No"])
    capaian = kinerja["Realisasi"].map(number) / kinerja["Target"].map(number) * 100
    print("capaian", capaian.round(2).tolist())
    print("efisiensi", round(capaian.mean() / (money[3] / money[2]), 2))
    penduduk = pd.read_excel(raw / "Data Kependudukan Desember 2024.xlsx", header=None, engine="openpyxl")
    villages = penduduk[pd.to_numeric(penduduk[0], errors="coerce").notna()]
    print("penduduk", int((villages[2] + villages[3]).sum()))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    surveys = sorted(folder.glob("skm-*.xlsx"))
    if surveys:
        print(ikm(surveys))
    else:
        office(folder)
