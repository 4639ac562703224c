"""Django app 1: in SHARED_APPS and in TENANT_APPS."""

from django.apps import AppConfig
from django.core import checks


class VentanillaConfig(AppConfig):
    name = "ventanilla"
    label = "ventanilla"
    verbose_name = "Ventanilla"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .checks import check_host, check_pooler
        from .files.checks import check_files

        checks.register(check_files)
        checks.register(check_host)
        checks.register(check_pooler, checks.Tags.database)
