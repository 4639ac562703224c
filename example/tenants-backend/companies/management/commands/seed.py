"""Two companies with people and orders, and who answers them. Each thing once."""

from typing import Any

from companies.models import Company, Domain
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import connection
from django_tenants.utils import schema_context
from orders.models import Order
from ventanilla.desk import agents
from ventanilla.desk.models import Agente

COMPANIES = {"acme": "Acme Logística", "globex": "Globex Salud"}
PEOPLE = {
    "acme": {"eva": ("Eva", "Montes"), "ivan": ("Iván", "Soler")},
    "globex": {"marta": ("Marta", "Gil"), "hugo": ("Hugo", "Sanz")},
}
CUSTOMERS = ("Muebles Roca", "Farmacia Luz", "Talleres Pino", "Librería Faro", "Bodegas Alba")
AGENT = ("ana", "Ana Ruiz")


class Command(BaseCommand):
    help = "Two companies with people and orders, and an agent: passwords are NAME-1234."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self._company("public", "Plataforma", "localhost")
        for schema, name in COMPANIES.items():
            company = self._company(schema, name, f"{schema}.localhost")
            with schema_context(schema):
                for username, (first, last) in PEOPLE[schema].items():
                    self._person(company, username, first, last)
                for place, customer in enumerate(CUSTOMERS):
                    Order.objects.get_or_create(
                        number=4180 + place, defaults={"customer": customer, "packages": 3 + place}
                    )
        connection.set_schema_to_public()
        usuario, nombre = AGENT
        if not Agente.objects.filter(user__username=usuario).exists():
            agents.create(usuario, password=f"{usuario}-1234", nombre=nombre, weak_password=True)

    def _company(self, schema: str, name: str, domain: str) -> Company:
        company = Company.objects.filter(schema_name=schema).first()
        if company is None:
            company = Company(schema_name=schema, name=name)
            company.save()
        Domain.objects.get_or_create(domain=domain, defaults={"tenant": company, "is_primary": True})
        return company

    def _person(self, company: Company, username: str, first: str, last: str) -> None:
        users = get_user_model()
        user = users.objects.filter(username=username).first()
        if user is None:
            email = f"{username}@{company.schema_name}.example"
            user = users.objects.create_user(username, email, f"{username}-1234", first_name=first, last_name=last)
        if apps.is_installed("memberships"):
            from memberships.models import Membership

            Membership.objects.get_or_create(user=user, company=company)
