"""The operator's commands: releases and the way back, locked years, the archive."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flows import terminal
from flows.errors import PublishError
from flows.parser import OK, AddParser, add_command
from flows.paths import Root
from flows.summary import ribuan

if TYPE_CHECKING:
    from flows.store.archive import Version


def add_commands(add: AddParser) -> None:
    """The commands below; ``add`` makes a parser for one. Each stores a function of the parsed arguments as ``run``."""
    add_command(
        add,
        _serve,
        "serve",
        "refresh setiap malam dan setiap kali raw/ berubah",
        "Berjalan terus: refresh setiap malam, dan segera sesudah buku kerja ditaruh di raw/.",
    )

    add_command(
        add,
        _releases,
        "releases",
        "daftar rilis yang tersimpan",
        "Tampilkan rilis yang tersimpan, yang terbaru di atas; tanda * di depan rilis yang kini terbit.",
    )

    rollback = add_command(
        add,
        _rollback,
        "rollback",
        "kembali ke rilis sebelumnya",
        "Terbitkan kembali rilis sebelumnya, atau rilis yang disebut, beserta laporannya. "
        "Isi raw/ yang dibatalkan tidak terbit lagi sebelum berubah atau disetujui dengan kinerja refresh --terbitkan.",
    )
    rollback.add_argument_group("Rilis").add_argument(
        "rilis", metavar="RILIS", nargs="?", default="", help="nama atau nomor rilis dari kinerja releases"
    )

    kunci = add_command(
        add,
        _kunci,
        "kunci",
        "kunci angka satu tahun yang sudah diserahkan",
        "Pertahankan angka satu tahun seperti pada rilis yang kini terbit, apa pun perubahan buku kerjanya nanti. "
        "Tanpa TAHUN: tampilkan tahun yang dikunci.",
    )
    kunci.add_argument_group("Tahun").add_argument("tahun", metavar="TAHUN", nargs="?", type=int, help="tahun laporan")
    kunci.options.add_argument(
        "--buka", action="store_true", help="lepaskan kuncinya; refresh berikutnya menghitung tahun itu lagi"
    )

    bekal = add_command(
        add,
        _bekal,
        "bekal",
        "siapkan folder pemasangan untuk Windows tanpa internet",
        "Isi FOLDER dengan semua paket yang diperlukan dan berkas yang cukup diklik dua kali di komputer kantor. "
        "Dijalankan di komputer yang terhubung ke internet, dari folder proyek.",
        of_office=False,
    )
    bekal.add_argument_group("Folder").add_argument("folder", metavar="FOLDER", type=Path, help="folder yang diisi")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    bekal.options.add_argument(
        "--python", metavar="VERSI", type=_python, default=version, help=f"Python di komputer kantor (bawaan: {version})"
    )

    arsip = add_command(
        add,
        _hapus_arsip,
        "hapus-arsip",
        "hapus versi lama buku kerja dari arsip",
        "Hapus versi buku kerja dari staging/arsip, menurut nama atau umurnya. Yang masih ada di raw/, "
        "atau dipakai tahun yang dikunci, dibiarkan. "
        "Sidik dan temuannya tetap tercatat. Tanpa --ya hanya ditampilkan apa yang akan dihapus.",
    )
    names = arsip.add_argument_group("Berkas")
    names.add_argument("berkas", metavar="BERKAS", nargs="*", help="nama buku kerja di raw/, atau awal sidiknya (SHA-256)")
    arsip.options.add_argument("--lebih-dari", metavar="HARI", type=int, help="versi yang diarsipkan lebih dari sekian hari lalu")
    arsip.options.add_argument("--ya", action="store_true", help="hapus; tidak dapat dibatalkan")


def _bekal(arguments: argparse.Namespace) -> int:
    from flows.bundle import make_bundle

    wheels = make_bundle(arguments.folder, arguments.python)
    print(f"{len(wheels)} paket untuk Windows dengan Python {arguments.python} ada di {arguments.folder}.")
    return OK


def _serve(arguments: argparse.Namespace) -> int:
    import signal
    from threading import Event

    from flows.serve import serve

    root = _root(arguments)
    if not root.raw.is_dir():
        raise PublishError(f"folder {root.raw} tidak ada")
    stop = Event()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # Ctrl+C, the end of a service, the same on Windows
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    serve(root, stop)
    return OK


def _python(text: str) -> str:
    if not re.fullmatch(r"3\.\d+", text):
        raise argparse.ArgumentTypeError(text)
    return text


def _root(arguments: argparse.Namespace) -> Root:
    return Root(arguments.root.resolve())


def _releases(arguments: argparse.Namespace) -> int:
    from flows.store.releases import kept, pointer
    from flows.store.runs import staleness

    root = _root(arguments)
    standing, found = pointer(root).rilis, kept(root)
    if not found:
        terminal.note("Belum ada rilis yang tersimpan.")
    for release in found:
        mark = "*" if release.rilis == standing else " "
        counted = f"{ribuan(release.berkas)} berkas, {ribuan(release.baris)} baris"
        print(f"{mark} {release.nomor:>4}  {release.rilis:<24}  {counted}; {release.ringkas}")
    terminal.note(staleness(root))
    return OK


def _rollback(arguments: argparse.Namespace) -> int:
    from flows.pipeline import roll_back

    release = roll_back(_root(arguments), arguments.rilis)
    print(f"Rilis {release.rilis.replace('T', ' ')} terbit kembali, beserta laporannya.")
    return OK


def _kunci(arguments: argparse.Namespace) -> int:
    from flows.store.frozen import lock_year, locked_years, unlock_year
    from flows.store.lock import alone
    from flows.wording import waktu

    root = _root(arguments)
    if arguments.tahun is None:
        if arguments.buka:
            arguments.wrong_usage("")
        for year in locked_years(root):
            print(f"{year.tahun}  sejak {waktu(datetime.fromisoformat(year.dikunci))}, rilis {year.rilis}")
        return OK
    with alone(root):
        if arguments.buka:
            unlock_year(root, arguments.tahun)
            print(f"Tahun {arguments.tahun} dilepas; kinerja refresh menghitungnya lagi dari buku kerja.")
        else:
            locked = lock_year(root, arguments.tahun)
            print(f"Tahun {locked.tahun} dikunci; angkanya tetap seperti pada rilis {locked.rilis.replace('T', ' ')}.")
    return OK


def _hapus_arsip(arguments: argparse.Namespace) -> int:
    from flows.store import archive
    from flows.store.frozen import locked_workbooks
    from flows.store.lock import alone
    from flows.store.plan import last_release, workbook_hashes
    from flows.wording import waktu

    if bool(arguments.berkas) == (arguments.lebih_dari is not None):
        arguments.wrong_usage("")
    root = _root(arguments)
    with alone(root):
        # One that cannot be read ends it here, before anything is removed: its version might be in use.
        in_use = {*last_release(root).get("berkas", {}).values(), *workbook_hashes(root.raw), *locked_workbooks(root)}
        wanted = [version for version in archive.versions(root) if version.paths and _is_wanted(version, arguments)]
        unwanted = [version for version in wanted if version.sha256 not in in_use]
        if arguments.ya:
            archive.remove(root, unwanted)
        for version in unwanted:
            names = ", ".join(version.berkas) or "nama tidak tercatat"
            print(f"{version.sha256[:12]}  {waktu(version.sejak)}  {names}")
    if kept := len(wanted) - len(unwanted):
        terminal.note(f"{ribuan(kept)} versi dibiarkan, karena masih ada di raw/ atau dipakai tahun yang dikunci.")
    done = "dihapus; sidik dan temuannya tetap tercatat." if arguments.ya else "akan dihapus; tambahkan --ya untuk menghapusnya."
    terminal.note(f"{ribuan(len(unwanted))} versi {done}")
    return OK


def _is_wanted(version: Version, arguments: argparse.Namespace) -> bool:
    if arguments.lebih_dari is not None:
        return version.sejak is not None and datetime.now(UTC).replace(tzinfo=None) - version.sejak > timedelta(
            days=arguments.lebih_dari
        )
    return any(name in version.berkas or (len(name) >= 8 and version.sha256.startswith(name)) for name in arguments.berkas)
