"""What the benchmarks run as processes of their own: `python -m tests.benchmarks.programs NAME ARGUMENT...`"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

MANIFEST = "manifest.json"


def imports() -> None:
    """Loads what every refresh that reads something needs."""
    for name in ("polars", "duckdb", "pandera.polars", "python_calamine"):
        import_module(name)


def bare(raw: str, prepared: str) -> None:
    """The floor: import, parse every workbook, run the SQL on Parquet that lies ready."""
    imports()
    from python_calamine import CalamineWorkbook

    from flows.store.build import build

    for path in sorted(Path(raw).glob("*.xlsx")):
        workbook = CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()
    manifest = json.loads(Path(prepared, MANIFEST).read_text(encoding="utf-8"))
    with TemporaryDirectory() as folder:
        build(Path(folder, "kinerja.duckdb"), {name: [Path(file) for file in files] for name, files in manifest.items()})


def parse(path: str) -> None:
    """The floor of a check: load its libraries, pandera's lazy ones too, and parse the workbook."""
    for name in ("polars", "pandera.polars", "python_calamine"):
        import_module(name)
    from pandera.backends.polars.register import register_polars_backends
    from python_calamine import CalamineWorkbook

    register_polars_backends()
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def warehouse(root: str) -> None:
    """raw/ to the published warehouse, without report files, in a process that begins as the command does."""
    from flows.process import short_life

    short_life()
    from flows import pipeline
    from flows.paths import Root

    with pipeline.planned(Root(Path(root))) as (plan, workers):
        assert workers, "the root is to be new"
        pipeline.stage_all(plan, workers)
        pipeline.judge(plan)
        pipeline.publish(plan)


def prepare(root: str, prepared: str) -> None:
    """``warehouse``, and keeps the Parquet that its build was given, for ``bare``."""
    from flows.store import build, publish

    def keep(target: Path, staged: Mapping[str, Sequence[Path]], **more: Any) -> object:
        folder = Path(prepared)
        folder.mkdir(parents=True, exist_ok=True)
        manifest = {
            name: [shutil.copyfile(file, folder / f"{name}-{i}.parquet").as_posix() for i, file in enumerate(files)]
            for name, files in staged.items()
        }
        (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        return build.build(target, staged, **more)

    vars(publish)["build"] = keep
    warehouse(root)


def reports(root: str, target: str) -> None:
    """All reports of a published warehouse, in a process that begins as the command does."""
    from flows.process import short_life

    short_life()
    from flows.reports.write import write_reports

    write_reports(Path(root, "warehouse", "kinerja.duckdb"), Path(target))


def record_reports(root: str, target: str, script: str) -> None:
    """``reports``, and keeps what the writing libraries were asked, for ``replay_reports``."""
    from tests.benchmarks.replay import record

    record(Path(root, "warehouse", "kinerja.duckdb"), Path(target), Path(script))


def replay_reports(script: str, target: str) -> None:
    """The floor of the reports: the same calls to the writing libraries, without a warehouse, in a process that begins alike."""
    from flows.process import short_life

    short_life()
    from tests.benchmarks.replay import replay

    replay(Path(script), Path(target))


def trivial_flow() -> None:
    """The least that a Prefect flow can be, with the settings of ours."""
    import os

    os.environ.update({"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"})
    from prefect import flow

    @flow
    def trivial() -> int:
        return 1

    trivial()


def trivial_async_flow() -> None:
    """The same as a coroutine: it does not wait a second for the heartbeat thread on leaving."""
    import asyncio
    import os

    os.environ.update({"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"})
    from prefect import flow

    @flow
    async def trivial() -> int:
        return 1

    asyncio.run(trivial())


PROGRAMS = {
    program.__name__: program
    for program in (
        imports, bare, parse, warehouse, prepare, reports, record_reports, replay_reports, trivial_flow, trivial_async_flow,
    )
}  # fmt: skip

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
