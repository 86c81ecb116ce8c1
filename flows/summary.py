"""What one refresh came to: the figures and findings that the terminal and the Prefect artifact show.

Plain data and plain text, so that it is imported at no cost and tested without a warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.findings import LEVELS, Temuan

SHOWN = 5
"""How many findings or folders a summary lists; all findings stand in audit.temuan and in the reports."""

SHOWN_FIGURES = 20
"""How many main figures a summary lists; a whole kabupaten has far more."""


@dataclass(frozen=True)
class Figure:
    """A main figure, ready to be read: `nama` "IKM 2024", `nilai` "84,64 (B)"."""

    nama: str
    nilai: str


@dataclass(frozen=True)
class Summary:
    """The published release as `kinerja refresh` reports it; counts are those of audit.berkas and audit.baris."""

    rilis: str
    unchanged: bool
    berkas: int
    berkas_ditolak: int
    lembar: int
    lembar_tidak_dikenali: int
    baris_dibaca: int
    baris_dimuat: int
    baris_ditolak: int
    temuan: Mapping[str, int]
    """Number of findings by tingkat."""
    terpenting: Sequence[Temuan]
    """The most serious findings, galat first; `SHOWN` of them are enough."""
    angka: Sequence[Figure]
    """Main figures; the first `SHOWN_FIGURES` are shown."""
    laporan: Sequence[Path]
    """The report files of this release."""
    gudang: Path


def ribuan(number: int) -> str:
    """A count in Indonesian notation: 21146 -> "21.146"."""
    return f"{number:,}".replace(",", ".")


def place(temuan: Temuan) -> str:
    """Where a finding sits, as Excel writes it: `berkas:lembar!sel`, without the parts that it does not have."""
    if not temuan.lembar:
        return temuan.berkas
    return f"{temuan.berkas}:{temuan.lembar}" + (f"!{temuan.sel}" if temuan.sel else "")


def temuan_counts(counts: Mapping[str, int]) -> str:
    """How many findings of each tingkat: 0 galat, 9 peringatan, 21 info."""
    return ", ".join(f"{ribuan(counts.get(tingkat, 0))} {tingkat}" for tingkat in LEVELS)


def counts(summary: Summary) -> list[tuple[str, str]]:
    """What was read, as pairs of a label and a short text."""
    berkas = [f"{ribuan(summary.berkas)} dibaca"]
    if summary.berkas_ditolak:
        berkas.append(f"{ribuan(summary.berkas_ditolak)} ditolak")
    lembar = [f"{ribuan(summary.lembar)} dibaca"]
    if summary.lembar_tidak_dikenali:
        lembar.append(f"{ribuan(summary.lembar_tidak_dikenali)} tidak dikenali")
    lain = summary.baris_dibaca - summary.baris_dimuat - summary.baris_ditolak
    baris = (
        f"{ribuan(summary.baris_dibaca)} dibaca: {ribuan(summary.baris_dimuat)} dimuat, "
        f"{ribuan(summary.baris_ditolak)} ditolak, {ribuan(lain)} judul, jumlah, dan catatan"
    )
    return [
        ("Berkas", ", ".join(berkas)),
        ("Lembar", ", ".join(lembar)),
        ("Baris", baris),
        ("Temuan", temuan_counts(summary.temuan)),
    ]


def folders(paths: Iterable[Path], root: Path) -> list[str]:
    """The outermost folders that hold these files, each once, below `root` where they are; `SHOWN` of them."""
    found = {path.parent for path in paths}
    outermost = sorted(_below(folder, root) for folder in found if found.isdisjoint(folder.parents))
    rest = len(outermost) - SHOWN
    return outermost if rest <= 0 else [*outermost[:SHOWN], f"dan {ribuan(rest)} folder lain"]


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def status(summary: Summary) -> str:
    """One line: published, or nothing new."""
    if summary.unchanged:
        return f"Tidak ada perubahan sejak rilis {summary.rilis}"
    return f"Rilis {summary.rilis} diterbitkan"


def markdown(summary: Summary, root: Path) -> str:
    """The summary as the artifact of a Prefect run."""
    lines = [f"# {status(summary)}", "", "| | |", "|---|---|"]
    lines += [f"| {_cell(label)} | {_cell(text)} |" for label, text in counts(summary)]
    if summary.angka:
        lines += ["", "## Angka utama", "", "| Ukuran | Nilai |", "|---|---:|"]
        lines += [f"| {_cell(figure.nama)} | {_cell(figure.nilai)} |" for figure in summary.angka[:SHOWN_FIGURES]]
    if summary.terpenting:
        lines += ["", "## Temuan terpenting", "", "| Tingkat | Aturan | Tempat | Temuan | Saran |", "|---" * 5 + "|"]
        lines += [
            f"| {t.tingkat} | {t.aturan} | {_cell(place(t))} | {_cell(t.pesan)} | {_cell(t.saran)} |"
            for t in summary.terpenting[:SHOWN]
        ]
    tempat = folders([*summary.laporan, summary.gudang], root)
    return "\n".join([*lines, "", f"Hasil: {'; '.join(map(_cell, tempat))}", ""])


def _cell(text: str | None) -> str:
    """Text from a workbook, harmless inside a Markdown table: no new column, row, link or tag."""
    clean = " ".join((text or "").split())
    return re.sub(r"[\\|<>\[\]`*_]", lambda sign: f"&#{ord(sign[0])};", clean)
