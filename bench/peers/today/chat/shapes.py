"""The frames, as docs/protocol.md has them."""


def ready(chat):
    return {
        "type": "ready",
        "chat_id": chat.pk if chat else None,
        "ultimo_seq": chat.ultimo_seq if chat else 0,
        "cerrado": chat.cerrado if chat else False,
    }


def ack(mensaje):
    return {
        "type": "ack",
        "uid": str(mensaje.uid),
        "chat_id": mensaje.chat_id,
        "seq": mensaje.seq,
        "creado_en": mensaje.creado_en.isoformat(),
    }


def chat_message(mensaje):
    return {
        "type": "chat_message",
        "chat_id": mensaje.chat_id,
        "seq": mensaje.seq,
        "uid": str(mensaje.uid),
        "tipo": "texto",
        "autor": {"tipo": mensaje.autor_tipo, "id": mensaje.autor_id, "nombre": ""},
        "texto": mensaje.texto,
        "adjuntos": [],
        "creado_en": mensaje.creado_en.isoformat(),
    }


def inbox(tenant, chat):
    return {
        "type": "inbox",
        "evento": "chat_message",
        "reapertura": False,
        "chat": {
            "id": chat.pk,
            "tenant": {"slug": tenant.slug},
            "cliente": {"id": chat.cliente_id, "nombre": ""},
            "cerrado": chat.cerrado,
            "ultimo_seq": chat.ultimo_seq,
            "ultimo_texto": chat.ultimo_texto,
            "ultima_actividad": chat.actividad_en.isoformat(),
        },
    }
