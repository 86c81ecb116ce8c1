"""The commands of a planner beside refresh and check: an empty workbook to fill in, and the way from a figure to its cells."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from flows import terminal
from flows.errors import TraceError, say_why
from flows.parser import FAILED, OK, USAGE, AddParser, add_command
from flows.paths import Root
from flows.templates.names import ALIASES, PERIODS, template_names


def add_commands(add: AddParser) -> None:
    """The commands below; ``add`` makes a parser for one. Each stores a function of the parsed arguments as ``run``."""
    template = add_command(
        add,
        _template,
        "template",
        "buat buku kerja kosong untuk diisi",
        "Buat buku kerja kosong untuk satu jenis data, dengan daftar desa kecamatan, pilihan isian, dan petunjuk. "
        f"Jenis data: {', '.join(template_names())}.",
    )
    given = template.add_argument_group("Berkas")
    given.add_argument("dataset", metavar="DATASET", choices=[*template_names(), *ALIASES], help="jenis data")
    given.add_argument("file", metavar="FILE", nargs="?", type=Path, help="berkas yang dibuat; bawaan: nama menurut isinya")
    template.options.add_argument("--unit", metavar="KODE", help="kode Kemendagri kecamatan; bawaan: dari pengaturan kantor")
    template.options.add_argument("--tahun", metavar="TAHUN", type=int, help="tahun data; bawaan: tahun ini")
    template.options.add_argument("--periode", metavar="PERIODE", choices=PERIODS, help="TAHUN, S1, S2, TW1-TW4, atau B01-B12")

    trace = add_command(
        add,
        _trace,
        "trace",
        "telusuri sebuah angka sampai ke selnya",
        "Tampilkan rumus, dasar, dan sel asal sebuah angka di gudang data, misalnya: kinerja trace ikm 2024; "
        "kinerja trace realisasi_anggaran.pagu 2024 kode=7.01.02. Kode keluar 1 bila angkanya tidak ada.",
    )
    figure = trace.add_argument_group("Angka")
    figure.add_argument("table", metavar="TABEL[.KOLOM]", help="tabel hasil, dan kolomnya bila bukan angka utamanya")
    figure.add_argument(
        "keys", metavar="TAHUN|KUNCI=NILAI", nargs="*", help="baris yang dimaksud, misalnya 2024 unsur_kode=biaya"
    )
    trace.options.add_argument(
        "--format", choices=("text", "json"), default="text", help="text: untuk dibaca; json: daftar objek"
    )


def _template(arguments: argparse.Namespace) -> int:
    from flows.settings import load_settings
    from flows.templates.content import default_period, make_template
    from flows.workbook.regions import display_unit, villages

    settings = load_settings(Root(arguments.root.resolve()).raw)
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
        terminal.complain(f"berkas {path} tidak dapat ditulis: {say_why(error)}.")
        return FAILED
    print(path)
    return OK


def _trace(arguments: argparse.Namespace) -> int:
    table, _, column = arguments.table.partition(".")
    keys = dict(("tahun", key) if key.isdigit() else key.partition("=")[::2] for key in arguments.keys)
    if not all(key.isdigit() or "=" in key for key in arguments.keys):
        arguments.wrong_usage("")

    from flows.store.releases import current
    from flows.store.runs import staleness

    root = Root(arguments.root.resolve())
    standing = current(root)
    if not standing.is_file():
        terminal.complain(f"gudang data {root.published} belum ada. Jalankan kinerja refresh lebih dahulu.")
        return FAILED

    from flows.reports.trace import trace
    from flows.reports.warehouse import open_warehouse

    try:
        with open_warehouse(standing, root.rilis) as warehouse:
            found = trace(warehouse, table, column or None, keys)
    except TraceError as error:
        terminal.complain(f"{error}.")
        return FAILED
    if arguments.format == "json":
        from dataclasses import asdict

        print(json.dumps([asdict(jejak) for jejak in found], ensure_ascii=False, indent=2))
    else:
        terminal.print_trace(found)
    terminal.note(staleness(root))
    return OK
