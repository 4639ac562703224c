"""Why a verb refuses, each with its wire `codigo`. Turned into a status or a frame once, at each edge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class ChatError(Exception):
    """`detail` is written for the reader: what is wrong, what to do."""

    codigo: ClassVar[str]
    status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail or self.title


class NotAuthenticated(ChatError):
    codigo, status, title = "no_autenticado", 401, "Hace falta una identidad válida"


class Forbidden(ChatError):
    codigo, status, title = "prohibido", 403, "No te corresponde"


class Owing(Forbidden):
    """An agente has come in, and has to do something before anything else."""

    codigo, title = "falta_un_paso", "Antes falta un paso"

    def __init__(self, owed: Sequence[str]) -> None:
        super().__init__(
            "Antes de nada, elige una contraseña tuya."
            if "clave" in owed
            else "Tu rol pide entrar en dos pasos: actívalo."
        )
        self.owed = list(owed)


class NotFound(ChatError):
    codigo, status, title = "no_encontrado", 404, "No existe"


class ChatClosed(ChatError):
    codigo, status, title = "chat_cerrado", 409, "El chat está cerrado"

    def __init__(self, chat_id: int) -> None:
        super().__init__(f"El chat {chat_id} está cerrado y no admite más mensajes.")
        self.chat_id = chat_id


class Blocked(ChatError):
    codigo, status, title = "bloqueado", 403, "Soporte no recibe tus mensajes"

    def __init__(self) -> None:
        super().__init__("Soporte ha dejado de recibir tus mensajes. No se ha guardado nada.")


class ChatOpen(ChatError):
    codigo, status, title = "chat_abierto", 409, "El chat sigue abierto"

    def __init__(self, chat_id: int) -> None:
        super().__init__("Un chat se valora cuando está cerrado.")
        self.chat_id = chat_id


class AlreadyRated(ChatError):
    codigo, status, title = "ya_valorado", 409, "Ya está valorado"

    def __init__(self, chat_id: int) -> None:
        super().__init__("Este chat se valoró hace más de 24 horas, y ya no se puede cambiar.")
        self.chat_id = chat_id


class Assigned(ChatError):
    codigo, status, title = "ya_asignado", 409, "Ya lo lleva otra persona"

    def __init__(self, chat_id: int, asignado_a: int | None) -> None:
        super().__init__("Alguien lo ha asignado mientras tanto. Míralo, y decide otra vez.")
        self.chat_id = chat_id
        self.asignado_a = asignado_a


class Stale(ChatError):
    """The cliente wrote after what the agente had seen. `mensajes` are filled in by who can read them."""

    codigo, status, title = "desactualizado", 409, "El cliente ha escrito después"

    def __init__(self, chat_id: int, seen: int, mensajes: Sequence[Any] = ()) -> None:
        super().__init__("El cliente ha escrito después de lo que habías visto. Léelo y vuelve a cerrar.")
        self.chat_id = chat_id
        self.seen = seen
        self.mensajes = list(mensajes)


class Invalid(ChatError):
    codigo, status, title = "datos_invalidos", 422, "Los datos no son válidos"

    def __init__(self, campo: str, detalle: str) -> None:
        super().__init__(f"{campo}: {detalle}" if campo else detalle)
        self.errores = [{"campo": campo, "detalle": detalle}]


class NotJson(Invalid):
    status = 400

    def __init__(self) -> None:
        super().__init__("", "El cuerpo no es JSON.")


class TooLarge(ChatError):
    codigo, status, title = "demasiado_grande", 413, "Es demasiado grande"


class TooFast(ChatError):
    codigo, status, title = "demasiadas_peticiones", 429, "Demasiadas peticiones"

    def __init__(self, retry_after: float) -> None:
        super().__init__("Vas demasiado rápido. Espera un momento y vuelve a enviarlo; no se ha guardado.")
        self.retry_after = retry_after


class TooManySockets(TooFast):
    def __init__(self) -> None:
        super().__init__(retry_after=10)
        self.detail = "Hay demasiadas conexiones abiertas. Cierra alguna pestaña, o espera un momento."


class Unavailable(ChatError):
    codigo, status, title = "no_disponible", 503, "Ahora mismo no se puede"

    def __init__(self, retry_after: float = 1) -> None:
        super().__init__("La base de datos no responde. No se ha guardado nada; vuelve a intentarlo.")
        self.retry_after = retry_after
