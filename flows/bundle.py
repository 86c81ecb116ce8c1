"""A folder for an office's Windows machine without internet: every package as a wheel, and a starter to double-click."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from flows.errors import PublishError
from flows.paths import PROJECT

STARTER = """\
@echo off
rem Klik dua kali. Kali pertama memasang program (beberapa menit), lalu menjalankan kinerja serve.
chcp 65001 >nul
cd /d "%~dp0"
if not exist .venv\\Scripts\\kinerja.exe (
  echo Memasang program, mohon tunggu ...
  py -{python} -m venv .venv || goto gagal
  .venv\\Scripts\\python -m pip install --quiet --no-index --find-links wheels kinerja || goto gagal
)
if not exist raw mkdir raw
.venv\\Scripts\\kinerja serve --root .
if errorlevel 1 goto gagal
goto :eof
:gagal
echo.
echo Gagal. Pastikan Python {python} (64 bit) sudah terpasang, lalu coba lagi.
pause
"""
GUIDE = """\
KINERJA TANPA INTERNET

1. Pasang Python {python} (Windows installer 64-bit dari python.org) di komputer kantor; biarkan pilihan "py launcher" tercentang.
2. Salin seluruh folder ini ke komputer itu, misalnya ke C:\\Kinerja.
3. Klik dua kali "Mulai Kinerja.bat". Kali pertama memakan beberapa menit.
4. Taruh buku kerja di folder raw. Hasil pemeriksaannya ada di reports\\umpan-balik, laporannya di reports.

Biarkan jendelanya terbuka, atau jadwalkan dengan Task Scheduler (lihat README.md).
"""


def make_bundle(folder: Path, python: str) -> list[str]:
    """Fills ``folder`` by pip, for a Python such as 3.12; returns the names of the wheels. Raises PublishError."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    pinned = pins()
    wanted = [f"{name}=={pinned[name]}" for name in needed(python)]
    target = ["--platform", "win_amd64", "--implementation", "cp", "--python-version", python, "--only-binary", ":all:"]
    _pip("download", "--no-deps", *target, "--dest", str(wheels), *wanted)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(PROJECT))
    for name, text in {"Mulai Kinerja.bat": STARTER, "BACA DAHULU.txt": GUIDE}.items():
        (folder / name).write_text(text.format(python=python), encoding="utf-8", newline="\r\n")
    (folder / "README.md").write_bytes((PROJECT / "README.md").read_bytes())
    return sorted(path.name for path in wheels.glob("*.whl"))


def pins() -> dict[str, str]:
    """The version of each package in the set that was tested together. Raises PublishError outside a checkout."""
    path = PROJECT / "constraints.txt"
    if not path.is_file():
        raise PublishError(f"{path} tidak ada; jalankan dari folder proyek")
    return {_name(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)$", path.read_text("utf-8"), re.MULTILINE)}


def needed(python: str) -> list[str]:
    """The packages that kinerja needs on Windows, as the packages installed here state their own needs.

    By hand, since pip asks the markers of a requirement (only on Windows) of the machine that it runs on.
    """
    from packaging.markers import default_environment
    from packaging.requirements import Requirement

    windows: dict[str, str] = {name: str(value) for name, value in default_environment().items()}
    windows |= {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64"}
    windows |= {"python_version": python, "python_full_version": f"{python}.0"}
    todo: list[tuple[str, frozenset[str]]] = [("kinerja", frozenset())]
    seen = set(todo)
    while todo:
        name, extras = todo.pop()
        for requirement in map(Requirement, _requirements(name)):
            marker = requirement.marker
            if marker and not any(marker.evaluate(windows | {"extra": extra}) for extra in extras | {""}):
                continue
            found = _name(requirement.name), frozenset(requirement.extras)
            if found not in seen:
                seen.add(found)
                todo.append(found)
    return sorted({name for name, _ in seen} - {"kinerja"})


def _requirements(name: str) -> list[str]:
    if name == "kinerja":
        import tomllib

        found: list[str] = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
        return found
    try:
        return requires(name) or []
    except PackageNotFoundError:  # of Windows alone; such need nothing themselves
        return []


def _name(name: str) -> str:
    from packaging.utils import canonicalize_name

    return canonicalize_name(name)


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise PublishError(f"pip gagal: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'tanpa keterangan'}")
