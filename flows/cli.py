"""The command line `kinerja`: parse, call one function, speak Bahasa Indonesia, end with a clear exit code.

Exit codes: 0 done (published or unchanged; no galat), 1 not published or a galat found, 2 wrong usage, 130 interrupted.
Whatever is heavy is imported inside the command that needs it, so that help is instant.
"""

from __future__ import annotations

import argparse
import contextlib
import glob
import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flows import __version__, operating, planner, terminal
from flows.checks.known import FILE_NAME as KNOWN_FILE
from flows.errors import HeldBack, PublishError, SettingsError, say_why
from flows.findings import GALAT
from flows.parser import FAILED, OK, USAGE, Parser, add_command
from flows.paths import PROJECT, Root
from flows.process import leave, short_life
from flows.settings import FILE_NAME
from flows.store.runs import refreshing, staleness

if TYPE_CHECKING:
    from flows.summary import Summary

INTERRUPTED = 130


def make_parser() -> argparse.ArgumentParser:
    parser = Parser("kinerja", "Buku kerja Excel kecamatan menjadi gudang data dan laporan kinerja.")
    parser.options.add_argument("--version", action="version", version=f"kinerja {__version__}", help="tampilkan versi")
    commands = parser.add_subparsers(prog="kinerja", title="Perintah", metavar="PERINTAH", dest="command")

    refresh = add_command(
        commands.add_parser,
        _refresh,
        "refresh",
        "baca raw/, terbitkan gudang data, tulis laporan",
        "Baca buku kerja baru di raw/, periksa, terbitkan warehouse/kinerja.duckdb, tulis reports/. "
        "Kode keluar 0 bila terbit atau tidak ada perubahan, 1 bila tidak terbit.",
    )
    refresh.options.add_argument(
        "--terbitkan", action="store_true", help="terbitkan juga bila rilis ditahan karena lonjakan atau dibatalkan"
    )
    refresh.options.add_argument("--direct", action="store_true", help="langkah yang sama tanpa Prefect, lebih cepat")

    check = add_command(
        commands.add_parser,
        _check,
        "check",
        "periksa buku kerja tanpa mengubah gudang data",
        "Tampilkan temuan dalam buku kerja. Kode keluar 1 bila ada galat yang belum ditandai sudah diketahui.",
        of_office=False,
    )
    check.add_argument_group("Berkas").add_argument("files", metavar="FILE", nargs="*", help="buku kerja yang diperiksa")
    check.options.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: satu baris per temuan; json: daftar objek"
    )
    check.options.add_argument("--explain", metavar="KODE", help="terangkan satu kode temuan, misalnya BDG101")
    planner.add_commands(commands.add_parser)
    operating.add_commands(commands.add_parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    terminal.use_utf8()
    terminal.show_warnings()
    parser = make_parser()
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        parser.print_help()
        return USAGE
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        code = run(arguments)
        sys.stdout.flush()
        return code
    except SettingsError as error:
        terminal.complain(f"raw/{error.berkas}: {error}.")
        return FAILED
    except PublishError as error:
        terminal.complain(f"{str(error).rstrip('.')}.")
        return FAILED
    except KeyboardInterrupt:
        terminal.note("Dihentikan. Gudang data yang terakhir terbit tetap utuh.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (``| head``) has seen enough; Python would complain once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        terminal.complain(f"{error.filename or 'berkas'}: {say_why(error)}.")
        return FAILED
    except Exception as error:  # the last net: what people see is a sentence
        terminal.complain(_unforeseen(error, Root(getattr(arguments, "root", PROJECT))))
        return FAILED


def _refresh(arguments: argparse.Namespace) -> int:
    root = Root(arguments.root.resolve())
    if not root.raw.is_dir():
        terminal.complain(f"folder {root.raw} tidak ada. Tunjukkan induk folder raw/ dengan --root.")
        return FAILED
    began = time.monotonic()
    try:
        with terminal.progress() as progress:
            refresh = _directly if arguments.direct else _as_flow
            with refreshing(root, _waiting):
                summary = refresh(root, progress, arguments.terbitkan)
    except Exception as error:  # the last net: nobody watches the nightly refresh
        terminal.complain(_reason(error, root))
        if isinstance(error, HeldBack):
            terminal.print_findings(error.temuan)
        terminal.note(staleness(root))
        return FAILED
    terminal.print_summary(summary, root.published.relative_to(root.path).as_posix(), time.monotonic() - began)
    return OK


def _waiting() -> None:
    terminal.note("Refresh lain sedang berjalan; menunggu sampai selesai ...")


def _reason(error: Exception, root: Root) -> str:
    """Why nothing was published; what no one foresaw is kept in full for the developers."""
    if isinstance(error, SettingsError):
        return f"raw/{error.berkas}: {error}."
    if isinstance(error, PublishError):
        return f"{str(error).rstrip('.')}. Gudang data yang terakhir terbit tetap dipakai."
    return f"{_unforeseen(error, root)} Gudang data yang terakhir terbit tetap dipakai."


def _unforeseen(error: Exception, root: Root) -> str:
    return f"terjadi kesalahan yang tidak terduga. Kirimkan {_keep(error, root)} kepada pengembang."


def _keep(error: Exception, root: Root) -> Path:
    """Write the technical detail of `error` to a file, if the disk lets us; returns its path."""
    path = root.staging / "kesalahan.txt"
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return path


def _directly(root: Root, progress: terminal.Progress, approved: bool) -> Summary:
    from flows import pipeline

    return pipeline.refresh(root, progress, approved)


def _as_flow(root: Root, progress: terminal.Progress, approved: bool) -> Summary:
    """The refresh as a Prefect flow; directly where Prefect itself fails, since nobody is there at night to help it."""
    from flows import ahead
    from flows.api import is_healthy
    from flows.workers import Workers

    url = os.environ.get("PREFECT_API_URL")
    if url and not is_healthy(url):
        terminal.note("Server Prefect tidak menjawab; refresh dijalankan tanpa Prefect.")
        return _directly(root, progress, approved)
    if sys.stderr.isatty() and not url:
        terminal.note("Menyalakan server Prefect sementara, mohon tunggu (lebih cepat: --direct) ...")

    begin = partial(ahead.begin, root, approved)
    try:
        with Workers(begin, progress):  # before Prefect is loaded, so that both load side by side
            from flows.refresh import run

            return run(root, approved)
    except (PublishError, SettingsError):
        raise  # the verdict of the job itself; doing it again would not help
    except Exception as error:
        terminal.note(f"Prefect tidak dapat dipakai (lihat {_keep(error, root)}); refresh dijalankan tanpa Prefect.")
        return _directly(root, progress, approved)


def _check(arguments: argparse.Namespace) -> int:
    if bool(arguments.files) == bool(arguments.explain):
        arguments.wrong_usage("")
    if arguments.explain:
        return _explain(arguments.explain)
    files = [path for name in arguments.files for path in _expand(name)]
    absent = [str(path) for path in files if not path.is_file()]
    if absent:
        terminal.complain(f"berkas tidak ditemukan: {', '.join(absent)}")
        return USAGE

    from flows.pipeline import check_files

    try:
        found = check_files(files, _settings_folder(files))
    except SettingsError as error:
        terminal.complain(f"{error.berkas}: {error}.")
        return FAILED
    if arguments.format == "json":
        from dataclasses import asdict

        print(json.dumps([asdict(temuan) for temuan in found], ensure_ascii=False, indent=2))
    else:
        terminal.print_check(found, len(files))
    return FAILED if any(temuan.tingkat == GALAT and temuan.berlaku for temuan in found) else OK


def _explain(code: str) -> int:
    from flows.explain import explain, nearest

    found = explain(code)
    if found is None:
        near = nearest(code)
        hint = f" Mungkin maksudnya {', '.join(near)}." if near else " Semua kode ada di raw/TEMUAN.md."
        terminal.complain(f"kode {code} tidak dikenal.{hint}")
        return USAGE
    terminal.print_rule(*found)
    return OK


def _settings_folder(files: Sequence[Path]) -> Path | None:
    """The raw folder of the first file: the nearest one above it with an office's settings or marks, none where none has.

    A folder of one office within raw/ may hold settings of its own; then the one above it is raw/.
    """
    names = (FILE_NAME, KNOWN_FILE)
    holding = [folder for folder in files[0].resolve().parents if any((folder / name).is_file() for name in names)]
    if not holding:
        return None
    nearest = holding[0]
    return nearest.parent if nearest.parent in holding or nearest.parent.name == "raw" else nearest


def _expand(name: str) -> list[Path]:
    """The files of a pattern such as raw/*.xlsx, which the Windows command line leaves to the program."""
    path = Path(name)
    return [path] if path.exists() else [Path(match) for match in sorted(glob.glob(name))] or [path]


def command() -> NoReturn:
    """``main`` as a process of its own."""
    if sys.argv[1:2] != ["serve"]:  # it runs for months
        short_life(FAILED)
    try:
        code = main()
    except SystemExit as said:  # help, or wrong usage
        code = int(said.code or OK)
    leave(code)


if __name__ == "__main__":
    command()
