"""What a tenant's schema holds: fields, constraints, one-row facts. Verbs live in `ventanilla.chat`."""

from .chat import Chat
from .cliente import Cliente
from .mensaje import Mensaje

__all__ = ["Chat", "Cliente", "Mensaje"]
