"""No rule without its tests: every code that the rules produce fires in one of these modules and is silent in another test."""

from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from flows.findings import catalogue
from flows.paths import PROJECT

CODES = re.compile(r'"([A-Z]{3}\d{3})"')
ELSEWHERE = ("check.py", "doubles.py", "known.py", "schemas.py", "single.py")
"""Modules of flows/checks whose findings are about rows, marks or other findings, not about contradictions; tests elsewhere."""


def modules() -> list[ModuleType]:
    found = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path != Path(__file__):
            spec = spec_from_file_location(path.stem, path)
            assert spec and spec.loader
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            found.append(module)
    return found


def produced() -> set[str]:
    """Codes that the rules name."""
    paths = [path for path in (PROJECT / "flows" / "checks").rglob("*.py") if path.name not in ELSEWHERE]
    return {code for path in paths for code in CODES.findall(path.read_text(encoding="utf-8"))} & set(catalogue())


def test_every_rule_fires_and_is_silent_somewhere() -> None:
    """``KASUS`` and ``LAIN`` of a module name the rules that fire there, ``SENYAP`` those that are silent."""
    loaded = modules()
    fires = {kasus.aturan for module in loaded for kasus in module.KASUS} | {code for module in loaded for code in module.LAIN}
    silent = {code for module in loaded for code in module.SENYAP}
    assert produced() - fires == set() and produced() - silent == set()
    assert fires | silent <= produced()
    assert len(produced()) > 40


def test_rules_with_a_test_of_their_own_are_named_in_it() -> None:
    for module in modules():
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        for code in module.LAIN:
            assert re.search(rf'\.of\("{code}"\)', text), code
