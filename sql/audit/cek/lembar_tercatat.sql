-- lembar_tercatat: Setiap baris data harus berasal dari lembar yang tercatat
SELECT asal.berkas, asal.lembar
FROM (
    SELECT berkas, lembar FROM staging.skm_responden
    UNION
    SELECT berkas, lembar FROM staging.kinerja
    UNION
    SELECT berkas, lembar FROM staging.iku_anggaran
    UNION
    SELECT berkas, lembar FROM staging.anggaran
    UNION
    SELECT berkas, lembar FROM staging.belanja
    UNION
    SELECT berkas, lembar FROM staging.pagu
    UNION
    SELECT berkas, lembar FROM staging.penduduk_desa
    UNION
    SELECT berkas, lembar FROM staging.penduduk_umur
    UNION
    SELECT berkas, lembar FROM staging.penduduk_mutasi
    UNION
    SELECT berkas, lembar FROM staging.profil_desa
    UNION
    SELECT berkas, lembar FROM staging.sakip
    UNION
    SELECT berkas, lembar FROM staging.tercetak
) AS asal
LEFT JOIN audit.sumber AS sumber ON sumber.berkas = asal.berkas AND sumber.lembar = asal.lembar
WHERE sumber.urutan IS NULL
ORDER BY asal.berkas, asal.lembar
