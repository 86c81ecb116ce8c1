-- hitung: Fungsi hitung yang tersimpan di gudang data; ditulis khusus untuk DuckDB (CREATE MACRO, HUGEINT).
-- Catatan: DuckDB membagi dua DECIMAL sebagai DOUBLE, sehingga angka terakhir dapat meleset. Semua pembagian di gudang ini
--          memakai pembilang dan penyebut bulat, dan dibulatkan satu kali saja, setengah ke atas (menjauhi nol).

-- pembilang / penyebut (keduanya bilangan bulat) dibulatkan ke sekian desimal (1 sampai 8); NULL bila penyebut 0.
-- Tepat selama 2 x |pembilang| x 10^desimal + |penyebut| kurang dari 1,7 x 10^38.
CREATE MACRO bagi_bulat(pembilang, penyebut, desimal) AS
    CAST(
        CASE WHEN (pembilang < 0) <> (penyebut < 0) THEN -1 ELSE 1 END
        * (
            (2 * abs(CAST(pembilang AS HUGEINT)) * CAST(rpad('1', desimal + 1, '0') AS HUGEINT) + abs(CAST(penyebut AS HUGEINT)))
            // (2 * nullif(abs(CAST(penyebut AS HUGEINT)), 0))
        ) AS DECIMAL(30, 0)
    ) * CAST('0.' || lpad('1', desimal, '0') AS DECIMAL(9, 8));
COMMENT ON MACRO bagi_bulat IS 'pembilang / penyebut (bilangan bulat), dibulatkan setengah ke atas ke sekian desimal; NULL bila penyebut 0';

-- Nilai dengan paling banyak delapan desimal sebagai bilangan bulat perseratus juta, agar dapat masuk bagi_bulat.
CREATE MACRO utuh(nilai) AS CAST(CAST(nilai AS DECIMAL(28, 8)) * 100000000 AS DECIMAL(38, 0));
COMMENT ON MACRO utuh IS 'Nilai dikali seratus juta sebagai bilangan bulat, agar dapat masuk bagi_bulat tanpa kehilangan desimal';

-- bagian / seluruh x 100, dua desimal; NULL bila seluruh 0.
CREATE MACRO persen(bagian, seluruh) AS CAST(bagi_bulat(100 * utuh(bagian), utuh(seluruh), 2) AS DECIMAL(18, 2));
COMMENT ON MACRO persen IS 'bagian / seluruh x 100, dibulatkan sekali ke dua desimal; NULL bila seluruh 0';

-- Pecahan a/b sebagai bilangan bulat: a x 10^pangkat / b, dibulatkan ke bawah. Dijumlahkan lalu dibulatkan dengan bulatkan_pecahan.
CREATE MACRO pecahan(pembilang, penyebut, pangkat) AS
    CAST(
        CAST(pembilang AS HUGEINT) // CAST(penyebut AS HUGEINT) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT)
        + (CAST(pembilang AS HUGEINT) % CAST(penyebut AS HUGEINT)) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) // CAST(penyebut AS HUGEINT)
        - CASE
            WHEN ((CAST(pembilang AS HUGEINT) % CAST(penyebut AS HUGEINT)) * CAST(rpad('1', pangkat + 1, '0') AS HUGEINT)) % CAST(penyebut AS HUGEINT) < 0
                THEN 1 ELSE 0
        END AS DECIMAL(38, 0)
    );
COMMENT ON MACRO pecahan IS 'pembilang x 10^pangkat / penyebut (penyebut > 0), dibulatkan ke bawah; suku penjumlahan bulatkan_pecahan';

-- Jumlah T dari sekian pecahan berpenyebut berbeda, dikali pengali/pembagi, lalu dibulatkan satu kali.
-- jumlah adalah jumlah dari pecahan(..., pangkat) dan kurang dari T x 10^pangkat dengan selisih di bawah banyak; karena itu
-- jumlah + banyak tidak pernah di bawah T. Bilangan yang dibulatkan, T x pengali x 10^desimal / pembagi + 1/2, adalah pecahan
-- dengan penyebut 2 x pembagi x L (L = kelipatan persekutuan terkecil semua penyebut), jadi jaraknya ke bilangan bulat
-- berikutnya paling sedikit 1 / (2 x pembagi x L). Hasilnya pasti tepat bila 10^pangkat > 2 x banyak x pengali x 10^desimal x L.
-- IKM (pangkat 28, 9 unsur, bobot 111/1000, kali 25, 2 desimal): tepat selama L < 2 x 10^21; bila semua unsur dijawab
-- sama banyak, L = jumlah responden. Di luar itu hasil hanya dapat meleset bila T berjarak di bawah 10^-27 dari batas pembulatan.
CREATE MACRO bulatkan_pecahan(jumlah, banyak, pangkat, pengali, pembagi, desimal) AS
    bagi_bulat((jumlah + banyak) * pengali, CAST(rpad('1', pangkat + 1, '0') AS HUGEINT) * pembagi, desimal);
COMMENT ON MACRO bulatkan_pecahan IS 'Jumlah pecahan x pengali / pembagi, dibulatkan sekali; batas ketepatannya dijelaskan di sql/fungsi/hitung.sql';

-- Banyak angka di belakang koma yang berarti: 84,50 memiliki satu.
CREATE MACRO banyak_desimal(nilai) AS length(rtrim(split_part(CAST(CAST(nilai AS DECIMAL(20, 8)) AS VARCHAR), '.', 2), '0'));
COMMENT ON MACRO banyak_desimal IS 'Banyak angka di belakang koma yang berarti: 84,50 memiliki satu';

-- Nama yang dapat dibandingkan: huruf kecil, tanpa tanda baca, tanpa kata PROGRAM di depan.
CREATE MACRO nama_baku(nama) AS
    regexp_replace(trim(regexp_replace(lower(nama), '[^a-z0-9]+', ' ', 'g')), '^program ', '');
COMMENT ON MACRO nama_baku IS 'Nama dalam huruf kecil tanpa tanda baca dan tanpa kata program di depan, untuk dibandingkan';
