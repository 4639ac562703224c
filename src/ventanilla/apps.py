"""Django app 1: in SHARED_APPS and in TENANT_APPS."""

from django.apps import AppConfig


class VentanillaConfig(AppConfig):
    name = "ventanilla"
    label = "ventanilla"
    verbose_name = "Ventanilla"
    default_auto_field = "django.db.models.BigAutoField"
