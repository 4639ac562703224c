"""Goes in SHARED_APPS of the standalone server only: a host application brings its own tenants and settings."""

from __future__ import annotations

from django.apps import AppConfig


class ServerConfig(AppConfig):
    name = "ventanilla.server"
    label = "ventanilla_server"
    verbose_name = "Ventanilla: servidor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ventanilla.api import answer
        from ventanilla.desk import second
        from ventanilla.desk.jobs import JOBS

        from . import accounts, erasing
        from .administration import ENDPOINTS

        accounts.watch()
        second.known_by(accounts.having_second_step, accounts.HAS_SECOND_STEP)
        answer.register(ENDPOINTS)
        JOBS.extend(erasing.JOBS)
