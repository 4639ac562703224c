"""Puts the demo's content into the database, each thing once: what is there stays as it is.

Past conversations are told to the same rules that live ones follow (`chat.ledger`), with the clock set back.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from ventanilla import db
from ventanilla.chat import rows, store
from ventanilla.chat.ledger import Ledger, agente_author
from ventanilla.chat.people import AgenteCaller, Profile
from ventanilla.conf import PUBLIC_SLUG
from ventanilla.desk import agents
from ventanilla.desk.models import Agente

from .. import tenants
from ..models import Tenant
from . import weeks
from .content import ChatDemo, Content, Conversacion, Dicho

MADE_FROM = UUID("6d1f6c62-54a7-4f0e-9a0c-3b1f0a4b6f10")


def plant(content: Content) -> None:
    """All that the demo shows is in the database. Synchronous."""
    schemas = {empresa.slug: _tenant(empresa.slug, empresa.nombre, empresa.color) for empresa in content.tenants}
    for agente in content.agentes:
        if not Agente.objects.filter(user__username=agente.usuario).exists():
            agents.create(agente.usuario, password=agente.contrasena, nombre=agente.nombre, weak_password=True)
    speakers = {
        agente.user.get_username(): agents.caller_of(agente, credential="demo")
        for agente in Agente.objects.select_related("user")
    }
    asyncio.run(_tell(content, schemas, speakers, now=datetime.now(UTC)))


def _tenant(slug: str, nombre: str, color: str) -> str:
    tenant = Tenant.objects.filter(slug=slug).first() or tenants.create(slug, nombre=nombre, color=color)
    if slug == PUBLIC_SLUG and tenant.nombre != nombre:
        Tenant.objects.filter(pk=tenant.pk).update(nombre=nombre, color=color)
    schema: str = tenant.schema_name
    return schema


async def _tell(content: Content, schemas: dict[str, str], speakers: dict[str, AgenteCaller], *, now: datetime) -> None:
    connection = await db.connect(name="demo")
    try:
        told = [*content.conversaciones, *weeks.talks(content, now)]
        fresh = [talk for talk in told if not await _has_chats(connection, schemas[talk.tenant], talk)]
        # Oldest first over all people, so that ids rise with time as they do in life.
        chats = sorted(((chat, talk) for talk in fresh for chat in talk.chats), key=lambda pair: -pair[0].hace_minutos)
        for chat, talk in chats:
            async with connection.transaction():
                story = Story(schemas[talk.tenant], talk, chat, now)
                await story.write(connection, _profile(content, talk), speakers)
    finally:
        await connection.close()


async def _has_chats(connection: Any, schema: str, talk: Conversacion) -> bool:
    return bool(
        await connection.fetchval(
            f"SELECT EXISTS (SELECT 1 FROM {db.tables(schema).chat} WHERE cliente_id = $1)",
            str(talk.cliente_id),
        )
    )


def _profile(content: Content, talk: Conversacion) -> Profile:
    if persona := content.persona(talk.tenant, talk.cliente_id):
        return Profile(persona.nombre, persona.email, "", persona.atributos)
    return Profile(weeks.people(content.semanas).get((talk.tenant, str(talk.cliente_id)), ""))


class Story:
    """One past chat, on its way into the tables."""

    def __init__(self, schema: str, talk: Conversacion, chat: ChatDemo, now: datetime) -> None:
        self._schema = schema
        self._cliente_id = str(talk.cliente_id)
        self._chat = chat
        self._began = now - timedelta(minutes=chat.hace_minutos)
        self._name = f"{talk.tenant}/{talk.cliente_id}/{talk.chats.index(chat)}"

    async def write(self, connection: Any, profile: Profile, speakers: dict[str, AgenteCaller]) -> None:
        cliente = rows.WantedCliente(self._cliente_id, profile.nombre, profile.email, "", profile.atributos, abre=0)
        loaded, _ = await store.load(connection, {self._schema: rows.Wanted([cliente])})
        [opening] = loaded[self._schema].openings or []
        talked = Ledger(self._cliente_id, self._began, profile, anterior=opening.anterior, fresh_ids=iter(opening.ids))
        for dicho, uid in self._with_uids():
            talked.now = self._at(dicho.minuto)
            _speak(talked, dicho, uid, speakers, self._chat.contexto)
        await store.write(connection, {self._schema: [talked]})
        if self._chat.cierre is not None:
            # Apart: the database takes no message for a chat that is closed, not even in one breath.
            ended = Ledger(self._cliente_id, self._at(self._chat.cierre.minuto), profile, chats=talked.chats)
            self._end(ended, speakers)
            await store.write(connection, {self._schema: [ended]})
        await self._mark(connection, next(iter(talked.opened)))

    async def _mark(self, connection: Any, chat_id: int) -> None:
        """What others than the two who talked say of it."""
        if self._chat.etiquetas:
            await connection.execute(
                "INSERT INTO public.ventanilla_desk_etiqueta (nombre, color, archivada)"
                " SELECT tag, '#55524a', false FROM unnest($1::varchar[]) AS tag ON CONFLICT DO NOTHING",
                self._chat.etiquetas,
            )
        if valoracion := self._chat.valoracion:
            await connection.execute(
                f"UPDATE {db.tables(self._schema).chat} SET puntuacion = $2, comentario = $3, valorado_en = cerrado_en"
                " WHERE id = $1",
                chat_id,
                valoracion.puntuacion,
                valoracion.comentario or None,
            )
        await connection.execute(
            f"UPDATE {store.BANDEJA} SET etiquetas = $2, puntuacion = $3, version = version + 1 WHERE chat_id = $1",
            chat_id,
            self._chat.etiquetas,
            valoracion.puntuacion if valoracion else None,
        )

    def _with_uids(self) -> Iterator[tuple[Dicho, UUID]]:
        for place, dicho in enumerate(self._chat.mensajes):
            yield dicho, uuid5(MADE_FROM, f"{self._name}/{place}")

    def _at(self, minute: float) -> datetime:
        return self._began + timedelta(minutes=minute)

    def _end(self, ledger: Ledger, speakers: dict[str, AgenteCaller]) -> None:
        assert self._chat.cierre is not None
        [chat] = ledger.chats.values()
        for lector in ("cliente", "soporte"):
            ledger.read(chat.id, lector=lector, seq=chat.ultimo_seq)
        ledger.close(
            chat.id,
            author=agente_author(speakers[self._chat.cierre.por]),
            razon=self._chat.cierre.razon_cierre,
            mensaje=self._chat.cierre.mensaje,
            seen_up_to=None,
        )


def _speak(
    ledger: Ledger,
    dicho: Dicho,
    uid: UUID,
    speakers: dict[str, AgenteCaller],
    contexto: dict[str, Any] | None,
) -> None:
    if dicho.autor == "cliente":
        ledger.say(uid=uid, texto=dicho.texto, contexto=contexto, into=None)
        return
    chat = ledger.abierto
    assert chat is not None, "soporte never speaks first"
    ledger.reply(chat.id, by=speakers[dicho.autor], uid=uid, texto=dicho.texto, contexto=None, connection="")
