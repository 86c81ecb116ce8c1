"""The last survey of the year."""

from __future__ import annotations

from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, bagan, bersaat
from flows.reports.halaman.grafik import skm as grafik
from flows.reports.halaman.isi import Bagian, Baris, Kolom, Tabel
from flows.reports.survei import groups_of, ikm_by_year, lowest, mutu_of, name_of, surveys_of, unsur_name, unsur_of
from flows.reports.warehouse import Record
from flows.wording import angka, tahun_periode


def skm(isian: Isian) -> Bagian | None:
    """The last survey of the year: unsur by rank, what to improve first, and who answered."""
    data, tahun, buku, asal = isian.data, isian.tahun, isian.buku, isian.asal
    found = surveys_of(data, tahun)
    if not found:
        return None
    survey = found[-1]
    unsur = sorted(unsur_of(data, survey), key=lambda r: r["peringkat"])
    key = ("periode", "unsur_kode")
    first = {r["unsur_kode"] for r in lowest(unsur)}
    body = [
        Baris(
            (
                str(r["peringkat"]),
                unsur_name(r),
                buku.angka("ikm_unsur", r, "nrr", asal.unsur(survey, r), 3, key),
                buku.angka("ikm_unsur", r, "nilai_konversi", asal.unsur(survey, r), 2, key),
                r["mutu"] or "–",
                "benahi lebih dahulu" if r["unsur_kode"] in first else "",
            ),
            kelas="benahi" if r["unsur_kode"] in first else "",
        )
        for r in unsur
    ]
    columns = (
        Kolom("Peringkat"),
        Kolom("Unsur", NAMA),
        Kolom("NRR", ANGKA),
        Kolom("Nilai", ANGKA),
        Kolom("Mutu"),
        Kolom("Tindak lanjut"),
    )
    tables = [Tabel("Unsur pelayanan menurut peringkat", columns, tuple(body))]
    if len(found) > 1:
        every = [
            Baris(
                (
                    tahun_periode(s["tahun"], s["periode"]),
                    buku.angka("ikm", s, "ikm", asal.ikm(s), 2, ("periode",)),
                    s["mutu"] or "–",
                    angka(s["jumlah_responden"]),
                )
            )
            for s in found
        ]
        tables.append(
            Tabel(
                "Semua survei tahun ini",
                (Kolom("Survei", NAMA), Kolom("IKM", ANGKA), Kolom("Mutu"), Kolom("Responden", ANGKA)),
                tuple(every),
            )
        )
    groups = groups_of(data, survey)
    body = []
    for dimensi, rows in groups.items():
        table, where = (
            ("ikm_layanan", ("periode", "layanan"))
            if dimensi == "layanan"
            else ("ikm_responden", ("periode", "dimensi", "kelompok"))
        )
        for r in rows:
            origin = asal.kelompok(survey, r)
            figures = (
                buku.angka(table, r, "jumlah_responden", origin, None, where),
                buku.angka(table, r, "ikm", origin, 2, where),
            )
            body.append(Baris((name_of(dimensi), r["nama"], *figures, r["mutu"] or "–"), saring=name_of(dimensi)))
    if body:
        traits = (Kolom("Menurut"), Kolom("Kelompok", NAMA), Kolom("Responden", ANGKA), Kolom("IKM", ANGKA), Kolom("Mutu"))
        tables.append(Tabel("Responden", traits, tuple(body), tuple(map(name_of, groups))))
    ids = [buku.nomor(asal.unsur(survey, r)) for r in unsur]
    charts = bagan(
        ("unsur", "Nilai tiap unsur", grafik.unsur(unsur, ids)),
        ("ikm", "IKM dari tahun ke tahun", grafik.ikm(ikm_by_year(data, tahun))),
        ("responden", "Responden", grafik.responden({name_of(kode): rows for kode, rows in groups.items()})),
    )
    return Bagian("skm", bersaat("Kepuasan masyarakat", survey), tuple(kalimat_skm(survey, unsur)), charts, tuple(tables))


def kalimat_skm(survey: Record, unsur: list[Record]) -> list[str]:
    """What the survey says, in sentences that follow from its figures."""
    first = (
        f"IKM {angka(survey['ikm'], 2)}, {mutu_of(survey)}, dari "
        f"{angka(survey['jumlah_responden'])} responden dengan bobot {survey['metode_bobot']}; "
        f"dengan bobot eksak {angka(survey['ikm_eksak'], 2)}."
    )
    names = [f"{unsur_name(r)} ({angka(r['nilai_konversi'], 2)}, {r['mutu'] or '-'})" for r in lowest(unsur)]
    sentences = [first, f"Yang dibenahi lebih dahulu: {'; '.join(names)}."] if names else [first]
    if survey["sampel_minimum"] is not None:
        kata = "mencapai" if survey["sampel_cukup"] else "belum mencapai"
        sentences.append(f"Banyak responden {kata} sampel minimum Krejcie dan Morgan, {angka(survey['sampel_minimum'])} orang.")
    return sentences
