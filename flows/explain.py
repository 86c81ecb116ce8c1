"""One rule of the catalogue as a page for the terminal, and the codes near one that does not exist."""

from __future__ import annotations

from difflib import get_close_matches

from flows.findings import ARTI, catalogue, fill_in


def explain(code: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Title of the rule and its page as pairs of a label and a text; None for a code that does not exist."""
    rule = catalogue().get(code.upper())
    if rule is None:
        return None
    return f"{rule.aturan}  {rule.judul}", [
        ("Tingkat", f"{rule.tingkat}: {ARTI[rule.tingkat]}"),
        ("Bunyi", fill_in(rule.pesan)),
        ("Sebab", rule.penyebab),
        ("Cara membetulkan", fill_in(rule.saran)),
    ]


def nearest(code: str) -> list[str]:
    """Codes that may have been meant: those alike, else those of the same letters."""
    code = code.upper()
    same = [known for known in catalogue() if code[:3] == known[:3]]
    return get_close_matches(code, catalogue(), n=5) or same[:5]
