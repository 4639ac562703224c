// Globex Salud: a clinic's appointments, and what its insurers are invoiced. Patients by initials, as in a shared screen.
import type { Entry, Skin, Value } from "../records";
import type { StateName } from "../texts";

function appointment(
  id: string,
  estado: StateName,
  paciente: string,
  [day, time]: [number, string],
  con: string,
  sala: string,
  motivo: string,
  aseguradora: string,
  events: [Value, string][] = [],
): Entry {
  return {
    id,
    estado,
    fields: { cuando: { day, time }, paciente, con, sala, motivo, aseguradora },
    events: [...events, [{ day: day - 9, time: "12:30" }, "Pedida por teléfono, recepción"]],
  };
}

function invoice(
  id: string,
  estado: StateName,
  aseguradora: string,
  paciente: string,
  day: number,
  rows: [string, string, number][],
  events: [Value, string][] = [],
  poliza?: string,
): Entry {
  const total = rows.reduce((sum, [, count, euros]) => sum + Number(count) * euros, 0);
  return {
    id,
    estado,
    fields: {
      aseguradora,
      paciente,
      emision: { day },
      ...(poliza ? { poliza } : {}),
      importe: { euros: total },
    },
    lines: {
      head: ["concepto", "cantidad", "precio"],
      rows: rows.map(([concepto, cantidad, euros]) => [concepto, cantidad, { euros }]),
    },
    events: [...events, [{ day, time: "13:20" }, "Emitida por Hugo Sanz"]],
  };
}

const ROBLES = "Dra. Inés Robles";
const CUBELLS = "Dr. Andrés Cubells";

export const globex: Skin = {
  figures: [
    ["citas", "23"],
    ["porconfirmar", "4"],
    ["remesa", "32"],
    ["devueltas", "1"],
  ],
  today: (entry) => {
    const when = entry.fields.cuando;
    return typeof when === "object" && "day" in when && when.day === 0;
  },
  notices: [
    {
      title: "Sede de Campanar",
      about: "La Dra. Robles pasa consulta allí los martes y los jueves.",
    },
    {
      title: "Factura G-0457 devuelta",
      about: "Mutua Levante rechaza el número de póliza.",
      hash: "#/facturas/G-0457",
    },
    {
      title: "Vacuna de la gripe",
      about: "Quedan 18 dosis en la nevera de extracciones.",
    },
  ],
  sections: [
    {
      path: "citas",
      tipo: "cita",
      columns: ["paciente", "cuando", "con", "sala"],
      entries: [
        appointment(
          "C-3304",
          "atendida",
          "P. A. M.",
          [0, "09:00"],
          ROBLES,
          "2",
          "Revisión anual",
          "Mutua Levante",
        ),
        appointment(
          "C-3305",
          "atendida",
          "C. G. R.",
          [0, "09:30"],
          ROBLES,
          "2",
          "Electrocardiograma",
          "Privado",
        ),
        appointment(
          "C-3306",
          "noacudio",
          "J. L. T.",
          [0, "10:00"],
          CUBELLS,
          "4",
          "Dolor de rodilla",
          "Asisa",
        ),
        appointment(
          "C-3307",
          "confirmada",
          "M. S. V.",
          [0, "11:15"],
          CUBELLS,
          "4",
          "Resultados de analítica",
          "Mutua Levante",
        ),
        appointment(
          "C-3309",
          "confirmada",
          "N. B. F.",
          [0, "12:00"],
          ROBLES,
          "2",
          "Primera visita",
          "Privado",
        ),
        appointment(
          "C-3310",
          "porconfirmar",
          "A. D. C.",
          [0, "16:30"],
          CUBELLS,
          "3",
          "Certificado médico",
          "Privado",
        ),
        appointment(
          "C-3312",
          "confirmada",
          "L. P. O.",
          [1, "10:00"],
          ROBLES,
          "2",
          "Revisión de tratamiento",
          "Mutua Levante",
          [
            [{ minutesAgo: 14 }, "Movida a las 11:30 por Gustavo Peña, sin efecto"],
            [{ day: -1, time: "18:02" }, "Confirmada por SMS"],
          ],
        ),
        appointment(
          "C-3313",
          "confirmada",
          "R. M. E.",
          [1, "10:30"],
          ROBLES,
          "2",
          "Ecocardiograma",
          "Asisa",
        ),
        appointment(
          "C-3315",
          "porconfirmar",
          "T. H. N.",
          [1, "12:30"],
          CUBELLS,
          "4",
          "Infiltración",
          "Mutua Levante",
        ),
        appointment(
          "C-3321",
          "confirmada",
          "E. C. B.",
          [2, "09:30"],
          CUBELLS,
          "3",
          "Revisión posoperatoria",
          "Asisa",
        ),
      ],
    },
    {
      path: "facturas",
      tipo: "factura",
      columns: ["aseguradora", "paciente", "emision", "importe"],
      entries: [
        invoice(
          "G-0457",
          "devuelta",
          "Mutua Levante",
          "F. R. J.",
          -7,
          [
            ["Consulta de cardiología", "1", 62],
            ["Electrocardiograma", "1", 38],
          ],
          [
            [{ day: -1, time: "08:12" }, "Devuelta: póliza 0482213 no encontrada"],
            [{ day: -5, time: "07:00" }, "Enviada en la remesa 31"],
          ],
          "0482213",
        ),
        invoice(
          "G-0456",
          "enviada",
          "Mutua Levante",
          "P. A. M.",
          -7,
          [["Consulta de cardiología", "1", 62]],
          [[{ day: -5, time: "07:00" }, "Enviada en la remesa 31"]],
          "00471860",
        ),
        invoice(
          "G-0455",
          "cobrada",
          "Asisa",
          "R. M. E.",
          -12,
          [["Ecocardiograma", "1", 110]],
          [[{ day: -3, time: "09:00" }, "Cobrada"]],
          "77120045",
        ),
        invoice(
          "G-0452",
          "cobrada",
          "Privado",
          "C. G. R.",
          -13,
          [
            ["Consulta", "1", 75],
            ["Analítica básica", "1", 44.5],
          ],
          [[{ day: -13, time: "13:24" }, "Cobrada con tarjeta"]],
        ),
        invoice(
          "G-0449",
          "enviada",
          "Asisa",
          "E. C. B.",
          -16,
          [
            ["Cirugía menor", "1", 240],
            ["Cura", "3", 18],
          ],
          [],
          "77118302",
        ),
      ],
    },
  ],
};
