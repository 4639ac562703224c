"""Who of soporte is who: agents and teams of another installation, found or made in this one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import connection

from ventanilla.desk.models import Agente, Equipo

from .archive import ArchiveError
from .contents import AgentOf, TeamOf


@dataclass(slots=True)
class People:
    """By the id that they had."""

    agents: dict[str, int] = field(default_factory=dict)
    teams: dict[int, int] = field(default_factory=dict)
    known: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)


def found_or_made(agents: Sequence[AgentOf], teams: Sequence[TeamOf]) -> People:
    """Agents by `usuario`; one who is not here is made without a password and inactive, so that what they wrote has an
    author. Teams by name; one that is not here is left out. Raises ArchiveError."""
    people = People()
    names = {row.nombre: row.pk for row in Equipo.objects.filter(nombre__in=[team.nombre for team in teams])}
    people.teams = {team.id: names[team.nombre] for team in teams if team.nombre in names}
    for agent in agents:
        here = _named(agent.usuario) if agent.usuario else None
        if here is None:
            here = _make(agent)
            people.made.append(here.user.get_username())
        else:
            people.known.append(agent.usuario)
        people.agents[agent.id] = here.pk
    return people


def keep_for(people: People) -> None:
    """The SQL of this transaction can look them up: `agent_ids(old text, new bigint, is_known bool)`, `team_ids`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE agent_ids (old text PRIMARY KEY, new bigint NOT NULL, is_active bool NOT NULL)"
            " ON COMMIT DROP;"
            " CREATE TEMP TABLE team_ids (old bigint PRIMARY KEY, new bigint NOT NULL) ON COMMIT DROP"
        )
        active = set(Agente.objects.filter(pk__in=people.agents.values(), activo=True).values_list("pk", flat=True))
        for old, new in people.agents.items():
            cursor.execute("INSERT INTO agent_ids VALUES (%s, %s, %s)", [old, new, new in active])
        for old_team, new_team in people.teams.items():
            cursor.execute("INSERT INTO team_ids VALUES (%s, %s)", [old_team, new_team])


def _named(usuario: str) -> Agente | None:
    users = get_user_model()
    return Agente.objects.select_related("user").filter(**{f"user__{users.USERNAME_FIELD}": usuario}).first()


def _make(agent: AgentOf) -> Agente:
    if not Agente.objects.exists():
        # The first agente that is made by hand becomes the administrador: it must not be one of these.
        raise ArchiveError("aquí no hay ningún agente todavía: haz antes el primero con «ventanilla agent create»")
    users = get_user_model()
    usuario = agent.usuario or f"antiguo-{agent.id}"
    if users._default_manager.filter(**{users.USERNAME_FIELD: usuario}).exists():
        usuario = _free(usuario)
    user = users(**{users.USERNAME_FIELD: usuario, "is_active": False})
    user.set_unusable_password()
    try:
        user.clean_fields(exclude={"email", "first_name", "last_name", "last_login"})
    except ValidationError:
        raise ArchiveError("el nombre de usuario de uno de sus agentes no vale aquí") from None
    user.save()
    return Agente.objects.create(user=user, nombre=(agent.nombre or usuario)[:200], activo=False, tenants=[])


def _free(usuario: str) -> str:
    users = get_user_model()
    number = 2
    while users._default_manager.filter(**{users.USERNAME_FIELD: f"{usuario}-{number}"}).exists():
        number += 1
    return f"{usuario}-{number}"
