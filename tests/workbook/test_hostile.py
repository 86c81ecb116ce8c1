"""What honest and hostile hands put into cells: odd numbers of respondents, names and NIK, steering signs, bombs."""

from __future__ import annotations

import io
import zipfile

import pytest
from pabrik import DESA, Table, checked, findings, penduduk_desa, rules, skm, source, unbalanced, workbook

from flows.settings import Settings
from flows.workbook.answers import long_answers
from flows.workbook.safely import read_safely
from flows.workbook.text import clean

NIK = "6310041234500001"
ODD_NUMBERS = [1, "2.", "R3", "Resp 4", "5a", "no 6", "Ahmad", None, "-", 10, "11 (tambahan)"]


def test_every_questionnaire_counts_whatever_its_number() -> None:
    answers = [[3] * 9 for _ in ODD_NUMBERS]
    sheet = skm(answers, person=lambda i: (ODD_NUMBERS[i - 1], "L", 30, "SLTA", "Petani", "Legalisasi"))
    result = checked(workbook({"SKM": sheet}))
    assert result.frames["skm_responden"].height == len(ODD_NUMBERS)
    assert not unbalanced(result)


def test_letters_and_digits_as_text_are_told() -> None:
    result = checked(workbook({"SKM": skm([["b", "4", 3, 3, 3, 3, 3, 3, 3], [3] * 9])}))
    assert {"NIL111", "NIL101"} <= rules(result)
    assert long_answers(result.frames).filter(unsur_nomor="U1")["nilai"].to_list() == [2, 3]


def test_persons_leave_no_trace_in_free_text() -> None:
    """A NIK in any text, the person a service was asked for, and words where an age belongs."""

    def person(i: int) -> tuple[object, ...]:
        return (i, "L", "Rahasiaumur", "SLTA", f"Petani {NIK}", f"KTP a.n. Rahasialayanan {NIK}")

    result = checked(workbook({f"Budi {NIK}"[:31]: skm(person=person)}))
    told = " ".join(str(frame.to_dicts()) for frame in result.frames.values()) + str(result.temuan)
    for secret in (NIK, "Rahasiaumur", "Rahasialayanan"):
        assert secret not in told
    assert set(result.frames["skm_responden"]["layanan"]) == {"KTP"}


def test_signs_that_steer_a_terminal_are_dropped() -> None:
    assert clean("Set\x1b[31mia\x07\u202e  Jaya") == "Set[31mia Jaya"


def test_one_letter_in_the_last_row_is_the_units() -> None:
    sheet = skm(feet=False)
    sheet.below.append(["MUTU PELAYANAN", None, None, None, None, None, "B"])
    printed = checked(workbook({"SKM": sheet})).frames["tercetak"].filter(ukuran="mutu")
    assert printed["kunci"].to_list() == printed["unit_kode"].to_list()


def test_a_sum_between_villages_is_compared_with_nothing() -> None:
    sheet = penduduk_desa()
    sheet.data.insert(2, [None, "JUMLAH", *[1] * (len(sheet.data[0]) - 2)])
    printed = checked(workbook({"Penduduk": sheet})).frames["tercetak"]
    assert set(printed.filter(baris=printed["baris"].min())["kunci"]) == {None}


def test_a_name_like_no_village_gets_no_suggestion() -> None:
    result = checked(workbook({"Penduduk": penduduk_desa([("Zzyzxqw", 10, 9, 5, 4), (DESA[1], 8, 7, 6, 5)])}))
    assert len(findings(result, "DSA004")) == 1 and not findings(result, "DSA001")


def _bomb(part: bytes) -> bytes:
    whole = io.BytesIO(workbook({"Penduduk": penduduk_desa()}))
    result = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, part if info.filename.endswith("sheet1.xml") else old.read(info))
    return result.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(b"<worksheet><sheetData>" + b" " * (101 * 1024**2) + b"</sheetData></worksheet>", id="mengembang"),
        pytest.param(
            b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            b'<row r="1000000"><c r="AL1000000"><v>1</v></c></row></sheetData></worksheet>',
            id="sel jauh",
        ),
    ],
)
def test_a_bomb_is_refused_before_it_is_read(part: bytes) -> None:
    data = _bomb(part)
    assert [finding.aturan for finding in read_safely(source(data), data, Settings()).temuan] == ["BRK005"]


def test_thousands_in_the_title_are_told() -> None:
    table = Table(
        [["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]],
        [["7.01.01", "PROGRAM A", 1500, 1000]],
        ["REALISASI ANGGARAN KECAMATAN SATUI KABUPATEN TANAH BUMBU TAHUN 2024", "(dalam ribuan rupiah)"],
    )
    assert findings(checked(workbook({"Anggaran": table})), "LBR008")
