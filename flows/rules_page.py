"""The planner's list of findings, raw/TEMUAN.md, made from the catalogue so that it cannot fall behind it."""

from __future__ import annotations

from flows.findings import Aturan, catalogue, fill_in
from flows.paths import PROJECT

PAGE = PROJECT / "raw" / "TEMUAN.md"
_GROUPS = {
    "BRK": "Berkas", "LBR": "Lembar", "KOL": "Kolom", "NIL": "Nilai", "BRS": "Baris", "DSA": "Desa", "IND": "Indikator",
    "UNS": "Unsur SKM", "PRD": "Periode", "UNT": "Kecamatan", "SBR": "Antarsumber", "KIN": "Kinerja",
    "SKP": "SAKIP", "PDD": "Penduduk", "ANG": "Anggaran", "SKM": "Survei", "SKL": "Satuan dan skala",
    "TBL": "Jumlah di lembar atau kolom yang tidak dikenal",
    "TND": "Tanda temuan yang sudah diketahui",
    "RLS": "Rilis yang ditahan", "KCI": "Tahun yang dikunci",
    "BDG": "Angka tercetak dibandingkan dengan hitungan ulang",
}  # fmt: skip
_INTRO = """\
# Daftar temuan

Setiap temuan berkode tetap. `galat` tidak dimuat, `peringatan` dimuat tetapi bertentangan, `info` dimuat setelah ditafsirkan.
Tanda … diisi dengan keterangan dari buku kerja Anda.
"""


def rules_page() -> str:
    """Every rule of the catalogue with its level, cause and cure, grouped by the first letters of its code."""
    groups: dict[str, list[Aturan]] = {prefix: [] for prefix in _GROUPS}
    for rule in catalogue().values():
        groups[rule.aturan[:3]].append(rule)
    parts = [_INTRO]
    for prefix, rules in groups.items():
        lines = [f"## {_GROUPS[prefix]}", "", "| Kode | Tingkat | Temuan | Sebab | Cara membetulkan |", "|---|---|---|---|---|"]
        lines += [f"| {r.aturan} | {r.tingkat} | {r.judul} | {_plain(r.penyebab)} | {_plain(r.saran)} |" for r in rules]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _plain(text: str) -> str:
    return fill_in(text).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")
