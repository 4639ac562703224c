"""A cliente's chats and what was said in them, in the tenant's schema."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Chat(models.Model):
    cliente_id = models.CharField(max_length=64)
    cerrado = models.BooleanField(default=False)
    creado_en = models.DateTimeField(db_default=Now())
    actividad_en = models.DateTimeField(db_default=Now())
    ultimo_seq = models.IntegerField(default=0)
    ultimo_texto = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cliente_id"], condition=models.Q(cerrado=False), name="one_open_chat_of_a_cliente"
            )
        ]

    def __str__(self):
        return str(self.pk)


class Mensaje(models.Model):
    chat = models.ForeignKey(Chat, models.CASCADE, related_name="mensajes", db_index=False)
    seq = models.IntegerField()
    uid = models.UUIDField()
    autor_tipo = models.CharField(max_length=10)
    autor_id = models.CharField(max_length=64)
    texto = models.TextField()
    creado_en = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["chat", "seq"], name="one_message_at_a_seq")]

    def __str__(self):
        return f"{self.chat_id}/{self.seq}"
