"""raw/pengaturan.toml: whatever is left out has a default, whatever is wrong is named in Indonesian."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.paths import PROJECT
from flows.settings import UNSUR_ORDER, Settings, load_settings


def settings(tmp_path: Path, text: str | bytes) -> Settings:
    data = text.encode() if isinstance(text, str) else text
    (tmp_path / "pengaturan.toml").write_bytes(data)
    return load_settings(tmp_path)


@pytest.mark.parametrize("text", ["", "# kosong\n", "[unit]\n[skm]\n[capaian]\n[polaritas]\n[alias.desa]\n"])
def test_defaults(tmp_path: Path, text: str) -> None:
    assert load_settings(tmp_path) == settings(tmp_path, text) == Settings()


def test_the_defaults_of_the_design() -> None:
    assert dict(Settings().rows()) == {
        "unit.kode": "",
        "unit.nama": "",
        "skm.bobot": "0,111",
        "capaian.skala": "lakip",
        "capaian.batas": "",
    }
    assert Settings().urutan_unsur == UNSUR_ORDER
    assert (UNSUR_ORDER[7], UNSUR_ORDER[8]) == ("sarana", "pengaduan")


def test_the_offices_own_settings_and_the_readmes_example_hold(tmp_path: Path) -> None:
    assert load_settings(PROJECT / "raw").unit_kode
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n", 1)[1].split("```", 1)[0]
    read = settings(tmp_path, example)
    assert read.bobot == "0,111" and read.polaritas and read.alias_desa and read.alias_indikator
    assert read.urutan_unsur == UNSUR_ORDER


@pytest.mark.parametrize(
    ("written", "bobot"),
    [
        ('"0,111"', "0,111"),
        ("0.111", "0,111"),
        ('"0,11"', "0,11"),
        ("0.11", "0,11"),
        ('"1/9"', "1/9"),
        ('"1/x"', "1/9"),
        ('" eksak "', "1/9"),
    ],
)
def test_every_way_to_write_a_weight(tmp_path: Path, written: str, bobot: str) -> None:
    assert settings(tmp_path, f"[skm]\nbobot = {written}\n").bobot == bobot


@pytest.mark.parametrize("written", ["100", '"100"', '"120"', '""'])
def test_limits_of_capaian(tmp_path: Path, written: str) -> None:
    assert settings(tmp_path, f"[capaian]\nbatas = {written}\n").batas == written.strip('"')


def test_what_notepad_writes_is_read(tmp_path: Path) -> None:
    assert settings(tmp_path, b'\xef\xbb\xbf[unit]\r\nnama = "Kecamatan X"\r\n').unit_nama == "Kecamatan X"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[unt]\nkode = 1", "bagian [unt] tidak dikenal"),
        ("kode = '63.10.07'", "bagian [kode] tidak dikenal"),
        ("[unit]\nkod = '63.10.07'", "[unit] kod tidak dikenal"),
        ("[unit]\nkode = '6310.07'", '[unit] kode = "6310.07" tidak sah'),
        ("[unit]\nkode = 63.1", "tidak sah"),
        ("[skm]\nbobot = '0,12'", '[skm] bobot = "0,12"; pilihannya'),
        ("[skm]\nurutan_unsur = 'persyaratan'", "urutan_unsur bukan daftar"),
        ("[skm]\nurutan_unsur = [1, 2]", "urutan_unsur bukan daftar"),
        ("[skm]\nurutan_unsur = ['biaya', 'biaya']", "dua kali"),
        ("[capaian]\nskala = 'bagus'", '[capaian] skala = "bagus"; pilihannya lakip, permendagri_86_2017'),
        ("[capaian]\nbatas = 'tinggi'", '[capaian] batas = "tinggi" tidak sah'),
        ("[polaritas]\nipp = 'mendatar'", '[polaritas] ipp = "mendatar"; pilihannya naik, turun'),
        ("[alias]\ndesa = 'x'", "[alias.desa]"),
        ("[alias]\nkecamatan = {}", "[alias] kecamatan tidak dikenal"),
        ("[alias.desa]\n'Satui Baratt' = 'Satui Barat'", '[alias.desa] "Satui Baratt" = "Satui Barat" tidak sah'),
        ("[alias.indikator]\n'SKM' = 'Nilai SKM'", "tidak sah"),
        ("[unit\nkode=", "susunan berkas salah di baris 1"),
        ("[unit]\nkode = 'a'\nkode = 'b'", "susunan berkas salah"),
        (b'[unit]\nnama = "\xff"', "UTF-8"),
        ("[unit]".encode("utf-16"), "UTF-8"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(SettingsError) as error:
        settings(tmp_path, text)
    assert says in str(error.value)
    assert "Error" not in str(error.value) and "line" not in str(error.value)
