// Acme Logística: what leaves a warehouse in Ribarroja, and what is invoiced for it.
import type { Entry, Skin, Value } from "../records";
import type { StateName } from "../texts";

type Goods = [articulo: string, bultos: number, ubicacion: string][];

function order(
  id: number,
  estado: StateName,
  cliente: string,
  destino: string,
  [day, time]: [number, string],
  more: { transporte: string; muelle: string; peso: string },
  goods: Goods,
  events: [Value, string][],
): Entry {
  const bultos = goods.reduce((sum, [, count]) => sum + count, 0);
  return {
    id,
    estado,
    fields: {
      cliente,
      destino,
      bultos: String(bultos),
      salida: { day, time },
      ...more,
    },
    lines: {
      head: ["articulo", "bultos", "ubicacion"],
      rows: goods.map(([articulo, count, ubicacion]) => [articulo, String(count), ubicacion]),
    },
    events: [...events, [{ day: day - 2, time: "09:12" }, `Recibido de ${cliente}`]],
  };
}

function invoice(
  id: string,
  estado: StateName,
  cliente: string,
  day: number,
  net: number,
  vat: number,
  rows: [string, string, number][],
  events: [Value, string][] = [],
): Entry {
  const iva = Math.round(net * vat) / 100;
  return {
    id,
    estado,
    fields: {
      cliente,
      emision: { day },
      vencimiento: { day: day + 30 },
      base: { euros: net },
      iva: vat ? { euros: iva } : "Exenta",
      importe: { euros: net + iva },
    },
    lines: {
      head: ["concepto", "cantidad", "precio"],
      rows: rows.map(([concepto, cantidad, euros]) => [concepto, cantidad, { euros }]),
    },
    events: [...events, [{ day, time: "18:05" }, "Emitida por Rosa Lledó"]],
  };
}

const turia = (muelle: string, peso: string) => ({
  transporte: "Transportes Turia",
  muelle,
  peso,
});
const naviera = (muelle: string, peso: string) => ({
  transporte: "Naviera Levante",
  muelle,
  peso,
});

