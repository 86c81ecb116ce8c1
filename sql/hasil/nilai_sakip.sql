-- nilai_sakip: Nilai evaluasi SAKIP per komponen
-- Butir: satu baris per unit_kode, tahun, komponen
-- Aturan: PermenPANRB 88/2021
-- Kolom:
--   unit_kode      Kode Kemendagri kecamatan
--   tahun          Tahun yang dievaluasi
--   komponen       Nama resmi komponen; seperti tertulis bila tidak dikenal
--   bobot          Bobot komponen seperti tertulis, atau menurut peraturan bila tidak tertulis (poin)
--   nilai          Nilai komponen (poin)
--   komponen_kode  Kode komponen
SELECT
    sakip.unit_kode,
    sakip.tahun,
    COALESCE(acuan.nama, sakip.komponen) AS komponen,
    CAST(COALESCE(sakip.bobot, acuan.bobot) AS DECIMAL(6, 2)) AS bobot,
    CAST(sakip.nilai AS DECIMAL(6, 2)) AS nilai,
    sakip.komponen_kode
FROM data.sakip AS sakip
LEFT JOIN acuan.komponen_sakip AS acuan ON acuan.kode = sakip.komponen_kode
ORDER BY sakip.unit_kode, sakip.tahun, acuan.urutan, sakip.komponen_kode
