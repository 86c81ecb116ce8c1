"""Which templates there are: what the command line must know before anything is loaded."""

from __future__ import annotations

from pathlib import Path

ALIASES = {"skm_responden": "skm"}
"""Other names of a template: that of its table in the warehouse."""
PERIODS = ("TAHUN", "S1", "S2", "TW1", "TW2", "TW3", "TW4", *(f"B{month:02}" for month in range(1, 13)))


def template_names() -> list[str]:
    """The datasets that have a template."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.toml"))
