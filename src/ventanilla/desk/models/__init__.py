"""The public schema's tables. A file for each of the desk's nouns."""

from .agente import Agente, Equipo, Rol, TokenAgente
from .alerts import EnvioPush, SuscripcionPush
from .audit import Auditoria
from .bandeja import Bandeja, Envio
from .catalogue import Etiqueta, FichaTenant, Razon, Silencio, Vista
from .instalacion import Instalacion, Ronda, TicketUsado
from .presence import Presencia
from .search import Indexado, Marca, Persona, Texto
from .writing import Bloqueo, Borrador, Mencion, Nota, Respuesta

__all__ = [
    "Agente",
    "Auditoria",
    "Bandeja",
    "Bloqueo",
    "Borrador",
    "Envio",
    "EnvioPush",
    "Equipo",
    "Etiqueta",
    "FichaTenant",
    "Indexado",
    "Instalacion",
    "Marca",
    "Mencion",
    "Nota",
    "Persona",
    "Presencia",
    "Razon",
    "Respuesta",
    "Rol",
    "Ronda",
    "Silencio",
    "SuscripcionPush",
    "Texto",
    "TicketUsado",
    "TokenAgente",
    "Vista",
]
