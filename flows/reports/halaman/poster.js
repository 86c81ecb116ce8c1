"use strict";
(() => {
  const { grafik } = JSON.parse(document.getElementById("data").textContent);
  const options = {
    renderer: "svg", actions: false,
    formatLocale: { decimal: ",", thousands: ".", grouping: [3], currency: ["Rp ", ""] },
    config: { font: "Segoe UI, Roboto, Arial, sans-serif", background: null, view: { stroke: null } },
  };
  const places = [...document.querySelectorAll("[data-grafik]")];
  Promise.all(places.map((place) => vegaEmbed(place, grafik[place.dataset.grafik], options)))
    .then(() => { document.body.dataset.siap = "ya"; });
})();
