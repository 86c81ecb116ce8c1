-- temuan: Semua temuan rilis ini: dari pembacaan berkas, antarsumber, capaian, dan angka tercetak yang tidak sesuai
-- Butir: satu temuan
-- Kolom:
--   aturan       Kode aturan, lihat acuan.aturan
--   tingkat      galat: ditolak; peringatan: dimuat tetapi bertentangan; info: ditafsirkan
--   berkas       Berkas, di bawah raw/
--   lembar       Lembar
--   sel          Sel
--   nilai        Nilai di sel itu
--   pesan        Apa yang ditemukan
--   saran        Cara memperbaiki
--   sel_terkait  Sel lain di lembar itu yang termasuk kekeliruan yang sama
--   usul         Isi yang seharusnya, bila diketahui
--   diketahui    Alasan kantor menerimanya; kosong bila temuan ini berlaku
WITH dari_sql AS (
    SELECT
        'SBR001' AS aturan,
        berkas,
        lembar,
        MIN(sel) AS sel,
        STRING_AGG(angka(nilai), '; ' ORDER BY ukuran) AS nilai,
        nama || CASE WHEN tahun > 0 THEN ' (' || periode || ' ' || CAST(tahun AS VARCHAR) || ')' ELSE '' END || ': '
            || STRING_AGG(ukuran || ' ' || angka(nilai) || ', padahal ' || angka(nilai_menang) || COALESCE(' di sel ' || sel_menang, ''), '; ' ORDER BY ukuran)
            || ' pada lembar ' || lembar_menang || ' (' || berkas_menang || '), yang didahulukan.' AS pesan
    FROM audit.beda_sumber
    GROUP BY dataset, unit_kode, tahun, periode, kunci, nama, berkas, lembar, berkas_menang, lembar_menang
    UNION ALL
    SELECT
        'KIN001' AS aturan,
        kinerja.berkas,
        kinerja.lembar,
        kinerja.sel,
        angka(kinerja.nilai) AS nilai,
        'Capaian ' || capaian.indikator || ' ' || CAST(capaian.tahun AS VARCHAR) || ' tidak dihitung karena '
            || CASE
                WHEN capaian.target IS NULL THEN 'targetnya tidak tertulis.'
                WHEN capaian.target <= 0 THEN 'targetnya ' || angka(capaian.target) || '.'
                ELSE 'realisasi ' || angka(capaian.realisasi) || ' dan target ' || angka(capaian.target) || ' tentu berbeda satuan.'
            END AS pesan
    FROM data.capaian AS capaian
    INNER JOIN data.kinerja AS kinerja
        ON kinerja.unit_kode = capaian.unit_kode
        AND kinerja.tahun = capaian.tahun
        AND kinerja.periode = capaian.periode
        AND kinerja.indikator_kode = capaian.indikator_kode
        AND kinerja.ukuran = 'realisasi'
    WHERE capaian.pembilang IS NULL
    UNION ALL
    SELECT
        'PDD001' AS aturan,
        berkas,
        lembar,
        jumlah_tercetak_sel AS sel,
        angka(jumlah_tercetak) AS nilai,
        desa || ': ' || CASE WHEN laki_laki IS NULL THEN 'laki-laki' ELSE 'perempuan' END || ' kosong, sehingga jumlah yang tercetak ('
            || angka(jumlah_tercetak) || ') dipakai apa adanya.' AS pesan
    FROM data.penduduk_desa
    WHERE (laki_laki IS NULL) <> (perempuan IS NULL) AND jumlah_tercetak IS NOT NULL
    UNION ALL
    SELECT
        'SKP001' AS aturan,
        MIN(berkas) AS berkas,
        MIN(lembar) AS lembar,
        MIN(nilai_sel) AS sel,
        angka(SUM(COALESCE(sakip.bobot, baku.bobot, 0))) AS nilai,
        'Bobot komponen SAKIP tahun ' || CAST(tahun AS VARCHAR) || ' yang dimuat berjumlah '
            || angka(SUM(COALESCE(sakip.bobot, baku.bobot, 0))) || ', bukan 100; nilai SAKIP tahun itu belum lengkap.' AS pesan
    FROM data.sakip AS sakip
    LEFT JOIN acuan.komponen_sakip AS baku ON baku.kode = sakip.komponen_kode
    GROUP BY unit_kode, tahun
    HAVING SUM(COALESCE(sakip.bobot, baku.bobot, 0)) <> 100
    UNION ALL
    SELECT
        rekonsiliasi.aturan,
        rekonsiliasi.berkas,
        rekonsiliasi.lembar,
        sel,
        COALESCE(teks_tercetak, angka(nilai_tercetak)) AS nilai,
        uraian || ': ' || REPLACE(ukuran, '_', ' ') || ' tercetak ' || COALESCE(teks_tercetak, angka(nilai_tercetak)) || ', hitungan ulang '
            || COALESCE(teks_dihitung, angka(nilai_dihitung)) || '. ' || penjelasan
            || CASE WHEN asal.ditolak > 0
                THEN ' Ada ' || angka(asal.ditolak) || ' baris lembar ini yang ditolak; betulkan itu lebih dahulu.' ELSE '' END AS pesan
    FROM rekonsiliasi
    INNER JOIN staging.lembar AS asal ON asal.berkas = rekonsiliasi.berkas AND asal.lembar = rekonsiliasi.lembar
    WHERE NOT cocok
)
SELECT aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran, sel_terkait, usul, diketahui FROM staging.temuan
UNION ALL
SELECT
    dari_sql.aturan,
    COALESCE(daftar.tingkat, CASE WHEN dari_sql.aturan = 'KIN001' THEN 'info' ELSE 'peringatan' END) AS tingkat,
    dari_sql.berkas,
    dari_sql.lembar,
    COALESCE(dari_sql.sel, '') AS sel,
    dari_sql.nilai,
    dari_sql.pesan,
    COALESCE(daftar.saran, '') AS saran,
    '' AS sel_terkait,
    '' AS usul,
    '' AS diketahui
FROM dari_sql
LEFT JOIN acuan.aturan AS daftar ON daftar.aturan = dari_sql.aturan
ORDER BY berkas, lembar, sel, aturan, pesan
