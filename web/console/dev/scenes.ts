// A morning at the desk: four tenants, their people, and what they said. All names are made up.
import type { Agente, TenantRef } from "../src/wire.ts";
import { DeskModel, type Person } from "./desk-model.ts";

export const ANA: Agente = { id: 1, usuario: "ana", nombre: "Ana Ruiz" };
export const BEA: Agente = { id: 2, usuario: "bea", nombre: "Bea Campos" };

export const TENANTS: TenantRef[] = [
  { slug: "acme", nombre: "Acme Logística", color: "#7c3aed" },
  { slug: "globex", nombre: "Globex Salud", color: "#0369a1" },
  { slug: "initech", nombre: "Initech", color: "#b45309" },
  { slug: "umbra", nombre: "Umbra Retail", color: "#be185d" },
];
const [acme, globex, initech, umbra] = TENANTS as [TenantRef, TenantRef, TenantRef, TenantRef];

const person = (
  tenant: TenantRef,
  id: number,
  nombre: string,
  more: Partial<Person> = {},
): Person => ({
  id,
  nombre,
  tenant,
  email: null,
  avatar: null,
  atributos: null,
  ...more,
});

export const EVA = person(acme, 5, "Eva Montes", {
  email: "eva@acme.example",
  atributos: { papel: "Jefa de almacén", plan: "Empresa", desde: "marzo de 2024" },
});
export const GUS = person(globex, 9, "Gustavo Peña", {
  email: "gus@globex.example",
  atributos: { papel: "Recepción" },
});

const MINUTE = 60_000;

type Line = [
  who: "c" | "a" | "b",
  minutesAgo: number,
  text: string,
  contexto?: Record<string, unknown>,
];

/** A desk with its morning behind it; the clock is real from then on. */
export function morning(): DeskModel {
  const start = Date.now();
  const model = new DeskModel();
  const play = (
    who: Person,
    lines: Line[],
    closing?: [razon: string, minutesAgo: number, text?: string],
  ) => {
    for (const [speaker, ago, text, contexto] of lines) {
      model.now = () => start - ago * MINUTE;
      if (speaker === "c") model.say(who, text, contexto ?? null);
      else {
        const agente = speaker === "a" ? ANA : BEA;
        const id = model.openChatOf(who)!.chat.id;
        model.reply(id, agente, text, crypto.randomUUID());
      }
    }
    const chat = model.openChatOf(who)!.chat;
    if (!closing) return chat.id;
    const [razon, ago, text = ""] = closing;
    model.now = () => start - ago * MINUTE;
    chat.leido_cliente = chat.ultimo_seq;
    model.close(chat.id, BEA, razon, text, chat.ultimo_seq);
    return chat.id;
  };

  play(
    EVA,
    [
      ["c", 40 * 24 * 60, "No me llega la factura de octubre"],
      ["b", 40 * 24 * 60 - 9, "Te la acabo de enviar a tu correo, Eva."],
    ],
    ["sin_respuesta", 39 * 24 * 60],
  );
  play(
    EVA,
    [
      ["c", 19 * 24 * 60, "¿Cómo doy de alta a dos compañeros?"],
      [
        "a",
        19 * 24 * 60 - 4,
        "En Ajustes, Equipo, Invitar. Si quieres lo hago yo: dime sus correos.",
      ],
      ["c", 19 * 24 * 60 - 6, "Ya está, gracias"],
    ],
    ["resuelto", 19 * 24 * 60 - 10],
  );
  const yesterday = Math.max(
    17 * 60,
    (start - new Date(start).setHours(0, 0, 0, 0)) / MINUTE + 5 * 60,
  );
  play(
    EVA,
    [
      [
        "c",
        yesterday + 32,
        "El pedido 4187 sale como entregado pero lo tengo delante, en el almacén",
        {
          tipo: "pedido",
          id: 4187,
          titulo: "Pedido 4187",
          pantalla: "Pedidos",
          url: "https://acme.example/pedidos/4187",
        },
      ],
      ["b", yesterday + 28, "Hola, Eva. Lo miro: ¿lo leyeron con el lector del muelle 2?"],
      ["c", yesterday + 25, "Sí, ayer por la tarde"],
      ["b", yesterday + 3, "Listo, Eva: el pedido ya aparece bien. ¿Algo más?"],
      ["c", yesterday + 2, "Nada más, gracias"],
    ],
    ["resuelto", yesterday, "El pedido 4187 ya está corregido. Si vuelve a pasar, escríbenos."],
  );
  play(
    person(globex, 31, "Rosa Beltrán"),
    [
      ["c", 3 * 24 * 60, "No encuentro dónde cambiar el horario de la consulta"],
      [
        "a",
        3 * 24 * 60 - 5,
        "En Agenda, Horarios. Te dejo el enlace: https://ayuda.globex.example/horarios",
      ],
    ],
    ["resuelto", 3 * 24 * 60 - 40],
  );
  play(
    person(initech, 77, "Promo Total"),
    [["c", 2 * 24 * 60, "GANE DINERO DESDE CASA"]],
    ["spam", 2 * 24 * 60 - 2],
  );
  for (const [index, [who, text]] of CLOSED.entries()) {
    const tenant = TENANTS[index % TENANTS.length]!;
    const ago = (1 + index) * 26 * 60;
    play(
      person(tenant, 300 + index, who),
      [
        ["c", ago + 30, text],
        ["b", ago + 12, "Hecho. Cualquier cosa, aquí estamos."],
      ],
      [index % 3 ? "resuelto" : "sin_respuesta", ago],
    );
  }
  for (const [index, [who, text, mine]] of OPEN.entries()) {
    const tenant = TENANTS[(index + 1) % TENANTS.length]!;
    const ago = 170 + index * 23;
    const lines: Line[] = [["c", ago + 8, text]];
    if (mine) lines.push(["b", ago, mine]);
    play(person(tenant, 100 + index, who), lines);
  }
  play(person(globex, 12, "Marta Gil"), [
    ["c", 110, "¿Se puede imprimir la agenda de toda la semana?"],
    ["a", 98, "Aún no, pero lo tengo apuntado. Quedo pendiente de lo que diga el equipo"],
  ]);
  play(person(umbra, 41, "Lucía Ferrer"), [
    ["c", 66, "La impresora de etiquetas saca todo en blanco"],
    ["c", 64, "Ya la apagué y la encendí"],
    ["c", 62, "Adjunto la captura del error de impresión"],
  ]);
  play(person(initech, 20, "Pedro Lago"), [
    ["c", 70, "No me deja entrar, dice que la clave caducó"],
    ["b", 58, "Te mandé un enlace para cambiarla, Pedro."],
    ["c", 49, "Perfecto, mil gracias"],
    ["b", 48, "A ti."],
  ]);
  const informes = play(person(acme, 6, "Iván Soler"), [
    ["c", 35, "Necesito el informe de entregas de octubre por provincia"],
    ["b", 28, "Te paso el informe en cuanto lo genere"],
  ]);
  model.tag(informes, "informes");
  play(person(umbra, 44, "Noa Vidal"), [
    ["c", 27, "El precio del 3x2 no se aplica en caja"],
    ["a", 15, "Ya está corregido, ¿puedes volver a entrar?"],
  ]);
  const agenda = play(GUS, [
    [
      "c",
      6.5,
      "La agenda no deja mover citas de mañana",
      {
        tipo: "agenda",
        titulo: "Agenda de mañana",
        pantalla: "Agenda",
        url: "https://globex.example/agenda",
      },
    ],
  ]);
  model.tag(agenda, "agenda");
  play(EVA, [
    [
      "c",
      4.6,
      "Hola, volvió a pasar: el pedido 4187 aparece como entregado y sigue en el almacén.",
      {
        tipo: "pedido",
        id: 4187,
        titulo: "Pedido 4187",
        pantalla: "Pedidos",
        url: "https://acme.example/pedidos/4187",
      },
    ],
    ["c", 4.2, "Volvió a pasar con el pedido 4187, ¿lo miran?"],
  ]);
  model.now = Date.now;
  return model;
}

