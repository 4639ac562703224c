"""An nginx of one's own, with a configuration as people have it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from .installation import free_port

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
HOST_SIDE = Path(__file__).parents[1] / "example/nginx"
AROUND = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log; {user}
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {included}
}}
"""


def around(folder: Path, included: str) -> str:
    """A whole configuration with that file inside `http`: it stays in front, and writes into the folder alone."""
    return AROUND.format(folder=folder, included=included, user="user root;" if os.getuid() == 0 else "")


@contextmanager
def nginx(name: str, folder: Path, upstreams: Mapping[int, int | str]) -> Iterator[int]:
    """With that file of the example, where ours take the places of its ports: the port where it listens."""
    if NGINX is None:
        pytest.skip("no nginx on this machine: apt-get install nginx-light")
    port = free_port()
    server = (HOST_SIDE / f"{name}.conf").read_text().replace(":8000", f":{port}")
    for written, ours in upstreams.items():
        address = f"127.0.0.1:{ours}" if isinstance(ours, int) else ours
        server = re.sub(rf"127\.0\.0\.1:{written}(?=[ ;])", address, server)
    conf = folder / f"nginx-{name}.conf"
    conf.write_text(around(folder, server))
    with (folder / f"nginx-{name}.log").open("wb") as out:
        process = subprocess.Popen(
            [NGINX, "-c", conf, "-p", folder, "-e", folder / "error.log"], stdout=out, stderr=out
        )
    try:
        yield port
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0, (folder / "error.log").read_text()
