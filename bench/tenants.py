"""What many tenants cost: making one, migrating with nothing to do and with something, the catalogue, the memory of a
busy connection, the server's start, the inbox's first page.

    .venv/bin/python bench/tenants.py [--counts 100,1000,5000,10000] [--jobs 4]

Needs `make setup`, and Linux for the memory. An embedded PostgreSQL in a temporary folder gets tenants until there are
as many as each count says, and at each of them everything is measured once. Ten thousand take a quarter of an hour.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
PROGRAM = Path(sys.executable).with_name("ventanilla")
MAKERS = 2
TOUCHED = 1_000
"""Schemas that the busy connection works in, one after the other."""
HEAD = (
    "tenants",
    "make one",
    "nothing to do",
    "a column",
    "each",
    "pg_class",
    "catalogue",
    "database",
    "connection",
    "start",
    "inbox",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="100,1000,5000,10000")
    parser.add_argument("--jobs", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ventanilla-bench-") as folder:
        os.environ["VENTANILLA_DATA_DIR"] = str(Path(folder) / "data")
        os.environ.pop("DATABASE_URL", None)
        from ventanilla.server import installation

        with installation.opened(migrates=True):
            logging.getLogger("httpx").setLevel(logging.WARNING)
            token = agent()
            print("| " + " | ".join(HEAD) + " |\n|" + " --- |" * len(HEAD), flush=True)
            for count in map(int, options.counts.split(",")):
                one = make_until(count)
                row = [
                    f"{count:,}",
                    f"{one:.0f} ms",
                    *migrating(options.jobs, count),
                    *catalogue(),
                    memory(),
                    *served(token),
                ]
                print("| " + " | ".join(row) + " |", flush=True)


def agent() -> str:
    from ventanilla.desk import agents

    agents.create("ana", password="una-clave-de-pruebas", nombre="Ana")
    return agents.issue_token("ana")


def make_until(count: int) -> float:
    """Milliseconds for one more, alone, once there are so many."""
    from django.db import connection

    from ventanilla.server import tenants
    from ventanilla.server.models import Tenant

    def make(number: int) -> None:
        tenants.create(f"t{number:06}", nombre=f"Tenant {number}")

    def in_thread(number: int) -> None:
        try:
            make(number)
        finally:
            connection.close()

    there = Tenant.objects.count() - 1
    with ThreadPoolExecutor(max_workers=MAKERS) as pool:
        list(pool.map(in_thread, range(there, count - 10)))
    return statistics.median(timed(lambda number=number: make(number)) for number in range(count - 10, count)) * 1000


def migrating(jobs: int, count: int) -> list[str]:
    """The command with nothing to do; a column added to every tenant, and taken away again."""
    from ventanilla.server import migrating, schemas
    from ventanilla.server.models import Tenant

    nothing = timed(lambda: subprocess.run([PROGRAM, "migrate"], check=True, capture_output=True))
    names = list(Tenant.objects.exclude(schema_name="public").values_list("schema_name", flat=True))
    digest = schemas._digest()

    def bring_up(name: str, line: str) -> None:
        step = migrating.Step(("ventanilla", name), [line])
        report = migrating.bring_up(
            schemas.connection_arguments(), names, [step], mark=digest, watcher=migrating.Unwatched(), jobs=jobs
        )
        assert not report.failed, report.failed

    column = timed(lambda: bring_up(f"9_{count}_a", "ALTER TABLE ventanilla_chat ADD COLUMN probe integer DEFAULT 0"))
    bring_up(f"9_{count}_b", "ALTER TABLE ventanilla_chat DROP COLUMN probe")
    return [f"{nothing:.1f} s", f"{column:.1f} s", f"{column / len(names) * 1000:.1f} ms"]


def catalogue() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
            " WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'), pg_database_size(current_database())"
            " FROM pg_class"
        )
        relations, size, whole = cursor.fetchone()
    return [f"{relations:,}", f"{float(size) / 1e6:,.0f} MB", f"{float(whole) / 1e6:,.0f} MB"]


def memory() -> str:
    """Private memory of a connection that has read in so many schemas."""
    import psycopg

    from ventanilla.server import schemas
    from ventanilla.server.models import Tenant

    names = Tenant.objects.exclude(schema_name="public").values_list("schema_name", flat=True)[:TOUCHED]
    with psycopg.connect(**schemas.connection_arguments(), autocommit=True) as busy:
        for name in names:
            busy.execute(
                f"SELECT 1 FROM {name}.ventanilla_chat c JOIN {name}.ventanilla_mensaje m ON m.chat_id = c.id".encode()
            )
        status = Path(f"/proc/{busy.info.backend_pid}/status").read_text()
    anon = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return f"{int(anon.split()[1]) / 1000:.0f} MB"


def served(token: str) -> list[str]:
    """Seconds until the server is ready, and milliseconds of the inbox's first page over HTTP."""
    import httpx
    from tests.installation import free_port

    port = free_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [PROGRAM, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Host": "localhost"}) as http:
            while not _is_ready(http):
                time.sleep(0.02)
            started = time.perf_counter() - began
            ask = {"Authorization": f"Bearer {token}"}
            took = [timed(lambda: http.get("/api/soporte/bandeja/", headers=ask).raise_for_status()) for _ in range(50)]
        return [f"{started:.1f} s", f"{statistics.median(took) * 1000:.1f} ms"]
    finally:
        server.terminate()
        server.wait(timeout=30)


def _is_ready(http: Any) -> bool:
    import httpx

    try:
        return bool(http.get("/readyz").status_code == 200)
    except httpx.HTTPError:
        return False


def timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
