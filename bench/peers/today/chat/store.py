"""What is read and written, with the ORM. Synchronous: the consumers call it in Channels' database thread."""

from django.db import transaction
from django.utils import timezone
from django_tenants.utils import get_tenant_domain_model, schema_context

from .models import Chat, Mensaje

CHATS_OF_A_TENANT = 1_000_000
"""Chat ids start at the tenant's number times this (see seed.py), so that an id is of one tenant alone."""


def tenant_of_host(host):
    domains = get_tenant_domain_model().objects.select_related("tenant")
    domain = domains.filter(domain=host.split(":")[0]).first()
    return domain and domain.tenant


def open_chat(schema, cliente_id, despues):
    """The cliente's open chat, or None; and its messages after that seq."""
    with schema_context(schema):
        chat = Chat.objects.filter(cliente_id=cliente_id, cerrado=False).first()
        if chat is None or despues is None:
            return chat, []
        return chat, list(chat.mensajes.filter(seq__gt=despues).order_by("seq"))


def chat_of_any_tenant(chat_id):
    with schema_context(f"t{chat_id // CHATS_OF_A_TENANT:04}"):
        return Chat.objects.filter(pk=chat_id).first()


def say(schema, cliente_id, uid, texto):
    """The message, stored and committed, in the open chat or in a new one; and that chat."""
    with schema_context(schema), transaction.atomic():
        chat = Chat.objects.select_for_update().filter(cliente_id=cliente_id, cerrado=False).first()
        if chat is None:
            chat = Chat.objects.create(cliente_id=cliente_id)
        chat.ultimo_seq += 1
        chat.ultimo_texto = texto[:200]
        chat.actividad_en = timezone.now()
        chat.save(update_fields=["ultimo_seq", "ultimo_texto", "actividad_en"])
        mensaje = Mensaje.objects.create(
            chat=chat,
            seq=chat.ultimo_seq,
            uid=uid,
            autor_tipo="cliente",
            autor_id=cliente_id,
            texto=texto,
            creado_en=chat.actividad_en,
        )
    return chat, mensaje
