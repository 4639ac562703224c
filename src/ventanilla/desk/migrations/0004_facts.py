"""The inbox row tells when soporte first answered and who closed the chat: the figures of the board come from it alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

FUNCTIONS = """
CREATE OR REPLACE FUNCTION public.ventanilla_bandeja(rows json, chats bigint[])
  RETURNS SETOF public.ventanilla_desk_bandeja LANGUAGE plpgsql AS $body$
BEGIN
  RETURN QUERY INSERT INTO public.ventanilla_desk_bandeja AS b (chat_id, schema_name, cliente_id, cliente_nombre,
      creado_en, cerrado, cerrado_en, cerrado_por, razon_cierre, ultimo_seq, ultimo_texto, ultimo_autor,
      ultima_actividad, espera_desde, sin_leer, anterior, respondido_en, respondido_por, razon_anterior, etiquetas)
    SELECT u.*,
      -- Where the chat before this one was closed in the same batch its row is among these.
      CASE WHEN u.anterior IS NOT NULL THEN coalesce(
        (SELECT r.razon_cierre FROM json_to_recordset(rows) AS r(chat_id bigint, razon_cierre text)
          WHERE r.chat_id = u.anterior AND r.razon_cierre IS NOT NULL),
        (SELECT p.razon_cierre FROM public.ventanilla_desk_bandeja p WHERE p.chat_id = u.anterior)) END,
      '{}'
    FROM json_to_recordset(rows) AS u(chat_id bigint, schema_name text, cliente_id text,
      cliente_nombre text, creado_en timestamptz, cerrado bool, cerrado_en timestamptz, cerrado_por bigint,
      razon_cierre text, ultimo_seq int, ultimo_texto text, ultimo_autor jsonb, ultima_actividad timestamptz,
      espera_desde timestamptz, sin_leer int, anterior bigint, respondido_en timestamptz, respondido_por bigint)
    WHERE chats IS NULL OR u.chat_id = ANY(chats)
    ON CONFLICT (chat_id) DO UPDATE SET
      cliente_nombre = excluded.cliente_nombre, cerrado = excluded.cerrado, cerrado_en = excluded.cerrado_en,
      cerrado_por = excluded.cerrado_por, razon_cierre = excluded.razon_cierre, ultimo_seq = excluded.ultimo_seq,
      ultima_actividad = excluded.ultima_actividad, espera_desde = excluded.espera_desde,
      sin_leer = excluded.sin_leer,
      ultimo_texto = CASE WHEN excluded.ultimo_autor IS NULL THEN b.ultimo_texto ELSE excluded.ultimo_texto END,
      ultimo_autor = coalesce(excluded.ultimo_autor, b.ultimo_autor),
      respondido_en = coalesce(b.respondido_en, excluded.respondido_en),
      respondido_por = coalesce(b.respondido_por, excluded.respondido_por),
      version = b.version + 1, cambiado_en = clock_timestamp()
    RETURNING b.*;
END $body$;

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
      respondido_en = coalesce(b.respondido_en, u.respondido_en),
      respondido_por = coalesce(b.respondido_por, u.respondido_por),
      version = b.version + 1, cambiado_en = clock_timestamp()
    FROM json_to_recordset(rows::json) AS u(chat_id bigint, ultimo_seq int, ultimo_texto text, ultimo_autor jsonb,
      ultima_actividad timestamptz, espera_desde timestamptz, sin_leer int, respondido_en timestamptz,
      respondido_por bigint)
    WHERE b.chat_id = u.chat_id AND (all_of_them OR u.chat_id = ANY(stored))
      AND u.chat_id > 0 AND u.ultimo_seq > 0 AND u.sin_leer >= 0
    RETURNING b.*;
END $body$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0003_desk")]

    operations: ClassVar = [migrations.RunSQL([FUNCTIONS], migrations.RunSQL.noop)]
