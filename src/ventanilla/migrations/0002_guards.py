"""What a constraint cannot say: ids of one sequence, a log without gaps, and a closed chat that stays as it is.

Plain SQL, so that a tenant is made from it in one round trip. The function names its own schema: the hot path has
no search_path, and a name that is not qualified would be looked up anew for each.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations

GUARD = """
DO $do$
BEGIN
  EXECUTE format($make$
    CREATE OR REPLACE FUNCTION %1$I.ventanilla_dense_log() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      -- Each chat's new entries follow its last one, without a gap, and the chat counts them: so none can be
      -- added to a closed chat, whose count no longer changes.
      -- Looked up row by row: a join might be planned once, on an empty table, as a walk through all of it.
      IF EXISTS (
        SELECT FROM (SELECT chat_id, min(seq) AS lo, max(seq) AS hi, count(*) AS n FROM added GROUP BY chat_id) a
        WHERE a.hi - a.lo + 1 <> a.n
           OR (SELECT c.ultimo_seq FROM %1$I.ventanilla_chat c WHERE c.id = a.chat_id) IS DISTINCT FROM a.hi
           OR (a.lo > 1 AND (
                 SELECT m.seq FROM %1$I.ventanilla_mensaje m WHERE m.chat_id = a.chat_id AND m.seq = a.lo - 1) IS NULL)
      ) THEN
        RAISE EXCEPTION 'a chat''s log has no gaps, and ends with the chat'
          USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ventanilla_dense_log';
      END IF;
      RETURN NULL;
    END $body$;

    CREATE OR REPLACE FUNCTION %1$I.ventanilla_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $body$
    BEGIN
      RAISE EXCEPTION 'a closed chat never opens again and takes no more messages'
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ventanilla_stays_closed';
    END $body$;

    CREATE TRIGGER ventanilla_dense_log AFTER INSERT ON %1$I.ventanilla_mensaje
      REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION %1$I.ventanilla_dense_log();

    -- The condition is looked at without calling the function: an open chat pays nothing.
    CREATE TRIGGER ventanilla_stays_closed BEFORE UPDATE ON %1$I.ventanilla_chat FOR EACH ROW
      WHEN (OLD.cerrado AND (NOT NEW.cerrado OR NEW.ultimo_seq <> OLD.ultimo_seq OR NEW.cerrado_en <> OLD.cerrado_en))
      EXECUTE FUNCTION %1$I.ventanilla_stays_closed();
  $make$, current_schema());
END $do$
"""

UNGUARD = """
DROP TRIGGER ventanilla_dense_log ON ventanilla_mensaje;
DROP TRIGGER ventanilla_stays_closed ON ventanilla_chat;
DROP FUNCTION ventanilla_dense_log();
DROP FUNCTION ventanilla_stays_closed();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla", "0001_initial")]

    operations: ClassVar = [migrations.RunSQL([GUARD], [UNGUARD])]
