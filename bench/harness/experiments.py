"""The subcommands of run.py: what is varied, and who takes part. Rounds are interleaved: A-B-C, A-B-C, …"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from . import contestants, measure, people
from .contestants import BY_NAME, Contestant, House
from .machine import Machine
from .measure import Record

Options = argparse.Namespace


def throughput(machine: Machine, options: Options) -> Iterator[Record]:
    """Messages stored and delivered at saturation."""
    for turn, contestant in _turns(options):
        yield _chats(machine, options, contestant, turn, mode="closed", idle=options.idle)


def latency(machine: Machine, options: Options) -> Iterator[Record]:
    """How long a message takes at given rates; `70%` is of the contestant's own saturation, measured just before."""
    for turn, contestant in _turns(options):
        saturation = 0.0
        if any("%" in rate for rate in options.rates):
            found = _chats(machine, options, contestant, turn, mode="closed")
            saturation = found["done_per_second"]
        for rate in options.rates:
            wanted = saturation * float(rate[:-1]) / 100 if rate.endswith("%") else float(rate)
            if wanted > 0:
                yield _chats(machine, options, contestant, turn, mode="open", rate=round(wanted, 1), asked=rate)


def tenants(machine: Machine, options: Options) -> Iterator[Record]:
    """The same number of chats at saturation, spread over ever more tenants."""
    for turn, contestant in _turns(options):
        for count in options.counts:
            yield _chats(machine, options, contestant, turn, mode="closed", tenants=count)


def workers(machine: Machine, options: Options) -> Iterator[Record]:
    """Ours with several processes. They get a core each where there are enough, and share all of them where not."""
    for turn, contestant in _turns(options):
        for count in options.counts:
            yield _chats(machine, options, contestant, turn, mode="closed", workers=count)


VARIANTS = ("append-asyncpg", "functions-asyncpg", "statements-asyncpg", "append-psycopg", "functions-psycopg")


def journal(machine: Machine, options: Options) -> Iterator[Record]:
    """The journal alone: appending to known chats, looking first, plain statements; asyncpg against psycopg."""
    ours = BY_NAME["ventanilla"]
    for turn in range(1, options.rounds + 1):
        for count in options.counts:
            house = contestants.house_of(machine, ours, count)
            for batch in options.batches:
                for variant in VARIANTS:
                    record = measure.journal(machine, house, variant, count, batch, options.seconds)
                    yield record | {"contestant": variant, "round": turn, "tenants": count, "batch": batch}


def idle(machine: Machine, options: Options) -> Iterator[Record]:
    """Memory and CPU of authenticated connections that say nothing."""
    for turn, contestant in _turns(options):
        house = contestants.house_of(machine, contestant, options.tenants)
        for count in options.counts:
            rows = people.clientes(count, house.tenants, house.secret_of, prefix="idle")
            file = people.write(machine.folder / "clientes", rows)
            yield _run(
                machine,
                options,
                contestant,
                house,
                turn,
                lambda running, file=file: measure.generate(
                    machine,
                    running,
                    "idle",
                    clientes=file,
                    dialect=running.contestant.dialect,
                    seconds=options.seconds,
                    in_flight=64,
                ),
                connections=count,
            )


def connects(machine: Machine, options: Options) -> Iterator[Record]:
    """Handshakes, each with a catch-up on the messages that were missed."""
    for turn, contestant in _turns(options):
        house = contestants.house_of(machine, contestant, options.tenants)
        with measure.serving(machine, contestant, house) as running:
            chats = measure.fill(machine, running, count=options.chats, messages=options.catch_up)
        rows = people.clientes(options.chats, house.tenants, house.secret_of)
        seen = [(*row, last - options.catch_up) for row, (_, last) in zip(rows, chats, strict=True)]
        file = people.write(machine.folder / "clientes", seen)
        yield _run(
            machine,
            options,
            contestant,
            house,
            turn,
            lambda running, file=file: measure.generate(
                machine,
                running,
                "storm",
                clientes=file,
                dialect=running.contestant.dialect,
                catch_up=options.catch_up,
                in_flight=options.in_flight,
                seconds=options.seconds,
                warmup=options.warmup,
            ),
            catch_up=options.catch_up,
        )


