"""What the documents promise exists, and the pinned set is whole: commands, options, links, settings, versions."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product
from pathlib import Path

import pytest
from kantor import GROUPS
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from flows.checks.known import FILE_NAME, load_known
from flows.cli import make_parser
from flows.limits import limit_table
from flows.paths import PROJECT
from flows.settings import Settings, parse_settings
from flows.workbook.formats.kind import SUFFIXES
from flows.workbook.layouts import common

README = (PROJECT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [path for path in PROJECT.rglob("*.md") if not any(part.startswith(".") for part in path.relative_to(PROJECT).parts)]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = {
    canonicalize_name(name): Version(version)
    for name, version in re.findall(
        r"^([\w.-]+)==(\S+)$", (PROJECT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
}


def _commands() -> dict[str, set[str]]:
    """Every command of the CLI with its options."""
    (actions,) = [action for action in make_parser()._actions if isinstance(action.choices, dict)]
    assert isinstance(actions.choices, dict)
    return {name: set(parser._option_string_actions) for name, parser in actions.choices.items()}


def test_readme_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"\bkinerja (?:--[\w-]+ )*([a-z-]+)\b", " ".join(re.findall(r"`+[^`]+`+", README))))
    assert named == set(_commands())


def test_readme_names_every_option_and_no_other() -> None:
    ours = set().union(*_commands().values()) - {"-h", "--help"}
    named = set(re.findall(r"`(--[a-z-]+)", README))
    assert named == ours


def test_readme_gives_all_exit_codes() -> None:
    from flows import cli

    section = README[README.index("| Kode keluar |") :]
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}
    assert codes == {cli.OK, cli.FAILED, cli.USAGE, cli.INTERRUPTED}


def test_example_of_settings_is_valid_and_whole() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    parsed = parse_settings(tomllib.loads(example))
    default = Settings()
    assert (parsed.bobot, parsed.skala, parsed.batas, parsed.urutan_unsur) == (
        default.bobot,
        default.skala,
        default.batas,
        default.urutan_unsur,
    )
    empty = [name for name in Settings.__dataclass_fields__ if name != "batas" and not getattr(parsed, name)]
    assert empty == []


def test_example_of_a_mark_is_valid(tmp_path: Path) -> None:
    guide = (PROJECT / "raw" / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    (tmp_path / FILE_NAME).write_text(example, encoding="utf-8")
    (mark,), complaints = load_known(tmp_path)
    assert complaints == [] and all((mark.lembar, mark.sel, mark.nilai))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)", text):
        linked = (path.parent / target).resolve() if target else path
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_planner_guide_names_every_kind_of_sheet() -> None:
    guide = (PROJECT / "raw" / "README.md").read_text(encoding="utf-8").partition("## Cara menulis")[0]
    layouts = [path for path in (PROJECT / "flows/workbook/layouts").glob("*.toml") if not path.name.startswith("_")]
    titles = {tomllib.loads(path.read_text(encoding="utf-8"))["judul"] for path in layouts}
    assert titles == set(re.findall(r"^\| ([^|]+?) \| (?!Kolom|---)", guide, re.MULTILINE)) - {"Lembar", "---"}


def test_planner_guide_lists_every_way_of_writing_that_is_tested() -> None:
    text = (PROJECT / "raw" / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Cara menulis yang dipahami")[2].partition("\n## ")[0]
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in section.splitlines() if line.startswith("|")]
    assert rows[2:] == [(group, case.text) for group, cases in GROUPS.items() for case in cases]
    assert f"{common().ambang} persen" in section


def test_planner_guide_names_every_ending_that_is_read() -> None:
    guide = (PROJECT / "raw" / "README.md").read_text(encoding="utf-8").partition("## Jenis berkas")[2].partition("\n## ")[0]
    named = set(re.findall(r"(?<=[ |])\.[a-z]{3,5}\b", guide))
    assert named == set(SUFFIXES) - {".xlt", ".ots", ".htm", ".mhtml"} | {".txt", ".xml"}


def test_readme_gives_the_limits_as_they_are() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert tomllib.loads(example)["batas"] == {name: entry["nilai"] for name, entry in limit_table().items()}


def test_both_commands_use_the_pinned_set() -> None:
    installs = re.findall(r"pip install .*", README)
    assert len(installs) == 4 and all("-c constraints.txt" in command for command in installs)


def test_prefect_settings_agree() -> None:
    """`prefect server start` in the project and a run started anywhere share their settings."""
    from flows.refresh import SETTINGS  # loads Prefect

    table = PYPROJECT["tool"]["prefect"]
    assert (PROJECT / table["home"]).resolve() == Path(SETTINGS["PREFECT_HOME"])
    assert str(table["server"]["analytics_enabled"]).lower() == SETTINGS["PREFECT_SERVER_ANALYTICS_ENABLED"]


def _requirements() -> list[Requirement]:
    project = PYPROJECT["project"]
    return [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["test"]]]


@pytest.mark.parametrize("requirement", _requirements(), ids=str)
def test_pins_satisfy_the_project(requirement: Requirement) -> None:
    assert PINS[canonicalize_name(requirement.name)] in requirement.specifier


@cache
def _needs(name: str) -> list[Requirement]:
    """What an installed package needs; nothing where it belongs to another system, and cannot be asked here."""
    try:
        return list(map(Requirement, distribution(name).requires or []))
    except PackageNotFoundError:
        return []


SYSTEMS = [("linux", "posix", "Linux"), ("darwin", "posix", "Darwin"), ("win32", "nt", "Windows")]


@pytest.mark.parametrize(("system", "python"), list(product(SYSTEMS, ["3.11", "3.12", "3.13"])), ids=str)
def test_everything_needed_is_pinned(system: tuple[str, str, str], python: str) -> None:
    """The closure of the requirements on each system, as the installed packages state theirs, has a fitting pin."""
    environment = default_environment() | {
        "sys_platform": system[0],
        "os_name": system[1],
        "platform_system": system[2],
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    todo, seen = [(requirement, "") for requirement in _requirements()], set()
    while todo:
        requirement, wanted_by = todo.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        assert name in PINS, f"{requirement} of {wanted_by}"
        assert requirement.specifier.contains(PINS[name], prereleases=True), f"{requirement} of {wanted_by}"
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for need in _needs(name):
            marker = need.marker
            if not marker or any(marker.evaluate({**environment, "extra": extra}) for extra in extras | {""}):
                todo.append((need, name))
