"""The office's own settings, ``raw/pengaturan.toml``; whatever it leaves out has a default."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from flows.errors import SettingsError
from flows.limits import Limits, default_limits, limit_table

FILE_NAME = "pengaturan.toml"
LOCK_KEY = "kunci."
"""Before a locked year in ``acuan.pengaturan``; its value is the release that was handed in."""
WEIGHTS = {
    "0,111": "0,111", "0.111": "0,111", "0,11": "0,11", "0.11": "0,11", "1/9": "1/9", "1/x": "1/9", "eksak": "1/9",
}  # fmt: skip
SCALES = ("lakip", "permendagri_86_2017")
UNSUR_ORDER = (
    "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku", "sarana", "pengaduan",
)  # fmt: skip
"""Order of the questionnaire and of the LAKIP: U8 sarana, U9 pengaduan (rules.md 1.5)."""

_SECTIONS: dict[str, set[str] | None] = {
    "unit": {"kode", "nama"},
    "skm": {"bobot", "urutan_unsur"},
    "capaian": {"skala", "batas"},
    "polaritas": None,
    "alias": {"desa", "indikator"},
    "batas": set(limit_table()),
    "malam": {"jam", "zona", "basi_jam"},
    "rilis": {"batas_baris", "batas_jumlah", "batas_indeks"},
}
_OF_FOLDER = {"unit": {"kode", "nama"}, "skm": {"urutan_unsur"}, "polaritas": None, "alias": {"desa", "indikator"}}
"""What a folder of one kecamatan may settle for itself; the rest holds for all units of a warehouse alike."""
_DESA_KODE = r"\d\d\.\d\d\.\d\d\.(\d{4}|[PX]-[a-z0-9-]+)"


@dataclass(frozen=True)
class Malam:
    """When the nightly refresh runs: at ``jam`` (HH:MM) in the time zone ``zona``; ``basi_jam``: hours without a refresh
    that succeeded after which the release is called stale."""

    jam: str = "01:00"
    zona: str = "Asia/Makassar"
    basi_jam: int = 48


@dataclass(frozen=True)
class Batas:
    """How far a release may depart from the one before without being held back: percent of the rows lost, percent by which
    a sum changed, points by which an index moved."""

    baris: int = 25
    jumlah: int = 50
    indeks: int = 20


@dataclass(frozen=True)
class Settings:
    """Checked settings. ``alias_*`` map a name as typed to a code, ``polaritas`` an indicator's code to naik or turun.

    ``unit_kode`` is the code of a kecamatan, or of a kabupaten whose offices share the warehouse.
    """

    unit_kode: str = ""
    unit_nama: str = ""
    bobot: str = "0,111"
    urutan_unsur: tuple[str, ...] = UNSUR_ORDER
    skala: str = "lakip"
    batas: str = ""
    polaritas: dict[str, str] = field(default_factory=dict)
    alias_desa: dict[str, str] = field(default_factory=dict)
    alias_indikator: dict[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=default_limits)
    malam: Malam = Malam()
    batas_rilis: Batas = Batas()

    @property
    def kecamatan(self) -> str:
        """The kecamatan of workbooks that name none; empty where the settings are those of a kabupaten."""
        return self.unit_kode if self.unit_kode.count(".") == 2 else ""

    def rows(self) -> list[tuple[str, str]]:
        """Key and value of the settings that the SQL models read, as in ``acuan.pengaturan``."""
        return [
            ("unit.kode", self.unit_kode), ("unit.nama", self.unit_nama), ("skm.bobot", self.bobot),
            ("capaian.skala", self.skala), ("capaian.batas", self.batas),
        ]  # fmt: skip


def load_malam(raw: Path) -> Malam:
    """When the night is; as by default while the office's settings cannot be used, which each refresh says itself."""
    try:
        return load_settings(raw).malam
    except SettingsError:
        return Malam()


def load_settings(raw: Path) -> Settings:
    """The settings below ``raw``, or the defaults where the file is absent. Raises SettingsError."""
    path = raw / FILE_NAME
    if not path.is_file():
        return Settings()
    return parse_settings(parse_toml(read_utf8(path)))


def load_folders(raw: Path, office: Settings) -> dict[str, Settings]:
    """The settings of each folder below ``raw`` that has its own: the office's, with what the folder says in their place.

    Raises SettingsError.
    """
    folders = {}
    for path in sorted(raw.glob(f"*/{FILE_NAME}")):
        if path.is_symlink() or path.parent.is_symlink():
            continue
        try:
            given = parse_toml(read_utf8(path))
            own = parse_settings(given, _OF_FOLDER)
        except SettingsError as error:
            raise SettingsError(str(error), f"{path.parent.name}/{FILE_NAME}") from error
        folders[path.parent.name] = replace(
            office,
            unit_kode=own.unit_kode or office.unit_kode,
            unit_nama=own.unit_nama if own.unit_kode else office.unit_nama,
            urutan_unsur=own.urutan_unsur if "urutan_unsur" in given.get("skm", {}) else office.urutan_unsur,
            polaritas=office.polaritas | own.polaritas,
            alias_desa=office.alias_desa | own.alias_desa,
            alias_indikator=office.alias_indikator | own.alias_indikator,
        )
    return folders


