"""The two sockets. A group for each chat, and one for the inbox of all agents."""

from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from . import shapes, store, tokens

SOPORTE = "soporte"


def group_of(chat_id):
    return f"chat_{chat_id}"


class ChatConsumer(AsyncJsonWebsocketConsumer):
    """What both sides hear."""

    def header(self, name):
        return next((value.decode() for key, value in self.scope["headers"] if key == name), "")

    async def chat_message(self, event):
        if event["author"] != self.channel_name:
            await self.send_json(event["frame"])

    async def inbox(self, event):
        await self.send_json(event["frame"])


class ClienteConsumer(ChatConsumer):
    async def connect(self):
        self.joined = None
        self.tenant = await database_sync_to_async(store.tenant_of_host)(self.header(b"host"))
        claims = self.tenant and tokens.read(tokens.of_subprotocols(self.scope["subprotocols"]), self.tenant.slug)
        if not claims:
            await self.close(4401)
            return
        self.cliente_id = claims["sub"]
        despues = parse_qs(self.scope["query_string"].decode()).get("despues")
        chat, missed = await database_sync_to_async(store.open_chat)(
            self.tenant.schema_name, self.cliente_id, int(despues[0]) if despues else None
        )
        if chat:
            await self.join(chat.pk)
        await self.accept("ventanilla.v1")
        await self.send_json(shapes.ready(chat))
        for mensaje in missed:
            await self.send_json(shapes.chat_message(mensaje))

    async def join(self, chat_id):
        self.joined = chat_id
        await self.channel_layer.group_add(group_of(chat_id), self.channel_name)

    async def receive_json(self, content, **_):
        if content.get("type") == "ping":
            await self.send_json({"type": "pong", "chat_id": self.joined})
        if content.get("type") != "chat_message":
            return
        chat, mensaje = await database_sync_to_async(store.say)(
            self.tenant.schema_name, self.cliente_id, content["uid"], content["texto"]
        )
        if self.joined != chat.pk:
            await self.join(chat.pk)
        await self.send_json(shapes.ack(mensaje))
        await self.channel_layer.group_send(
            group_of(chat.pk),
            {"type": "chat_message", "author": self.channel_name, "frame": shapes.chat_message(mensaje)},
        )
        await self.channel_layer.group_send(SOPORTE, {"type": "inbox", "frame": shapes.inbox(self.tenant, chat)})

    async def disconnect(self, _code):
        if self.joined:
            await self.channel_layer.group_discard(group_of(self.joined), self.channel_name)


class AgenteConsumer(ChatConsumer):
    async def connect(self):
        self.joined = set()
        if not tokens.read(tokens.of_subprotocols(self.scope["subprotocols"]), tokens.SOPORTE):
            await self.close(4401)
            return
        await self.channel_layer.group_add(SOPORTE, self.channel_name)
        await self.accept("ventanilla.v1")
        await self.send_json(shapes.ready(None))

    async def receive_json(self, content, **_):
        if content.get("type") != "subscribe":
            return
        chat = await database_sync_to_async(store.chat_of_any_tenant)(content["chat_id"])
        if chat is None:
            await self.send_json({"type": "error", "codigo": "no_encontrado"})
            return
        self.joined.add(chat.pk)
        await self.channel_layer.group_add(group_of(chat.pk), self.channel_name)
        await self.send_json(shapes.ready(chat))

    async def disconnect(self, _code):
        await self.channel_layer.group_discard(SOPORTE, self.channel_name)
        for chat_id in self.joined:
            await self.channel_layer.group_discard(group_of(chat_id), self.channel_name)
