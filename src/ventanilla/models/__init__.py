"""What a tenant's schema holds: fields, constraints, one-row facts. Verbs live in `ventanilla.chat`."""

from .adjunto import Adjunto
from .chat import Chat
from .cliente import Cliente
from .mensaje import Mensaje

__all__ = ["Adjunto", "Chat", "Cliente", "Mensaje"]
