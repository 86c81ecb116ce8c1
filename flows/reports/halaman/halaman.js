"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);

  // keadaan.js says when a refresh last succeeded; a page that was sent on its own has none, and says nothing.
  const keadaan = globalThis.keadaan;
  const jam = keadaan ? (Date.now() - Date.parse(keadaan.berhasil)) / 36e5 : 0;
  if (keadaan && jam > keadaan.basi_jam) {
    byId("basi").textContent = `Gudang data basi: refresh terakhir yang berhasil ${Math.floor(jam)} jam lalu.`;
    byId("basi").hidden = false;
  }

  // From a figure to its cells. Texts come from workbooks: they are only ever set as text.
  const dialog = byId("asal");
  const cell = (row, text, link) => {
    const td = row.insertCell();
    if (!link) { td.textContent = text; return; }
    const a = document.createElement("a");
    a.href = link;
    a.textContent = text;
    td.append(a);
  };
  const show = (id) => {
    const asal = data.asal[id];
    if (!asal) return;
    byId("asal-judul").textContent = asal.judul;
    byId("asal-rumus").textContent = asal.rumus;
    byId("asal-dasar").textContent = asal.dasar;
    const shown = asal.sel.length, rest = asal.jumlah - shown;
    byId("asal-banyak").textContent = shown + " baris sel" + (rest > 0 ? "; " + rest + " lagi tidak ditampilkan" : "");
    const body = dialog.querySelector("tbody");
    body.replaceChildren();
    for (const [place, sel, nilai, uraian] of asal.sel) {
      const [buku, lembar, letak] = data.tempat[place];
      const row = body.insertRow();
      cell(row, buku, data.akar + letak.split("/").map(encodeURIComponent).join("/"));
      for (const text of [lembar, sel, nilai, uraian]) cell(row, text);
    }
    dialog.showModal();
  };
  document.addEventListener("click", (event) => {
    const figure = event.target.closest("[data-asal]");
    if (figure) show(figure.dataset.asal);
    else if (event.target === dialog) dialog.close();
  });

  // Filters, searches and the tree of the budget.
  const apply = (table) => {
    const id = table.id;
    const wanted = document.querySelector(`[data-saring="${id}"]`)?.value ?? "";
    const words = (document.querySelector(`[data-cari="${id}"]`)?.value ?? "").toLowerCase().trim();
    let count = 0, all = 0;
    for (const row of table.tBodies[0].rows) {
      const fits = (!wanted || row.dataset.s === wanted) && (!words || row.textContent.toLowerCase().includes(words));
      row.hidden = !fits || (!words && row.dataset.tutup === "1");
      all += 1;
      count += row.hidden ? 0 : 1;
    }
    const told = table.closest(".tabel").querySelector(".banyak");
    if (told) told.textContent = count === all ? "" : `${count} dari ${all} baris`;
  };
  for (const bar of document.querySelectorAll(".alat")) bar.hidden = false;
  for (const name of ["saring", "cari"])
    for (const input of document.querySelectorAll(`[data-${name}]`))
      input.addEventListener("input", () => apply(byId(input.dataset[name])));

  const below = (table, kode) => [...table.tBodies[0].rows].filter((row) => row.dataset.induk === kode);
  const fold = (table, row, closed) => {
    row.querySelector("button.lipat")?.setAttribute("aria-expanded", String(!closed));
    const mark = row.querySelector("button.lipat");
    if (mark) mark.textContent = closed ? "▸" : "▾";
    for (const child of below(table, row.dataset.kode)) {
      child.dataset.tutup = closed ? "1" : "";
      if (closed || child.querySelector("button.lipat")?.getAttribute("aria-expanded") === "true") fold(table, child, closed);
    }
  };
  for (const button of document.querySelectorAll("[data-lipat]")) {
    const table = byId(button.dataset.lipat);
    const parents = [...table.tBodies[0].rows].filter((row) => row.dataset.kode && below(table, row.dataset.kode).length);
    for (const row of parents) {
      const mark = document.createElement("button");
      mark.type = "button";
      mark.className = "lipat";
      mark.textContent = "▾";
      mark.setAttribute("aria-expanded", "true");
      mark.setAttribute("aria-label", "Rincian " + row.dataset.kode);
      mark.addEventListener("click", () => { fold(table, row, mark.getAttribute("aria-expanded") === "true"); apply(table); });
      row.querySelector("th").prepend(mark);
    }
    const all = (closed) => { for (const row of parents) fold(table, row, closed); apply(table); };
    all(true);
    button.addEventListener("click", () => all(true));
    document.querySelector(`[data-buka="${table.id}"]`).addEventListener("click", () => all(false));
  }

  // Paper shows the long tables too, but of the findings only what the reader has opened: they fill many pages.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("section:not(#temuan) details:not([open])")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });

  // The charts, all at once: there are few.
  const narrow = matchMedia("(max-width: 40rem)").matches;
  const options = {
    renderer: "svg", actions: false, logLevel: 1, // errors only
    formatLocale: { decimal: ",", thousands: ".", grouping: [3], currency: ["Rp ", ""], minus: "−" },
    config: {
      font: "Segoe UI, Roboto, Arial, sans-serif", background: null, view: { stroke: null },
      axis: { labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400, labelColor: "#1f2a37", titleColor: "#55606e", gridColor: "#e3e9f0" },
      axisY: narrow ? { labelLimit: 130 } : {}, legend: { labelFontSize: 12, titleFontSize: 12 },
    },
  };
  const draw = async (place) => {
    const { view } = await vegaEmbed(place, data.grafik[place.dataset.grafik], options);
    view.addEventListener("click", (_, item) => { if (item?.datum?.asal) show(item.datum.asal); });
  };
  const places = [...document.querySelectorAll("[data-grafik]")];
  const drawn = Promise.all(places.map((place) => draw(place).catch((error) => {
    place.textContent = "Bagan tidak dapat digambar; angkanya ada di tabel.";
    console.error(error);
  })));
  drawn.then(() => document.body.dataset.siap = "ya");
})();
