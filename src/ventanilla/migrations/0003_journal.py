"""The journal's statements in each schema: what a batch must know, under the locks; what it writes; what it appends.

Functions, because their plans are kept for each schema and a batch costs one round trip each way, however many
tenants it touches (docs/decisions/0005). They hold no rule of the conversation: those stand in `chat/ledger.py`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

FUNCTIONS = """
DO $do$
BEGIN
  EXECUTE format($make$
    -- want: {"clientes": [{cliente_id, nombre, email, avatar, atributos, abre}], "uids": [], "chats": [],
    --        "cuentas": [{chat_id, lector, seq}], "cierra": bool}
    CREATE OR REPLACE FUNCTION %1$I.ventanilla_load(want json) RETURNS json LANGUAGE plpgsql AS $body$
    DECLARE
      ids text[];
      named bigint[] := ARRAY(SELECT e::bigint FROM json_array_elements_text(want->'chats') e);
      uids uuid[] := ARRAY(SELECT e::uuid FROM json_array_elements_text(want->'uids') e);
      locked int;
      open_chats int;
      clientes json;
      chats json;
      stored json;
      openings json;
      unread json;
      now_locked timestamptz;
    BEGIN
      SELECT array_agg(w.cliente_id ORDER BY w.cliente_id COLLATE "C") INTO ids
        FROM json_to_recordset(want->'clientes') AS w(cliente_id text);
      -- In a fixed order (as is the order of schemas): two writers can never wait for each other in a circle.
      PERFORM FROM %1$I.ventanilla_cliente WHERE cliente_id = ANY(ids)
        ORDER BY cliente_id COLLATE "C" FOR NO KEY UPDATE;
      GET DIAGNOSTICS locked = ROW_COUNT;
      IF locked < cardinality(ids) THEN
        INSERT INTO %1$I.ventanilla_cliente (cliente_id, nombre, email, avatar, atributos)
          SELECT w.* FROM json_to_recordset(want->'clientes')
            AS w(cliente_id text, nombre text, email text, avatar text, atributos json)
          ORDER BY w.cliente_id COLLATE "C" ON CONFLICT DO NOTHING;
        PERFORM FROM %1$I.ventanilla_cliente WHERE cliente_id = ANY(ids)
          ORDER BY cliente_id COLLATE "C" FOR NO KEY UPDATE;
      END IF;

      -- Each statement from here on sees what was committed before the locks were held.
      now_locked := clock_timestamp();
      -- A new version: what other writers remember of these clientes is old.
      WITH c AS (
        UPDATE %1$I.ventanilla_cliente SET version = version + 1 WHERE cliente_id = ANY(ids)
          RETURNING cliente_id, nombre, email, avatar, atributos, version)
      SELECT json_agg(c) INTO clientes FROM c;
      IF cardinality(uids) > 0 THEN
        SELECT json_agg(m), named || array_agg(m.chat_id) INTO stored, named FROM (
          SELECT chat_id, seq, uid, tipo, texto, contexto, adjuntos, creado_en, json_build_object('tipo', autor_tipo,
            'id', autor_id, 'nombre', autor_nombre, 'avatar', autor_avatar) AS author
          FROM %1$I.ventanilla_mensaje WHERE uid = ANY(uids)) m;
      END IF;
      SELECT json_agg(c), count(*) FILTER (WHERE c.is_theirs) INTO chats, open_chats FROM (
        SELECT c.*, true AS is_theirs FROM %1$I.ventanilla_chat c WHERE c.cliente_id = ANY(ids) AND NOT c.cerrado
        UNION ALL
        SELECT c.*, false FROM %1$I.ventanilla_chat c
          WHERE c.id = ANY(named) AND (c.cerrado OR c.cliente_id <> ALL(ids))) c;
      IF open_chats < cardinality(ids) OR (want->>'cierra')::bool THEN
        -- An id is taken under the cliente's lock, so ids rise along a cliente's chats.
        SELECT json_agg(o) INTO openings FROM (
          SELECT w.cliente_id,
            (SELECT max(h.id) FROM %1$I.ventanilla_chat h WHERE h.cliente_id = w.cliente_id AND h.cerrado) AS anterior,
            ARRAY(SELECT nextval('public.ventanilla_chat_id') FROM generate_series(1, w.n)) AS ids
          FROM (
            SELECT p.cliente_id, p.abre + (NOT EXISTS (
              SELECT FROM %1$I.ventanilla_chat c WHERE c.cliente_id = p.cliente_id AND NOT c.cerrado))::int AS n
            FROM json_to_recordset(want->'clientes') AS p(cliente_id text, abre int) WHERE p.abre >= 0) w
          WHERE w.n > 0) o;
      END IF;
      IF want->'cuentas' IS NOT NULL THEN
        SELECT json_agg(u) INTO unread FROM (
          SELECT q.chat_id, q.lector, q.seq, (
            SELECT count(*) FROM %1$I.ventanilla_mensaje m WHERE m.chat_id = q.chat_id AND m.seq > q.seq
              AND (m.autor_tipo = 'cliente') = (q.lector = 'soporte')) AS n
          FROM json_to_recordset(want->'cuentas') AS q(chat_id bigint, lector text, seq int)) u;
      END IF;
      RETURN json_build_object('now', now_locked, 'clientes', clientes, 'chats', chats, 'stored', stored,
        'openings', openings, 'unread', unread);
    END $body$;

    -- Closings before openings: one chat is open at a time. A part that is null has nothing to write. Row by row, for
    -- the reason that stands in the guards.
    CREATE OR REPLACE FUNCTION %1$I.ventanilla_write(known json, changed json, opened json, said json)
      RETURNS void LANGUAGE plpgsql AS $body$
    DECLARE
      row_of record;
    BEGIN
      FOR row_of IN
        SELECT * FROM json_to_recordset(known) AS k(cliente_id text, nombre text, email text, avatar text, atributos json)
      LOOP
        UPDATE %1$I.ventanilla_cliente
          SET nombre = row_of.nombre, email = row_of.email, avatar = row_of.avatar, atributos = row_of.atributos
          WHERE cliente_id = row_of.cliente_id;
      END LOOP;
      FOR row_of IN
        SELECT * FROM json_to_recordset(changed) AS u(id bigint, contexto json, actividad_en timestamptz,
            ultimo_seq int, ultimo_seq_cliente int, leido_cliente int, leido_soporte int, sin_leer_cliente int,
            sin_leer_soporte int, espera_desde timestamptz, cerrado bool, cerrado_en timestamptz, cerrado_por jsonb,
            razon_cierre text, mensaje_cierre text)
      LOOP
        UPDATE %1$I.ventanilla_chat
          SET contexto = row_of.contexto, actividad_en = row_of.actividad_en, ultimo_seq = row_of.ultimo_seq,
            ultimo_seq_cliente = row_of.ultimo_seq_cliente, leido_cliente = row_of.leido_cliente,
            leido_soporte = row_of.leido_soporte, sin_leer_cliente = row_of.sin_leer_cliente,
            sin_leer_soporte = row_of.sin_leer_soporte, espera_desde = row_of.espera_desde, cerrado = row_of.cerrado,
            cerrado_en = row_of.cerrado_en, cerrado_por = row_of.cerrado_por, razon_cierre = row_of.razon_cierre,
            mensaje_cierre = row_of.mensaje_cierre
          WHERE id = row_of.id;
      END LOOP;
      IF opened IS NOT NULL THEN
        INSERT INTO %1$I.ventanilla_chat (id, cliente_id, anterior, creado_en, contexto, actividad_en, ultimo_seq,
            ultimo_seq_cliente, leido_cliente, leido_soporte, sin_leer_cliente, sin_leer_soporte, espera_desde,
            cerrado, cerrado_en, cerrado_por, razon_cierre, mensaje_cierre)
          SELECT o.* FROM json_to_recordset(opened) AS o(id bigint, cliente_id text, anterior bigint,
            creado_en timestamptz, contexto json, actividad_en timestamptz, ultimo_seq int, ultimo_seq_cliente int,
            leido_cliente int, leido_soporte int, sin_leer_cliente int, sin_leer_soporte int,
            espera_desde timestamptz, cerrado bool, cerrado_en timestamptz, cerrado_por jsonb, razon_cierre text,
            mensaje_cierre text);
      END IF;
      IF said IS NOT NULL THEN
        INSERT INTO %1$I.ventanilla_mensaje (chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre,
            autor_avatar, texto, contexto, adjuntos, creado_en)
          SELECT m.chat_id, m.seq, m.uid, m.tipo, a.tipo, a.id, a.nombre, a.avatar, m.texto, m.contexto, m.adjuntos,
            m.creado_en
          FROM json_to_recordset(said) AS m(chat_id bigint, seq int, uid uuid, tipo text, author json, texto text,
              contexto json, adjuntos jsonb, creado_en timestamptz),
            json_to_record(m.author) AS a(tipo text, id text, nombre text, avatar text);
      END IF;
    END $body$;

    -- One message each for chats whose clientes have the version that the writer remembers; the chats that got theirs.
    -- The statement that looks at a cliente's version locks the row, and sees the newest. In the order of `new`.
    -- The comparisons with 0 say nothing, but that few rows come: so each is looked up by key, whenever it is planned.
    CREATE OR REPLACE FUNCTION %1$I.ventanilla_append(new json) RETURNS bigint[] LANGUAGE plpgsql AS $body$
    DECLARE
      stored bigint[];
    BEGIN
      WITH ours AS (
        UPDATE %1$I.ventanilla_cliente c SET version = c.version + 1
          FROM json_to_recordset(new) AS u(cliente_id text, version bigint, chat_id bigint, actividad_en timestamptz,
            ultimo_seq int, ultimo_seq_cliente int, leido_cliente int, leido_soporte int, sin_leer_cliente int,
            sin_leer_soporte int, espera_desde timestamptz, uid uuid, tipo text, autor_tipo text, autor_id text,
            autor_nombre text, autor_avatar text, texto text, contexto json, adjuntos jsonb)
          WHERE c.cliente_id = u.cliente_id AND c.version = u.version
            AND (SELECT m.seq FROM %1$I.ventanilla_mensaje m WHERE m.uid = u.uid LIMIT 1) IS NULL
            AND u.chat_id > 0 AND u.ultimo_seq > 0 AND u.version >= 0 AND u.sin_leer_cliente >= 0
            AND u.sin_leer_soporte >= 0
          RETURNING u.*),
      moved AS (
        UPDATE %1$I.ventanilla_chat c
          SET actividad_en = u.actividad_en, ultimo_seq = u.ultimo_seq, ultimo_seq_cliente = u.ultimo_seq_cliente,
            leido_cliente = u.leido_cliente, leido_soporte = u.leido_soporte, sin_leer_cliente = u.sin_leer_cliente,
            sin_leer_soporte = u.sin_leer_soporte, espera_desde = u.espera_desde
          FROM ours u WHERE c.id = u.chat_id
          RETURNING u.*),
      said AS (
        INSERT INTO %1$I.ventanilla_mensaje (chat_id, seq, uid, tipo, autor_tipo, autor_id, autor_nombre,
            autor_avatar, texto, contexto, adjuntos, creado_en)
          SELECT u.chat_id, u.ultimo_seq, u.uid, u.tipo, u.autor_tipo, u.autor_id, u.autor_nombre, u.autor_avatar,
            u.texto, u.contexto, u.adjuntos, u.actividad_en
          FROM moved u
          RETURNING chat_id)
      SELECT array_agg(chat_id) INTO stored FROM said;
      RETURN stored;
    END $body$;
  $make$, current_schema());
END $do$
"""

DROP = """
DROP FUNCTION ventanilla_load(json);
DROP FUNCTION ventanilla_write(json, json, json, json);
DROP FUNCTION ventanilla_append(json);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla", "0002_guards")]

    operations: ClassVar = [migrations.RunSQL([FUNCTIONS], [DROP])]