def read_utf8(path: Path) -> str:
    """The text of a file that the office writes. Raises SettingsError."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError("berkas tidak disimpan sebagai UTF-8") from error
    except OSError as error:
        raise SettingsError("berkas tidak dapat dibaca, mungkin sedang terbuka di program lain") from error


def parse_toml(text: str) -> dict[str, Any]:
    """TOML as a dictionary. Raises SettingsError, with the line where that is known."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise SettingsError(f"susunan berkas salah{f' di baris {line.group(1)}' if line else ''}") from error


def parse_settings(raw: dict[str, Any], sections: Mapping[str, set[str] | None] = _SECTIONS) -> Settings:
    """Settings from the parsed TOML; an unknown name or value raises SettingsError rather than being ignored."""
    for section, names in raw.items():
        if section not in _SECTIONS or not isinstance(names, dict):
            raise SettingsError(f"bagian [{section}] tidak dikenal")
        for name in names:
            if (known := _SECTIONS[section]) is not None and name not in known:
                raise SettingsError(f"[{section}] {name} tidak dikenal")
            if (own := sections.get(section, set())) is not None and name not in own:
                raise SettingsError(f"[{section}] {name} hanya dapat diatur di raw/{FILE_NAME}")
    unit, skm, capaian, alias = (raw.get(name, {}) for name in ("unit", "skm", "capaian", "alias"))
    return Settings(
        unit_kode=_matching(unit.get("kode", ""), r"(\d\d\.\d\d(\.\d\d)?)?", "[unit] kode"),
        unit_nama=str(unit.get("nama", "")),
        bobot=_choice(skm.get("bobot", "0,111"), WEIGHTS, "[skm] bobot"),
        urutan_unsur=_order(skm.get("urutan_unsur", UNSUR_ORDER)),
        skala=_choice(capaian.get("skala", "lakip"), dict.fromkeys(SCALES, ""), "[capaian] skala"),
        batas=_matching(capaian.get("batas", ""), r"\d{0,4}", "[capaian] batas"),
        polaritas={
            str(k): _choice(v, {"naik": "naik", "turun": "turun"}, f"[polaritas] {k}")
            for k, v in raw.get("polaritas", {}).items()
        },
        alias_desa=_aliases(alias, "desa", _DESA_KODE),
        alias_indikator=_aliases(alias, "indikator", r"[a-z0-9-]+"),
        limits=_limits(raw.get("batas", {})),
        malam=_malam(raw.get("malam", {})),
        batas_rilis=Batas(
            **{
                name: _number(raw.get("rilis", {}).get(f"batas_{name}", default), f"[rilis] batas_{name}")
                for name, default in asdict(Batas()).items()
            }
        ),
    )


def _malam(raw: dict[str, Any]) -> Malam:
    default = Malam()
    if not raw:
        return default
    from zoneinfo import ZoneInfo

    zona = str(raw.get("zona", default.zona))
    try:
        ZoneInfo(zona)
    except (KeyError, ValueError, OSError) as error:
        raise SettingsError(f'[malam] zona = "{zona}" tidak dikenal; misalnya "Asia/Makassar"') from error
    return Malam(
        jam=_matching(raw.get("jam", default.jam), r"([01]\d|2[0-3]):[0-5]\d", "[malam] jam"),
        zona=zona,
        basi_jam=_number(raw.get("basi_jam", default.basi_jam), "[malam] basi_jam"),
    )


def _number(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise SettingsError(f"{where} bukan bilangan bulat, misalnya 25")
    return value


def _limits(given: dict[str, Any]) -> Limits:
    for name, value in given.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SettingsError(f"[batas] {name} bukan bilangan bulat di atas nol")
    return replace(default_limits(), **given)


def _order(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) and name.strip() for name in value):
        raise SettingsError('[skm] urutan_unsur bukan daftar nama, misalnya ["persyaratan", "prosedur"]')
    names = tuple(name.strip() for name in value)
    if len(set(names)) != len(names):
        raise SettingsError("[skm] urutan_unsur menyebut satu unsur dua kali")
    return names


def _aliases(alias: dict[str, Any], name: str, pattern: str) -> dict[str, str]:
    """Names as typed and the codes that they stand for."""
    table = alias.get(name, {})
    if not isinstance(table, dict):
        raise SettingsError(f"[alias] {name} bukan bagian; tulis [alias.{name}]")
    return {str(typed): _matching(code, pattern, f'[alias.{name}] "{typed}"') for typed, code in table.items()}


def _choice(value: object, choices: dict[str, str], where: str) -> str:
    text = str(value).strip()
    if text not in choices:
        raise SettingsError(f'{where} = "{text}"; pilihannya {", ".join(choices)}')
    return choices[text] or text


def _matching(value: object, pattern: str, where: str) -> str:
    text = str(value).strip()
    if not re.fullmatch(pattern, text):
        raise SettingsError(f'{where} = "{text}" tidak sah')
    return text
