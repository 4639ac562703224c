"""What a search looks in: the words of messages and of people, and how far they were taken."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Texto(models.Model):
    """The words of one message. What was said stays in the tenant's schema: here are lexemes alone."""

    pk = models.CompositePrimaryKey("chat_id", "seq")
    chat_id = models.BigIntegerField()
    seq = models.IntegerField()
    schema_name = models.CharField(max_length=63)
    creado_en = models.DateTimeField()
    palabras = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["palabras"], name="ventanilla_texto_words"),
            models.Index(fields=["-creado_en", "-chat_id", "-seq"], name="ventanilla_texto_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.seq}"


class Persona(models.Model):
    """The words of one cliente: name, e-mail, id."""

    pk = models.CompositePrimaryKey("schema_name", "cliente_id")
    schema_name = models.CharField(max_length=63)
    cliente_id = models.CharField(max_length=64)
    nombre = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    palabras = SearchVectorField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["palabras"], name="ventanilla_persona_words")]

    def __str__(self) -> str:
        return f"{self.schema_name}/{self.cliente_id}"


class Indexado(models.Model):
    """How far a chat's messages were taken."""

    chat_id = models.BigIntegerField(primary_key=True)
    seq = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.chat_id}/{self.seq}"


class Marca(models.Model):
    """Up to which change of the bandeja a job has looked."""

    nombre = models.CharField(primary_key=True, max_length=40)
    hasta = models.DateTimeField()

    def __str__(self) -> str:
        return self.nombre
