-- predikat_sakip: Nilai SAKIP dan predikatnya
-- Butir: satu baris per unit_kode, tahun
-- Aturan: PermenPANRB 88/2021: nilai = jumlah nilai komponen; predikat diberikan hanya bila bobot komponennya berjumlah 100
-- Kolom:
--   unit_kode        Kode Kemendagri kecamatan
--   tahun            Tahun yang dievaluasi
--   nilai            Jumlah nilai komponen (poin)
--   predikat         Predikat: AA, A, BB, B, CC, C atau D
--   interpretasi     Arti predikat
--   jumlah_komponen  Banyak komponen yang dijumlahkan
WITH jumlah AS (
    SELECT
        sakip.unit_kode,
        sakip.tahun,
        CAST(ROUND(SUM(sakip.nilai), 2) AS DECIMAL(8, 2)) AS nilai,
        SUM(COALESCE(sakip.bobot, acuan.bobot)) AS bobot,
        COUNT(*) AS jumlah_komponen
    FROM data.sakip AS sakip
    LEFT JOIN acuan.komponen_sakip AS acuan ON acuan.kode = sakip.komponen_kode
    GROUP BY sakip.unit_kode, sakip.tahun
)
SELECT
    jumlah.unit_kode,
    jumlah.tahun,
    jumlah.nilai,
    predikat.predikat,
    predikat.interpretasi,
    jumlah.jumlah_komponen
FROM jumlah
LEFT JOIN acuan.predikat_sakip AS predikat
    ON jumlah.bobot = 100
    AND jumlah.nilai > COALESCE(predikat.batas_bawah, -1)
    AND jumlah.nilai <= predikat.batas_atas
ORDER BY jumlah.unit_kode, jumlah.tahun
