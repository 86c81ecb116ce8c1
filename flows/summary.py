"""What one refresh came to, as plain data and in words: the terminal and the artifact of a Prefect run show the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from flows.findings import LEVELS, Temuan, tempat, terkait

SHOWN = 5
"""How many findings or folders a summary lists; all findings stand in audit.temuan and in the reports."""

SHOWN_FIGURES = 20
"""How many main figures a summary lists; a whole kabupaten has far more."""

UMPAN_BALIK = "reports/umpan-balik"
"""Where the annotated copies lie, below the root."""


@dataclass(frozen=True)
class Summary:
    """The release that now stands.

    ``status``: "terbit", or "tetap" when nothing had changed; ``rows``: totals of the account of rows; ``findings``: how
    many of each tingkat count; ``known``: how many the office accepts; ``worst``: the most serious ones first; ``figures``:
    label and text of the main figures; ``reports``: paths below the root; ``refused``: new or changed workbooks of which nothing
    was loaded; ``changes``: label and text of what moved since the release before.
    """

    status: str
    rilis: str
    files: int
    sheets: int
    rows: dict[str, int]
    findings: dict[str, int]
    worst: list[Temuan] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    known: int = 0
    refused: list[str] = field(default_factory=list)
    changes: list[tuple[str, str]] = field(default_factory=list)


def ribuan(number: int) -> str:
    """A count in Indonesian notation: 21.146."""
    return f"{number:,}".replace(",", ".")


def place(temuan: Temuan) -> str:
    """Where a finding sits, as Excel writes it."""
    return tempat(temuan.berkas, temuan.lembar, temuan.sel)


def message(temuan: Temuan) -> str:
    """What is wrong, with what the cell should hold and the other cells of the same slip where they are known."""
    cells = terkait(temuan.sel_terkait, temuan.usul)
    more = [f"seharusnya {temuan.usul}" if temuan.usul else "", f"terkait {cells}" if cells else ""]
    return f"{temuan.pesan} ({'; '.join(filter(None, more))})" if any(more) else temuan.pesan


def temuan_counts(counts: Mapping[str, int], known: int = 0) -> str:
    """How many findings of each tingkat count, and how many are known: 0 galat, 9 peringatan, 21 info; 3 sudah diketahui."""
    text = ", ".join(f"{ribuan(counts.get(tingkat, 0))} {tingkat}" for tingkat in LEVELS)
    return f"{text}; {ribuan(known)} sudah diketahui" if known else text


def headline(summary: Summary) -> str:
    """Published, or nothing new."""
    rilis = summary.rilis.replace("T", " ")
    return f"Tidak ada perubahan sejak rilis {rilis}" if summary.status == "tetap" else f"Rilis {rilis} diterbitkan"


def counts(summary: Summary) -> list[tuple[str, str]]:
    """What was read, as pairs of a label and a short text."""
    others = [f"{ribuan(number)} {name}" for name, number in summary.rows.items() if number and name != "dibaca"]
    return [
        ("Berkas", ribuan(summary.files)),
        ("Lembar", ribuan(summary.sheets)),
        ("Baris", ": ".join(filter(None, [f"{ribuan(summary.rows.get('dibaca', 0))} dibaca", ", ".join(others)]))),
        ("Temuan", temuan_counts(summary.findings, summary.known)),
    ]


def is_report(name: str) -> bool:
    """Whether a written file is a report, rather than a workbook of the office handed back with its findings."""
    return not name.startswith(UMPAN_BALIK)


def written(files: Sequence[str]) -> list[tuple[str, str]]:
    """Where the written files lie, as pairs of a label and a folder."""
    copies = [("Umpan balik", UMPAN_BALIK)] if not all(map(is_report, files)) else []
    return [("Laporan", folder) for folder in folders(filter(is_report, files))] + copies


def folders(files: Iterable[str]) -> list[str]:
    """The outermost folders that hold these files, each once; `SHOWN` of them."""
    found = {PurePosixPath(name).parent for name in files}
    outermost = sorted(str(folder) for folder in found if found.isdisjoint(folder.parents))
    rest = len(outermost) - SHOWN
    return outermost if rest <= 0 else [*outermost[:SHOWN], f"dan {ribuan(rest)} folder lain"]


def markdown(summary: Summary) -> str:
    """The summary as Markdown: lists for what may be long, since a table's lines are not broken in Prefect's pages."""
    lines = [f"# {headline(summary)}", "", "| | |", "|---|---|"]
    lines += [f"| {label} | {_cell(text)} |" for label, text in counts(summary)]
    if summary.refused:
        lines += ["", "## Buku kerja yang ditolak", "", *(f"- {_cell(name)}" for name in summary.refused)]
    if summary.changes:
        lines += ["", "## Berubah sejak rilis sebelumnya", ""]
        lines += [f"- {_cell(label)}: {_cell(text)}" for label, text in summary.changes]
    if summary.worst:
        lines += ["", "## Temuan terpenting", ""]
        lines += [
            f"- {t.tingkat} {t.aturan}, {_cell(place(t))}: {_cell(message(t))} {_cell(t.saran)}" for t in summary.worst[:SHOWN]
        ]
    if summary.figures:
        lines += ["", "## Angka utama", "", "| Ukuran | Nilai |", "|---|---:|"]
        lines += [f"| {_cell(label)} | {_cell(text)} |" for label, text in summary.figures[:SHOWN_FIGURES]]
    lines += ["", *(f"- {label}: {_cell(folder)}" for label, folder in written(summary.reports))]
    return "\n".join([*lines, ""])


def plain(summary: Summary) -> str:
    """The summary as text for Notepad."""
    parts = [headline(summary), _pairs(counts(summary))]
    if summary.refused:
        parts.append(refused_text(summary))
    if summary.changes:
        parts.append(f"Berubah sejak rilis sebelumnya\n{_pairs(summary.changes)}")
    if summary.worst:
        parts.append(f"Temuan terpenting\n{findings_text(summary.worst[:SHOWN])}")
    if summary.figures:
        parts.append(f"Angka utama\n{_pairs(summary.figures[:SHOWN_FIGURES])}")
    return "\n\n".join([*parts, _pairs(written(summary.reports))]) + "\n"


def refused_text(summary: Summary) -> str:
    """The workbooks of which nothing was loaded."""
    return "\n".join(["Buku kerja yang ditolak; tandanya ada di reports/umpan-balik", *(f"  {name}" for name in summary.refused)])


def findings_text(found: Iterable[Temuan]) -> str:
    """Findings one below the other, each with its cure."""
    return "\n".join(f"  {t.tingkat} {t.aturan}  {place(t)}\n    {message(t)}\n    {t.saran}" for t in found)


def _pairs(pairs: Sequence[tuple[str, str]]) -> str:
    width = max((len(label) for label, _ in pairs), default=0)
    return "\n".join(f"  {label:<{width}}  {text}" for label, text in pairs)


def _cell(text: str) -> str:
    """Text from a workbook, harmless inside a Markdown table: no new column, row, link or tag."""
    return re.sub(r"[\\|<>\[\]`*_]", lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))