def http(machine: Machine, options: Options) -> Iterator[Record]:
    """The opening call where a chat is open, and a page of 50 messages."""
    chats: dict[str, list[tuple[int, int]]] = {}
    for turn, contestant in _turns(options):
        house = contestants.house_of(machine, contestant, options.tenants)
        if contestant.family not in chats:
            filler = BY_NAME[contestant.filled_by] if contestant.filled_by else contestant
            with measure.serving(machine, filler, house) as running:
                chats[contestant.family] = measure.fill(machine, running, count=options.chats, messages=51)
        for call, requests in _http_requests(options, house, chats[contestant.family]).items():
            file = people.write(machine.folder / "requests", requests)
            yield _run(
                machine,
                options,
                contestant,
                house,
                turn,
                lambda running, file=file: measure.generate(
                    machine,
                    running,
                    "http",
                    requests=file,
                    in_flight=options.in_flight,
                    seconds=options.seconds,
                    warmup=options.warmup,
                ),
                call=call,
            )


# --- inside ------------------------------------------------------------------------------------------------


def _turns(options: Options) -> Iterable[tuple[int, Contestant]]:
    return ((turn, BY_NAME[name]) for turn in range(1, options.rounds + 1) for name in options.contestants)


def _chats(
    machine: Machine,
    options: Options,
    contestant: Contestant,
    turn: int,
    *,
    mode: str,
    tenants: int | None = None,
    workers: int = 1,
    idle: int = 0,
    **more: Any,
) -> Record:
    house = contestants.house_of(machine, contestant, tenants or options.tenants)
    rate = {"rate": more["rate"]} if "rate" in more else {}
    return _run(
        machine,
        options,
        contestant,
        house,
        turn,
        lambda running: measure.chats(
            machine,
            running,
            mode,
            count=options.chats,
            agents=options.agents,
            idle=idle,
            seconds=options.seconds,
            warmup=options.warmup,
            **rate,
        ),
        workers=workers,
        **more,
    )


def _run(
    machine: Machine,
    options: Options,
    contestant: Contestant,
    house: House,
    turn: int,
    measured: Callable[[measure.Running], Record],
    *,
    workers: int = 1,
    **about: Any,
) -> Record:
    """Again, a few times, where something else on the machine took the cores meanwhile."""
    cpus = _cpus(machine, workers)
    for attempt in range(options.retries + 1):
        with measure.serving(machine, contestant, house, workers=workers, cpus=cpus) as running:
            record = measured(running)
        others = record.get("cores", {}).get("others", 0)
        if others <= options.noise:
            break
        print(f"  noisy: others took {others} cores (attempt {attempt + 1})", file=sys.stderr)
    record |= {"contestant": contestant.name, "round": turn, "tenants": house.tenants, "workers": workers, **about}
    record["server_cpus"] = cpus
    return record


def _cpus(machine: Machine, workers: int) -> str:
    others = machine.other_cpus.split(",")
    if workers == 1:
        return machine.server_cpus
    # The last core stays with the database and the generator, as long as there is one to spare.
    spare = others[: workers - 1] if len(others) >= workers else others
    return ",".join([machine.server_cpus, *spare])


def _http_requests(options: Options, house: House, chats: list[tuple[int, int]]) -> dict[str, list[tuple[object, ...]]]:
    rows = people.clientes(options.chats, house.tenants, house.secret_of)
    return {
        "POST /api/chat/soporte/": [(*row, "POST", "/api/chat/soporte/", "{}") for row in rows],
        "GET …/mensajes/ (50)": [
            (*row, "GET", f"/api/chat/{chat_id}/mensajes/", "") for row, (chat_id, _) in zip(rows, chats, strict=True)
        ],
    }
