// The platform's own customers: each one's plan, use and invoices.
import type { Entry, Section } from "../records";

export type Account = {
  plan: string;
  euros: number;
  renews: number;
  usage: [
    name: "seats" | "sites" | "orders" | "storage",
    used: number,
    limit: number,
    unit?: string,
  ][];
};

const TRIAL: Account = {
  plan: "Prueba",
  euros: 0,
  renews: 4,
  usage: [
    ["seats", 2, 5],
    ["sites", 1, 1],
    ["orders", 14, 200],
    ["storage", 0.2, 2, "GB"],
  ],
};
const ACCOUNTS: Record<string, Account> = {
  "Umbra Retail": {
    plan: "Empresa",
    euros: 390,
    renews: 11,
    usage: [
      ["seats", 38, 60],
      ["sites", 7, 10],
      ["orders", 4212, 10000],
      ["storage", 31, 100, "GB"],
    ],
  },
  Initech: {
    plan: "Inicio",
    euros: 49,
    renews: 19,
    usage: [
      ["seats", 9, 10],
      ["sites", 1, 2],
      ["orders", 640, 1000],
      ["storage", 3.4, 10, "GB"],
    ],
  },
};

export const accountOf = (company: string) => ACCOUNTS[company] ?? TRIAL;

export function accountSections(company: string): Section[] {
  const { plan, euros } = accountOf(company);
  const entries =
    euros === 0 ? [] : [0, 1, 2, 3, 4].map((months) => invoice(months, company, plan, euros));
  return [
    {
      path: "facturas",
      tipo: "factura",
      columns: ["periodo", "emision", "pago", "importe"],
      entries,
    },
  ];
}

function invoice(months: number, company: string, plan: string, euros: number): Entry {
  const day = -19 - 30 * months;
  const iva = Math.round(euros * 21) / 100;
  return {
    id: `M-${2201 - 37 * months}`,
    estado: "pagada",
    fields: {
      cliente: company,
      periodo: `30 días, plan ${plan}`,
      emision: { day },
      pago: "Domiciliación",
      base: { euros },
      iva: { euros: iva },
      importe: { euros: euros + iva },
    },
    lines: {
      head: ["concepto", "cantidad", "precio"],
      rows: [[`Plan ${plan}`, "1", { euros }]],
    },
    events: [
      [{ day: day + 2, time: "06:00" }, "Cobrada por domiciliación"],
      [{ day, time: "06:00" }, "Emitida"],
    ],
  };
}
