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
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from flows import __version__, terminal
from flows.checks.known import FILE_NAME as KNOWN_FILE
from flows.errors import PublishError, SettingsError, TraceError
from flows.findings import GALAT
from flows.paths import PROJECT, Root
from flows.process import leave, short_life
from flows.settings import FILE_NAME
from flows.templates.names import ALIASES, PERIODS, template_names

if TYPE_CHECKING:
    from flows.summary import Summary

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


class _Formatter(argparse.HelpFormatter):
    """Help with Indonesian headings, written for a page of 100 signs."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "Pemakaian: ")


class _Parser(argparse.ArgumentParser):
    """argparse with everything a user sees in Bahasa Indonesia."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog=prog, description=description, formatter_class=_Formatter, add_help=False)
        self.options = self.add_argument_group("Pilihan")
        self.options.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """argparse's own sentence is English; the usage line says the same to our users."""
        self.print_usage(sys.stderr)
        print(f"Perintah tidak lengkap atau tidak dikenal. Lihat: {self.prog} --help", file=sys.stderr)
        raise SystemExit(USAGE)


def make_parser() -> argparse.ArgumentParser:
    parser = _Parser("kinerja", "Buku kerja Excel kecamatan menjadi gudang data dan laporan kinerja.")
    parser.options.add_argument("--version", action="version", version=f"kinerja {__version__}", help="tampilkan versi")
    commands = parser.add_subparsers(prog="kinerja", title="Perintah", metavar="PERINTAH", dest="command")

    refresh = commands.add_parser(
        "refresh",
        help="baca raw/, terbitkan gudang data, tulis laporan",
        description="Baca buku kerja baru di raw/, periksa, terbitkan warehouse/kinerja.duckdb, tulis reports/. "
        "Kode keluar 0 bila terbit atau tidak ada perubahan, 1 bila tidak terbit.",
    )
    refresh.options.add_argument(
        "--root", metavar="DIR", type=Path, default=PROJECT, help="folder berisi raw/, staging/, warehouse/, reports/"
    )
    refresh.options.add_argument("--direct", action="store_true", help="langkah yang sama tanpa Prefect, lebih cepat")
    refresh.set_defaults(run=_refresh)

    check = commands.add_parser(
        "check",
        help="periksa buku kerja tanpa mengubah gudang data",
        description="Tampilkan temuan dalam buku kerja. Kode keluar 1 bila ada galat yang belum ditandai sudah diketahui.",
    )
    check.add_argument_group("Berkas").add_argument("files", metavar="FILE", nargs="*", help="buku kerja yang diperiksa")
    check.options.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: satu baris per temuan; json: daftar objek"
    )
    check.options.add_argument("--explain", metavar="KODE", help="terangkan satu kode temuan, misalnya BDG101")
    check.set_defaults(run=_check, wrong_usage=check.error)

    template = commands.add_parser(
        "template",
        help="buat buku kerja kosong untuk diisi",
        description="Buat buku kerja kosong untuk satu jenis data, dengan daftar desa kecamatan, pilihan isian, dan petunjuk. "
        f"Jenis data: {', '.join(template_names())}.",
    )
    given = template.add_argument_group("Berkas")
    given.add_argument("dataset", metavar="DATASET", choices=[*template_names(), *ALIASES], help="jenis data")
    given.add_argument("file", metavar="FILE", nargs="?", type=Path, help="berkas yang dibuat; bawaan: nama menurut isinya")
    template.options.add_argument("--unit", metavar="KODE", help="kode Kemendagri kecamatan; bawaan: dari pengaturan kantor")
    template.options.add_argument("--tahun", metavar="TAHUN", type=int, help="tahun data; bawaan: tahun ini")
    template.options.add_argument("--periode", metavar="PERIODE", choices=PERIODS, help="TAHUN, S1, S2, TW1-TW4, atau B01-B12")
    template.options.add_argument("--root", metavar="DIR", type=Path, default=PROJECT, help="folder yang berisi raw/ kantor")
    template.set_defaults(run=_template)
    trace = commands.add_parser(
        "trace",
        help="telusuri sebuah angka sampai ke selnya",
        description="Tampilkan rumus, dasar, dan sel asal sebuah angka di gudang data, misalnya: kinerja trace ikm 2024; "
        "kinerja trace realisasi_anggaran.pagu 2024 kode=7.01.02. Kode keluar 1 bila angkanya tidak ada.",
    )
    figure = trace.add_argument_group("Angka")
    figure.add_argument("table", metavar="TABEL[.KOLOM]", help="tabel hasil, dan kolomnya bila bukan angka utamanya")
    figure.add_argument(
        "keys", metavar="TAHUN|KUNCI=NILAI", nargs="*", help="baris yang dimaksud, misalnya 2024 unsur_kode=biaya"
    )
    trace.options.add_argument("--root", metavar="DIR", type=Path, default=PROJECT, help="folder berisi warehouse/")
    trace.options.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: untuk dibaca; json: daftar objek"
    )
    trace.set_defaults(run=_trace, wrong_usage=trace.error)
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
    except KeyboardInterrupt:
        terminal.note("Dihentikan. Gudang data yang terakhir terbit tetap utuh.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (``| head``) has seen enough; Python would complain once more while it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _refresh(arguments: argparse.Namespace) -> int:
    root = Root(arguments.root.resolve())
    if not root.raw.is_dir():
        terminal.complain(f"folder {root.raw} tidak ada. Tunjukkan induk folder raw/ dengan --root.")
        return FAILED
    began = time.monotonic()
    try:
        with terminal.progress() as progress:
            summary = _directly(root, progress) if arguments.direct else _as_flow(root, progress)
    except Exception as error:  # the last net: nobody watches the nightly refresh
        terminal.complain(_reason(error, root))
        return FAILED
    terminal.print_summary(summary, root.published.relative_to(root.path).as_posix(), time.monotonic() - began)
    return OK


def _reason(error: Exception, root: Root) -> str:
    """Why nothing was published; what no one foresaw is kept in full for the developers."""
    if isinstance(error, SettingsError):
        return f"raw/{error.berkas}: {error}."
    if isinstance(error, PublishError):
        return f"{str(error).rstrip('.')}. Gudang data yang terakhir terbit tetap dipakai."
    return (
        f"terjadi kesalahan yang tidak terduga. Kirimkan {_keep(error, root)} kepada pengembang. "
        "Gudang data yang terakhir terbit tetap dipakai."
    )


def _keep(error: Exception, root: Root) -> Path:
    """Write the technical detail of `error` to a file, if the disk lets us; returns its path."""
    path = root.staging / "kesalahan.txt"
    with contextlib.suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    return path


def _directly(root: Root, progress: terminal.Progress) -> Summary:
    from flows import pipeline

    return pipeline.refresh(root, progress)


def _as_flow(root: Root, progress: terminal.Progress) -> Summary:
    """The refresh as a Prefect flow; directly where Prefect itself fails, since nobody is there at night to help it."""
    from flows.workers import Workers

    if sys.stderr.isatty() and "PREFECT_API_URL" not in os.environ:
        terminal.note("Menyalakan server Prefect sementara, mohon tunggu (lebih cepat: --direct) ...")
    try:
        with Workers(root, progress):  # before Prefect is loaded, so that both load side by side
            from flows.refresh import run

            return run(root)
    except (PublishError, SettingsError):
        raise  # the verdict of the job itself; doing it again would not help
    except Exception as error:
        terminal.note(f"Prefect tidak dapat dipakai (lihat {_keep(error, root)}); refresh dijalankan tanpa Prefect.")
        return _directly(root, progress)


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


def _template(arguments: argparse.Namespace) -> int:
    from flows.settings import load_settings
    from flows.templates.content import default_period, make_template
    from flows.workbook.regions import display_unit, villages

    try:
        settings = load_settings(Root(arguments.root.resolve()).raw)
    except SettingsError as error:
        terminal.complain(f"raw/{error.berkas}: {error}.")
        return FAILED
    unit = arguments.unit or settings.kecamatan
    if not unit or not villages(unit):
        terminal.complain(
            f"kecamatan {unit or 'belum ditentukan'}: sebutkan kode yang terdaftar dengan --unit, misalnya 63.10.07."
        )
        return USAGE
    name = ALIASES.get(arguments.dataset, arguments.dataset)
    tahun, periode = arguments.tahun or date.today().year, arguments.periode or default_period(name)
    made = make_template(name, unit, tahun, periode, settings)
    period = "" if periode == "TAHUN" else f" {periode}"
    path: Path = arguments.file or Path(f"{made.lembar} {display_unit(unit)} {tahun}{period}.xlsx")
    if path.exists():
        terminal.complain(f"berkas {path} sudah ada; pilih nama lain agar isinya tidak hilang.")
        return USAGE

    from flows.store.files import write_bytes
    from flows.templates.draw import template_bytes

    try:
        write_bytes(path, template_bytes(made))
    except OSError as error:
        terminal.complain(f"berkas {path} tidak dapat ditulis: {error.strerror or 'ditolak sistem'}.")
        return FAILED
    print(path)
    return OK


def _trace(arguments: argparse.Namespace) -> int:
    table, _, column = arguments.table.partition(".")
    keys = dict(("tahun", key) if key.isdigit() else key.partition("=")[::2] for key in arguments.keys)
    if not all(key.isdigit() or "=" in key for key in arguments.keys):
        arguments.wrong_usage("")
    root = Root(arguments.root.resolve())
    if not root.published.is_file():
        terminal.complain(f"gudang data {root.published} belum ada. Jalankan kinerja refresh lebih dahulu.")
        return FAILED

    from flows.reports.trace import trace
    from flows.reports.warehouse import open_warehouse

    try:
        with open_warehouse(root.published) as warehouse:
            found = trace(warehouse, table, column or None, keys)
    except TraceError as error:
        terminal.complain(f"{error}.")
        return FAILED
    if arguments.format == "json":
        from dataclasses import asdict

        print(json.dumps([asdict(jejak) for jejak in found], ensure_ascii=False, indent=2))
    else:
        terminal.print_trace(found)
    return OK


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
    short_life(FAILED)
    try:
        code = main()
    except SystemExit as said:  # help, or wrong usage
        code = int(said.code or OK)
    leave(code)


if __name__ == "__main__":
    command()
