"""What pushes and digests say, in the language of whoever reads them."""

from __future__ import annotations

from .. import wire

TEXTS: dict[wire.Idioma, dict[str, str]] = {
    "es": {
        "nuevo": "Nuevo chat de {tenant}",
        "mensaje": "{cliente} te ha escrito",
        "reapertura": "{cliente} vuelve tras el cierre",
        "asignado": "Tienes un chat de {tenant}",
        "mencion": "{de} te menciona",
        "sin_atender": "Nadie atiende a {cliente}",
        "prueba": "Así te avisará Ventanilla",
        "prueba_texto": "Las notificaciones llegan a este navegador.",
        "alguien": "Alguien",
        "donde": "{cliente} · {tenant}",
        "asunto_uno": "1 chat espera respuesta",
        "asunto": "{n} chats esperan respuesta",
        "hola": "Hola, {nombre}:",
        "hay_uno": "Hay 1 chat sin respuesta desde hace más de {tiempo}.",
        "hay": "Hay {n} chats sin respuesta desde hace más de {tiempo}.",
        "tuyos": "Tuyos",
        "equipo": "De tus equipos",
        "nadie": "Sin asignar",
        "espera": "espera desde hace {tiempo}",
        "mas": "y {n} más",
        "minutos": "{n} min",
        "horas": "{n} h",
        "dias": "{n} días",
        "bandeja": "Abrir la bandeja",
        "por_que": "Recibes este correo porque lo elegiste en Ajustes, Notificaciones. Ahí se cambia o se quita:",
    },
    "en": {
        "nuevo": "New chat from {tenant}",
        "mensaje": "{cliente} wrote to you",
        "reapertura": "{cliente} is back after the close",
        "asignado": "You have a chat from {tenant}",
        "mencion": "{de} mentions you",
        "sin_atender": "Nobody attends to {cliente}",
        "prueba": "This is how Ventanilla tells you",
        "prueba_texto": "Notifications reach this browser.",
        "alguien": "Someone",
        "donde": "{cliente} · {tenant}",
        "asunto_uno": "1 chat waits for an answer",
        "asunto": "{n} chats wait for an answer",
        "hola": "Hello {nombre},",
        "hay_uno": "1 chat has waited for more than {tiempo}.",
        "hay": "{n} chats have waited for more than {tiempo}.",
        "tuyos": "Yours",
        "equipo": "Of your teams",
        "nadie": "Unassigned",
        "espera": "has waited {tiempo}",
        "mas": "and {n} more",
        "minutos": "{n} min",
        "horas": "{n} h",
        "dias": "{n} days",
        "bandeja": "Open the inbox",
        "por_que": "You get this e-mail because you chose it in Settings, Notifications. Change or stop it there:",
    },
}


def say(idioma: wire.Idioma, key: str, **values: object) -> str:
    return TEXTS[idioma][key].format(**values)


def for_how_long(idioma: wire.Idioma, seconds: float) -> str:
    """«35 min», «5 h», «3 días»: the largest unit that has at least two, or minutes."""
    minutes = max(1, int(seconds // 60))
    if minutes < 120:
        return say(idioma, "minutos", n=minutes)
    if minutes < 48 * 60:
        return say(idioma, "horas", n=minutes // 60)
    return say(idioma, "dias", n=minutes // 1440)
