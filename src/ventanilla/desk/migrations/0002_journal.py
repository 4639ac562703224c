"""One call for a whole batch of the journal: each schema's own part of it, then the inbox over all of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

FUNCTIONS = """
-- A line for each schema, in their order, and a last one: which of the agents' uids were sent, and into which chat.
-- The arrays are walked by unnest: to index one of long texts is to walk it from its start.
CREATE OR REPLACE FUNCTION public.ventanilla_load(schemas text[], wants text[], sent uuid[])
  RETURNS SETOF text LANGUAGE plpgsql AS $body$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT * FROM unnest(schemas, wants) AS p(schema_name, want) LOOP
    RETURN QUERY EXECUTE format('SELECT %I.ventanilla_load($1::json)::text', part.schema_name) USING part.want;
  END LOOP;
  IF cardinality(sent) > 0 THEN
    RETURN QUERY SELECT coalesce(json_agg(e)::text, '[]') FROM (
      SELECT uid, agente_id, chat_id FROM public.ventanilla_desk_envio WHERE uid = ANY(sent)) e;
  ELSE
    RETURN NEXT '[]';
  END IF;
END $body$;

-- What agents sent, in these chats (null: in all).
CREATE OR REPLACE FUNCTION public.ventanilla_sent(sent json, chats bigint[]) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  IF sent IS NOT NULL THEN
    INSERT INTO public.ventanilla_desk_envio (uid, agente_id, chat_id, seq)
      SELECT e.* FROM json_to_recordset(sent) AS e(uid uuid, agente_id text, chat_id bigint, seq int)
      WHERE chats IS NULL OR e.chat_id = ANY(chats);
  END IF;
END $body$;

-- The inbox rows of these chats (null: of all) are as told. No last author: nothing new was said, the last words stay.
CREATE OR REPLACE FUNCTION public.ventanilla_bandeja(rows json, chats bigint[])
  RETURNS SETOF public.ventanilla_desk_bandeja LANGUAGE plpgsql AS $body$
BEGIN
  RETURN QUERY INSERT INTO public.ventanilla_desk_bandeja AS b (chat_id, schema_name, cliente_id, cliente_nombre,
      creado_en, cerrado, cerrado_en, razon_cierre, ultimo_seq, ultimo_texto, ultimo_autor, ultima_actividad,
      espera_desde, sin_leer, anterior, etiquetas)
    SELECT u.*, '{}' FROM json_to_recordset(rows) AS u(chat_id bigint, schema_name text, cliente_id text,
      cliente_nombre text, creado_en timestamptz, cerrado bool, cerrado_en timestamptz, razon_cierre text,
      ultimo_seq int, ultimo_texto text, ultimo_autor jsonb, ultima_actividad timestamptz, espera_desde timestamptz,
      sin_leer int, anterior bigint)
    WHERE chats IS NULL OR u.chat_id = ANY(chats)
    ON CONFLICT (chat_id) DO UPDATE SET
      cliente_nombre = excluded.cliente_nombre, cerrado = excluded.cerrado, cerrado_en = excluded.cerrado_en,
      razon_cierre = excluded.razon_cierre, ultimo_seq = excluded.ultimo_seq,
      ultima_actividad = excluded.ultima_actividad, espera_desde = excluded.espera_desde,
      sin_leer = excluded.sin_leer,
      ultimo_texto = CASE WHEN excluded.ultimo_autor IS NULL THEN b.ultimo_texto ELSE excluded.ultimo_texto END,
      ultimo_autor = coalesce(excluded.ultimo_autor, b.ultimo_autor),
      version = b.version + 1, cambiado_en = clock_timestamp()
    RETURNING b.*;
END $body$;

CREATE OR REPLACE FUNCTION public.ventanilla_write(
    schemas text[], known text[], changed text[], opened text[], said text[], sent text, rows text)
  RETURNS SETOF public.ventanilla_desk_bandeja LANGUAGE plpgsql AS $body$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT * FROM unnest(schemas, known, changed, opened, said) AS p(schema_name, known, changed, opened, said)
  LOOP
    EXECUTE format('SELECT %I.ventanilla_write($1::json, $2::json, $3::json, $4::json)', part.schema_name)
      USING part.known, part.changed, part.opened, part.said;
  END LOOP;
  PERFORM public.ventanilla_sent(sent::json, NULL);
  RETURN QUERY SELECT * FROM public.ventanilla_bandeja(rows::json, NULL);
END $body$;

-- `rows`: what a new message changes of an inbox row that exists. The rows of the chats that got theirs.
CREATE OR REPLACE FUNCTION public.ventanilla_append(schemas text[], new text[], sent text, rows text)
  RETURNS SETOF public.ventanilla_desk_bandeja LANGUAGE plpgsql AS $body$
DECLARE
  part record;
  here bigint[];
  stored bigint[] := '{}';
  all_of_them bool;
BEGIN
  FOR part IN SELECT * FROM unnest(schemas, new) AS p(schema_name, new) LOOP
    EXECUTE format('SELECT %I.ventanilla_append($1::json)', part.schema_name) INTO here USING part.new;
    stored := stored || here;
  END LOOP;
  all_of_them := cardinality(stored) = json_array_length(rows::json);
  PERFORM public.ventanilla_sent(sent::json, CASE WHEN NOT all_of_them THEN stored END);
  -- The comparisons with 0 say nothing, but that few rows come: so each is looked up by key.
  RETURN QUERY UPDATE public.ventanilla_desk_bandeja b
    SET ultimo_seq = u.ultimo_seq, ultimo_texto = u.ultimo_texto, ultimo_autor = u.ultimo_autor,
      ultima_actividad = u.ultima_actividad, espera_desde = u.espera_desde, sin_leer = u.sin_leer,
      version = b.version + 1, cambiado_en = clock_timestamp()
    FROM json_to_recordset(rows::json) AS u(chat_id bigint, ultimo_seq int, ultimo_texto text, ultimo_autor jsonb,
      ultima_actividad timestamptz, espera_desde timestamptz, sin_leer int)
    WHERE b.chat_id = u.chat_id AND (all_of_them OR u.chat_id = ANY(stored))
      AND u.chat_id > 0 AND u.ultimo_seq > 0 AND u.sin_leer >= 0
    RETURNING b.*;
END $body$;
"""

DROP = """
DROP FUNCTION public.ventanilla_append(text[], text[], text, text);
DROP FUNCTION public.ventanilla_load(text[], text[], uuid[]);
DROP FUNCTION public.ventanilla_write(text[], text[], text[], text[], text[], text, text);
DROP FUNCTION public.ventanilla_bandeja(json, bigint[]);
DROP FUNCTION public.ventanilla_sent(json, bigint[]);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0001_initial"), ("ventanilla", "0003_journal")]

    operations: ClassVar = [migrations.RunSQL([FUNCTIONS], [DROP])]
