"""Goes in SHARED_APPS only."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ventanilla.desk"
    label = "ventanilla_desk"
    verbose_name = "Ventanilla: soporte"
    default_auto_field = "django.db.models.BigAutoField"