const OPEN: [who: string, text: string, answer?: string][] = [
  [
    "Tomás Rey",
    "¿Hay forma de exportar los pacientes a una hoja de cálculo?",
    "Sí, en Informes, Exportar. ¿Te sirve en CSV?",
  ],
  ["Carla Nieto", "Se me duplicaron tres facturas al volver atrás"],
  [
    "Hugo Ferrán",
    "La tienda de Gran Vía no ve el inventario de hoy",
    "Estamos en ello, Hugo. Te escribo antes de las 12.",
  ],
  ["Alba Crespo", "Quiero cambiar el correo con el que entro", "Dime el nuevo y lo cambio yo."],
  ["Nuria Paz", "El recordatorio por SMS llega una hora tarde"],
  ["Óscar Vela", "¿Cuándo abrís los sábados?", "De 9 a 14 h, Óscar."],
  ["Irene Luna", "No cuadra el cierre de caja de ayer por 12,40 €"],
  [
    "Marcos Gil",
    "Necesito la API para leer envíos",
    "Te dejo la documentación y una clave de pruebas.",
  ],
  [
    "Sara Pons",
    "¿Puedo tener dos agendas con el mismo doctor?",
    "Puedes: en Agendas, Nueva, y eliges al mismo profesional.",
  ],
  ["Julio Rivas", "La pantalla de devoluciones se queda en blanco"],
  [
    "Elena Duarte",
    "¿Cómo cancelo un envío que ya tiene etiqueta?",
    "Se puede hasta que lo recoge el transportista. ¿Cuál es?",
  ],
  ["Bruno Salas", "Me aparece el plan antiguo en la factura"],
  ["Clara Ibáñez", "Gracias por lo de ayer, todo va bien", "Qué bien, Clara."],
  ["Diego Mora", "No puedo adjuntar un PDF de 30 MB"],
];

const CLOSED: [who: string, text: string][] = [
  ["Vera Campos", "¿Dónde descargo el certificado?"],
  ["Raúl Prieto", "El lector no se conecta por bluetooth"],
  ["Inés Toro", "Quiero dar de baja una sucursal"],
  ["Pablo Sanz", "La factura salió sin mi NIF"],
  ["Lola Arias", "¿Puedo cambiar el logo del ticket?"],
  ["Aitor Vega", "No recibo los avisos en el móvil"],
];
