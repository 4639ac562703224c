"""One conversation of one cliente with soporte: open, then closed once and for good."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .cliente import Cliente
from .fields import JsonAsWritten


class NextChatId(models.Func):
    """Ids come from one sequence of the installation, so an id names one chat anywhere."""

    template = "nextval('public.ventanilla_chat_id')"
    output_field = models.BigIntegerField()


class Chat(models.Model):
    """The triggers of migration 0001 add what a constraint cannot say: a closed chat stays as it is."""

    id = models.BigIntegerField(primary_key=True, db_default=NextChatId())
    cliente = models.ForeignKey(Cliente, on_delete=models.PROTECT, related_name="chats", db_index=False)
    anterior = models.BigIntegerField(null=True)
    """The cliente's closed chat before this one."""
    contexto = JsonAsWritten(null=True)
    creado_en = models.DateTimeField(db_default=Now())
    actividad_en = models.DateTimeField(db_default=Now())

    ultimo_seq = models.IntegerField(default=0, db_default=0)
    ultimo_seq_cliente = models.IntegerField(default=0, db_default=0)
    """The last seq that the cliente wrote: a close that has not seen it is refused."""
    leido_cliente = models.IntegerField(default=0, db_default=0)
    leido_soporte = models.IntegerField(default=0, db_default=0)
    sin_leer_cliente = models.IntegerField(default=0, db_default=0)
    sin_leer_soporte = models.IntegerField(default=0, db_default=0)
    espera_desde = models.DateTimeField(null=True)
    """Since when the cliente waits for an answer; null where soporte spoke last."""

    cerrado = models.BooleanField(default=False, db_default=False)
    cerrado_en = models.DateTimeField(null=True)
    cerrado_por = models.JSONField(null=True)
    razon_cierre = models.CharField(max_length=40, null=True)
    mensaje_cierre = models.TextField(default="", db_default="")

    puntuacion = models.SmallIntegerField(null=True)
    """1 to 5, of a closed chat: what the cliente thought of it."""
    comentario = models.TextField(null=True)
    valorado_en = models.DateTimeField(null=True)
    """When it was first rated: for 24 hours from then another rating takes its place."""

    class Meta:
        verbose_name = "chat"
        verbose_name_plural = "chats"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cliente"], condition=Q(cerrado=False), name="ventanilla_one_open_chat"),
            models.CheckConstraint(
                condition=Q(cerrado=True, cerrado_en__isnull=False) | Q(cerrado=False, cerrado_en__isnull=True),
                name="ventanilla_closed_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(leido_cliente__lte=F("ultimo_seq")) & Q(leido_soporte__lte=F("ultimo_seq")),
                name="ventanilla_read_up_to_the_last",
            ),
            models.CheckConstraint(
                condition=Q(puntuacion__isnull=True, valorado_en__isnull=True)
                | Q(puntuacion__isnull=False, puntuacion__range=(1, 5), valorado_en__isnull=False, cerrado=True),
                name="ventanilla_rated_when_closed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["cliente", "-id"], name="ventanilla_chat_history")]

    def __str__(self) -> str:
        return f"chat {self.pk}"
