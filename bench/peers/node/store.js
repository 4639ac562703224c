// What is read and written. Two writers: one statement for each message, or one for all that arrived meanwhile.
import pg from "pg";

const FIND = `SELECT id::int, ultimo_seq, cerrado FROM chat WHERE tenant = $1 AND cliente_id = $2 AND NOT cerrado`;
const OPEN = `INSERT INTO chat (tenant, cliente_id) VALUES ($1, $2)
  ON CONFLICT (tenant, cliente_id) WHERE NOT cerrado DO UPDATE SET tenant = excluded.tenant RETURNING id::int`;
const NAMED = `SELECT id::int, ultimo_seq, cerrado FROM chat WHERE id = $1`;
const AFTER = `SELECT chat_id::int, seq, uid, autor_tipo, autor_id, texto, creado_en FROM mensaje
  WHERE chat_id = $1 AND seq > $2 ORDER BY seq`;

const SAY_ONE = `WITH c AS (
    UPDATE chat SET ultimo_seq = ultimo_seq + 1, ultimo_texto = left($4, 200), actividad_en = now()
    WHERE id = $1 AND NOT cerrado RETURNING id, ultimo_seq)
  INSERT INTO mensaje (chat_id, seq, uid, autor_tipo, autor_id, texto)
  SELECT id, ultimo_seq, $2, 'cliente', $3, $4 FROM c RETURNING seq, creado_en`;

const SAY_MANY = `WITH incoming AS (
    SELECT chat_id, uid, autor_id, texto, row_number() OVER (PARTITION BY chat_id ORDER BY place) AS nth
    FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS t (chat_id, uid, autor_id, texto, place)
  ), grown AS (
    SELECT chat_id, max(nth) AS n, (array_agg(texto ORDER BY nth DESC))[1] AS texto FROM incoming GROUP BY chat_id
  ), c AS (
    UPDATE chat SET ultimo_seq = ultimo_seq + n, ultimo_texto = left(grown.texto, 200), actividad_en = now()
    FROM grown WHERE id = grown.chat_id AND NOT cerrado RETURNING id, ultimo_seq - n AS base)
  INSERT INTO mensaje (chat_id, seq, uid, autor_tipo, autor_id, texto)
  SELECT i.chat_id, base + nth, i.uid, 'cliente', i.autor_id, i.texto FROM incoming i JOIN c ON c.id = i.chat_id
  RETURNING uid, seq, creado_en`;

class OneByOne {
  constructor(pool) {
    this.pool = pool;
  }

  async say(chatId, uid, clienteId, texto) {
    const { rows } = await this.pool.query({ name: "say", text: SAY_ONE, values: [chatId, uid, clienteId, texto] });
    return rows[0] ?? null;
  }
}

class Grouped {
  waiting = [];
  busy = false;

  constructor(pool) {
    this.pool = pool;
  }

  say(chatId, uid, clienteId, texto) {
    return new Promise((resolve, reject) => {
      this.waiting.push({ chatId, uid, clienteId, texto, resolve, reject });
      if (!this.busy) this.write();
    });
  }

  async write() {
    this.busy = true;
    while (this.waiting.length) {
      const group = this.waiting.splice(0, 1000);
      const values = ["chatId", "uid", "clienteId", "texto"].map((column) => group.map((one) => one[column]));
      try {
        const { rows } = await this.pool.query({ name: "say", text: SAY_MANY, values });
        const stored = new Map(rows.map((row) => [row.uid, row]));
        for (const one of group) one.resolve(stored.get(one.uid) ?? null);
      } catch (error) {
        for (const one of group) one.reject(error);
      }
    }
    this.busy = false;
  }
}

export class Store {
  constructor({ grouped }) {
    this.pool = new pg.Pool({ max: 10 });
    this.writer = grouped ? new Grouped(this.pool) : new OneByOne(this.pool);
  }

  async find(tenant, clienteId) {
    const { rows } = await this.pool.query({ name: "find", text: FIND, values: [tenant, clienteId] });
    return rows[0] ?? null;
  }

  async named(chatId) {
    const { rows } = await this.pool.query({ name: "named", text: NAMED, values: [chatId] });
    return rows[0] ?? null;
  }

  async after(chatId, seq) {
    const { rows } = await this.pool.query({ name: "after", text: AFTER, values: [chatId, seq] });
    return rows.map((row) => mensaje(row));
  }

  // The message, committed, in the given chat or, where that is closed or none is given, in a new one.
  async say(tenant, clienteId, chatId, uid, texto) {
    let id = chatId ?? (await this.open(tenant, clienteId));
    let stored = await this.writer.say(id, uid, clienteId, texto);
    if (!stored) {
      id = await this.open(tenant, clienteId);
      stored = await this.writer.say(id, uid, clienteId, texto);
    }
    return mensaje({ ...stored, chat_id: id, uid, autor_tipo: "cliente", autor_id: clienteId, texto });
  }

  async open(tenant, clienteId) {
    const { rows } = await this.pool.query({ name: "open", text: OPEN, values: [tenant, clienteId] });
    return rows[0].id;
  }
}

function mensaje(row) {
  return {
    chat_id: row.chat_id,
    seq: row.seq,
    uid: row.uid,
    tipo: "texto",
    autor: { tipo: row.autor_tipo, id: row.autor_id, nombre: "" },
    texto: row.texto,
    adjuntos: [],
    creado_en: row.creado_en.toISOString(),
  };
}
