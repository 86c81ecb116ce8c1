"""The rules of each dataset: what its sheets claim about their own numbers, and what cannot be.

A rule is a function that takes a sheet (base.Lembar) and adds equations, claims or findings to it; ``SHEET_RULES`` names the
rules of each dataset. Its messages stand in aturan.toml.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.checks.rules import evidence, plausible, programs, sources
from flows.checks.rules.across import Rule
from flows.checks.rules.anggaran import anggaran, belanja, pagu
from flows.checks.rules.base import Lembar
from flows.checks.rules.iku import iku_anggaran
from flows.checks.rules.kinerja import kinerja
from flows.checks.rules.penduduk import penduduk_desa, penduduk_mutasi, penduduk_umur, whole_regions
from flows.checks.rules.peringkat import peringkat
from flows.checks.rules.polaritas import polarities
from flows.checks.rules.profil import profil_desa
from flows.checks.rules.sakip import sakip

SHEET_RULES: dict[str, Callable[[Lembar], None]] = {
    "anggaran": anggaran,
    "belanja": belanja,
    "iku_anggaran": iku_anggaran,
    "kinerja": kinerja,
    "pagu": pagu,
    "penduduk_desa": penduduk_desa,
    "penduduk_mutasi": penduduk_mutasi,
    "penduduk_umur": penduduk_umur,
    "profil_desa": profil_desa,
    "sakip": sakip,
    "tercetak": peringkat,
}
"""Rules that need no more than one sheet, by dataset; those of answer sheets (skm.py) also need the answers themselves."""

ACROSS_RULES: tuple[Rule, ...] = (
    sources.two_values,
    whole_regions,
    polarities,
    evidence.indicators,
    evidence.rankings,
    programs.programs,
    programs.changed_pagu,
    evidence.uncomputed,
    plausible.population_jumps,
    plausible.age_dips,
    plausible.budget_jumps,
    plausible.falling_totals,
    plausible.low_targets,
    plausible.ages_against_villages,
)
"""Rules that need several sheets, of one workbook or of many."""
