"""Words of messages and of people, over all tenants: what a search looks in. They are put there after the commit."""

from __future__ import annotations

from typing import ClassVar

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

FUNCTIONS = """
-- Letters without their accents, in lower case. The embedded PostgreSQL has no unaccent; NFD and a pattern do the same.
-- In the C locale its parser takes «¿» for a letter: signs that Spanish puts around words become spaces, one for one.
CREATE OR REPLACE FUNCTION public.ventanilla_fold(t text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
  SELECT translate(lower(regexp_replace(normalize(t, NFD), E'[\\\\u0300-\\\\u036F]', '', 'g')),
    '¿¡«»“”‘’…—–·', '            ')
$body$;

-- Each word as it is written and as its stem: «facturas» is found by «factura», and a name by itself.
CREATE OR REPLACE FUNCTION public.ventanilla_words(t text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $body$
  SELECT to_tsvector('pg_catalog.simple', public.ventanilla_fold(t))
    || to_tsvector('pg_catalog.spanish', public.ventanilla_fold(t))
$body$;
"""
DROP = """
DROP FUNCTION public.ventanilla_words(text);
DROP FUNCTION public.ventanilla_fold(text);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ventanilla_desk", "0012_admin")]

    operations: ClassVar = [
        migrations.RunSQL([FUNCTIONS], [DROP]),
        migrations.CreateModel(
            name="Indexado",
            fields=[
                ("chat_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("seq", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Marca",
            fields=[
                ("nombre", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("hasta", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Texto",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "chat_id", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("chat_id", models.BigIntegerField()),
                ("seq", models.IntegerField()),
                ("schema_name", models.CharField(max_length=63)),
                ("creado_en", models.DateTimeField()),
                ("palabras", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["palabras"], name="ventanilla_texto_words"),
                    models.Index(fields=["-creado_en", "-chat_id", "-seq"], name="ventanilla_texto_newest"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Persona",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "schema_name", "cliente_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("schema_name", models.CharField(max_length=63)),
                ("cliente_id", models.CharField(max_length=64)),
                ("nombre", models.CharField(max_length=200)),
                ("email", models.CharField(max_length=254)),
                ("palabras", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["palabras"], name="ventanilla_persona_words"),
                ],
            },
        ),
    ]
