"""Tenants and their domains, as django-tenants wants them."""

from django.db import models
from django_tenants.models import DomainMixin, TenantMixin


class Tenant(TenantMixin):
    slug = models.CharField(max_length=40, unique=True)
    auto_create_schema = False


class Domain(DomainMixin):
    pass