export const acme: Skin = {
  figures: [
    ["salen", "12"],
    ["preparacion", "5"],
    ["muelle", "3"],
    ["incidencias", "1"],
  ],
  today: (entry) => typeof entry.id === "number" && entry.id >= 4185,
  notices: [
    {
      title: "Recuento de la zona C",
      about: "Mañana de 6 a 8. No habrá picking en los pasillos 14 a 22.",
    },
    {
      title: "Factura F-1902 en borrador",
      about: "Faltan dos portes de Baleares por confirmar.",
      hash: "#/facturas/F-1902",
    },
    {
      title: "Muelle 5 fuera de servicio",
      about: "Vuelve el jueves. Sus salidas pasan al muelle 3.",
    },
  ],
  sections: [
    {
      path: "pedidos",
      tipo: "pedido",
      columns: ["cliente", "destino", "bultos", "salida"],
      entries: [
        order(
          4190,
          "preparacion",
          "Óptica Miralles",
          "Gandía",
          [0, "20:30"],
          turia("2", "18 kg"),
          [
            ["Monturas, caja de 40", 4, "C-14-02"],
            ["Líquido de lentes", 2, "C-15-11"],
          ],
          [[{ minutesAgo: 95 }, "Picking asignado a Iván Soler"]],
        ),
        order(
          4189,
          "preparacion",
          "Bodegas Albar",
          "Albacete",
          [0, "20:00"],
          turia("2", "612 kg"),
          [
            ["Tinto crianza, caja de 6", 48, "A-03-01"],
            ["Estuche de regalo", 12, "A-04-07"],
          ],
          [[{ minutesAgo: 120 }, "Picking al 60 %"]],
        ),
        order(
          4188,
          "incidencia",
          "Farmacia Colón",
          "Castellón",
          [0, "19:15"],
          turia("1", "9 kg"),
          [
            ["Termómetro digital", 2, "C-02-05"],
            ["Suero fisiológico, caja", 3, "C-02-09"],
          ],
          [[{ minutesAgo: 34 }, "Falta 1 caja de suero en C-02-09"]],
        ),
        order(
          4187,
          "entregado",
          "Muebles Roca",
          "Valencia",
          [0, "18:30"],
          turia("3", "486 kg"),
          [
            ["Mesa de comedor 180", 4, "B-07-01"],
            ["Silla Alba, pack de 2", 12, "B-07-04"],
            ["Aparador bajo", 8, "B-09-02"],
          ],
          [
            [{ minutesAgo: 21 }, "Entregado, según el lector 07"],
            [{ minutesAgo: 48 }, "Colocado en el muelle 3"],
            [{ day: -1, time: "17:51" }, "Vuelto a «En muelle» por soporte"],
            [{ day: -1, time: "17:32" }, "Entregado, según el lector 07"],
          ],
        ),
        order(
          4186,
          "muelle",
          "Librería Garbí",
          "Sagunto",
          [0, "18:30"],
          turia("3", "74 kg"),
          [
            ["Libro de texto, lote", 9, "D-01-03"],
            ["Expositor de cartón", 1, "D-02-01"],
          ],
          [[{ minutesAgo: 66 }, "Colocado en el muelle 3"]],
        ),
        order(
          4185,
          "muelle",
          "Cafés Ruzafa",
          "Valencia",
          [0, "17:45"],
          turia("3", "203 kg"),
          [
            ["Café en grano, saco 10 kg", 18, "A-11-02"],
            ["Vaso reciclable, caja", 5, "A-12-06"],
          ],
          [[{ minutesAgo: 80 }, "Colocado en el muelle 3"]],
        ),
        order(
          4184,
          "ruta",
          "Náutica Xàbia",
          "Xàbia",
          [-1, "20:10"],
          turia("1", "131 kg"),
          [
            ["Chaleco salvavidas", 14, "D-06-01"],
            ["Cabo trenzado 50 m", 6, "D-06-04"],
          ],
          [[{ day: -1, time: "20:22" }, "Salió del muelle 1"]],
        ),
        order(
          4172,
          "ruta",
          "Ferretería Salord",
          "Ciutadella",
          [-2, "19:00"],
          naviera("4", "1.140 kg"),
          [
            ["Palé de pintura plástica", 2, "B-01-01"],
            ["Palé de herramienta", 1, "B-02-01"],
          ],
          [[{ day: -2, time: "19:20" }, "Salió del muelle 4"]],
        ),
        order(
          4144,
          "entregado",
          "Óptica Miralles",
          "Maó",
          [-8, "19:00"],
          naviera("4", "22 kg"),
          [["Monturas, caja de 40", 5, "C-14-02"]],
          [[{ day: -6, time: "11:03" }, "Entregado y firmado por J. Miralles"]],
        ),
        order(
          4130,
          "entregado",
          "Bodegas Albar",
          "Alaior",
          [-11, "19:00"],
          naviera("4", "305 kg"),
          [["Tinto crianza, caja de 6", 24, "A-03-01"]],
          [[{ day: -9, time: "12:40" }, "Entregado y firmado por el hotel"]],
        ),
      ],
    },
    {
      path: "facturas",
      tipo: "factura",
      columns: ["cliente", "emision", "vencimiento", "importe"],
      entries: [
        invoice("F-1902", "borrador", "Bodegas Albar", -1, 1284.6, 21, [
          ["Almacenaje, m³ y mes", "38", 24.2],
          ["Portes a Baleares", "2", 182.5],
        ]),
        invoice("F-1899", "enviada", "Muebles Roca", -6, 2310, 21, [
          ["Almacenaje, m³ y mes", "60", 24.2],
          ["Entregas a domicilio", "22", 39],
        ]),
        invoice("F-1896", "cobrada", "Cafés Ruzafa", -14, 642.8, 21, [
          ["Almacenaje, m³ y mes", "12", 24.2],
          ["Entregas urbanas", "32", 11.01],
        ]),
        invoice(
          "F-1893-R",
          "enviada",
          "Transports Garonne",
          -15,
          1960,
          0,
          [["Porte Valencia-Toulouse", "2", 980]],
          [[{ day: -12, time: "10:16" }, "Enviada a comptes@garonne.example"]],
        ),
        invoice(
          "F-1893",
          "rectificada",
          "Transports Garonne",
          -17,
          1960,
          21,
          [["Porte Valencia-Toulouse", "2", 980]],
          [[{ day: -15, time: "09:50" }, "Rectificada por F-1893-R"]],
        ),
        invoice("F-1888", "cobrada", "Librería Garbí", -32, 418.2, 21, [
          ["Campaña de texto, preparación", "1", 418.2],
        ]),
      ],
    },
  ],
};
