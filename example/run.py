"""The example on this machine: a database, its tables, its people, and one process that serves it.

    .venv/bin/python example/run.py [--port 8100] [--settings saas.settings]

Its data stays under example/.data. The front end must be built: npm ci && npm run build, in example/tenant-frontend.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import psycopg
from ventanilla.server.environment import connection_settings
from ventanilla.server.postgres import address, running

HERE = Path(__file__).resolve().parent
BACKEND = HERE / "tenants-backend"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--settings", default="saas.settings")
    options = parser.parse_args()
    data = HERE / ".data"
    data.mkdir(mode=0o700, exist_ok=True)
    with running(data):
        environment = database(data, options.settings.rpartition(".")[2])
        environment["DJANGO_SETTINGS_MODULE"] = options.settings
        for command in (["migrate_schemas"], ["seed"]):
            manage(command, environment)
        print(f"http://acme.localhost:{options.port}/  eva / eva-1234")
        print(f"http://localhost:{options.port}/soporte/  ana / ana-1234")
        program = Path(sys.executable).with_name("ventanilla")
        serve = [program, "serve", "--settings", options.settings, "--port", str(options.port)]
        subprocess.run(serve, cwd=BACKEND, env=environment, check=False)


def database(data: Path, name: str) -> dict[str, str]:
    """That database exists; the environment that leads to it."""
    url = address(data)
    assert url, "the database runs"
    found = connection_settings(url)
    known = {"PGHOST": found["HOST"], "PGPORT": found["PORT"], "PGUSER": found["USER"], "PGPASSWORD": found["PASSWORD"]}
    environment = {**os.environ, **{key: str(value) for key, value in known.items() if value}, "PGDATABASE": name}
    arguments = {key.removeprefix("PG").lower(): str(value) for key, value in known.items() if value}
    with psycopg.connect(**arguments, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return environment


def manage(arguments: list[str], environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=BACKEND, env=environment, check=True)


if __name__ == "__main__":
    main()
