"""`seed.py N`: the public tables and the tenants t0001 … tN exist afterwards, each with its schema and its domain.

Each tenant's tables are made from the same SQL, written down once: `migrate_schemas` would take minutes for a thousand.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
django.setup()

from chat.models import Chat, Mensaje  # noqa: E402
from chat.store import CHATS_OF_A_TENANT  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django_tenants.utils import schema_context  # noqa: E402
from tenants.models import Domain, Tenant  # noqa: E402


def make_public():
    connection.set_schema_to_public()
    if Tenant._meta.db_table in connection.introspection.table_names():
        return
    with connection.schema_editor() as editor:
        for model in (ContentType, Tenant, Domain):
            editor.create_model(model)


def tenant_sql():
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in (Chat, Mensaje):
            editor.create_model(model)
    return editor.collected_sql


def make_tenant(number, statements):
    slug = f"t{number:04}"
    with transaction.atomic():
        connection.set_schema_to_public()
        tenant = Tenant.objects.create(slug=slug, schema_name=slug)
        Domain.objects.create(domain=f"{slug}.localhost", tenant=tenant, is_primary=True)
        connection.cursor().execute(f"CREATE SCHEMA {slug}")
        # django-tenants sets the search_path where a cursor is made.
        with schema_context(slug), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(f"ALTER TABLE chat_chat ALTER COLUMN id RESTART WITH {number * CHATS_OF_A_TENANT + 1}")


def main():
    make_public()
    known = set(Tenant.objects.values_list("slug", flat=True))
    statements = tenant_sql()
    for number in range(1, int(sys.argv[1]) + 1):
        if f"t{number:04}" not in known:
            make_tenant(number, statements)


main()
