"""Whether a cliente may write is loaded with their row, under its lock: no look of its own is needed."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

FUNCTION = """
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
          RETURNING cliente_id, nombre, email, avatar, atributos, version, bloqueado)
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
  $make$, current_schema());
END $do$
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla", "0004_adjuntos")]

    operations: ClassVar = [
        migrations.AddField("cliente", "bloqueado", models.BooleanField(db_default=False, default=False)),
        migrations.RunSQL([FUNCTION], migrations.RunSQL.noop),
    ]
