"""The embedded PostgreSQL: runs for as long as somebody uses it, and outlives no accident."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ventanilla.server.postgres import PostgresError, address, running
from ventanilla.server.postgres.places import Lock, Places

from .machine import end, environment, eventually, keeper_of, kill, postmaster_of, processes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

HOLD = """
    import sys
    from pathlib import Path
    from ventanilla.server.postgres import running
    with running(Path(sys.argv[1]), durable=False) as url:
        print(url, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A data directory with a database in it, to be copied: making one takes a second."""
    place = Path(tempfile.mkdtemp(prefix="vt-made-")) / "data"
    with running(place, durable=False):
        pass
    yield place
    shutil.rmtree(place.parent)


@pytest.fixture
def data_dir(made: Path, new_dir: Path) -> Path:
    subprocess.run(["cp", "-a", made, new_dir], check=True)
    return new_dir


@pytest.fixture
def new_dir() -> Iterator[Path]:
    """A data directory that does not exist yet."""
    place = Path(tempfile.mkdtemp(prefix="vt-")) / "data"
    yield place
    end(place)


def holder(data_dir: Path) -> subprocess.Popen[str]:
    """Another process that uses the database until its standard input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(data_dir),
    )


def answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def write(url: str, value: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        connection.execute("INSERT INTO kept VALUES (%s)", [value])


def read(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [value for (value,) in connection.execute("SELECT value FROM kept ORDER BY value").fetchall()]


def test_it_runs_while_it_is_used_and_leaves_nothing_behind(new_dir: Path) -> None:
    with running(new_dir) as url:
        assert answers(url)
        assert address(new_dir) == url
        assert processes_of(new_dir)
        with psycopg.connect(url) as connection:
            [sockets] = connection.execute("SHOW unix_socket_directories").fetchone() or [""]
        assert Path(sockets).exists()
    assert processes_of(new_dir) == []
    assert not Path(sockets).exists()
    assert not (new_dir / "postgres" / "postmaster.pid").exists()
    assert address(new_dir) is None


def test_what_was_written_is_there_the_next_time(data_dir: Path) -> None:
    with running(data_dir) as url:
        write(url, 1)
    with running(data_dir) as url:
        write(url, 2)
        assert read(url) == [1, 2]


def test_two_users_share_one_server_and_the_last_one_stops_it(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url:
        server = postmaster_of(data_dir)
        other = holder(data_dir)
        assert other.stdout is not None
        assert other.stdout.readline().strip() == url
        assert postmaster_of(data_dir) == server
    assert answers(url)
    other.communicate()
    assert processes_of(data_dir) == []


def test_many_that_start_at_once_on_a_new_directory_get_one_server(new_dir: Path) -> None:
    others = [holder(new_dir) for _ in range(4)]
    urls = {other.stdout.readline().strip() for other in others if other.stdout}
    assert len(urls) == 1
    assert answers(urls.pop())
    for other in others:
        other.communicate()
    assert processes_of(new_dir) == []


def test_a_killed_user_takes_the_server_with_it(data_dir: Path) -> None:
    other = holder(data_dir)
    assert other.stdout is not None
    other.stdout.readline()
    kill(other.pid)
    other.wait()
    eventually(lambda: processes_of(data_dir) == [])
    with running(data_dir, durable=False) as url:
        assert answers(url)


def test_it_starts_again_after_everything_was_killed(data_dir: Path) -> None:
    other = holder(data_dir)
    assert other.stdout is not None
    write(other.stdout.readline().strip(), 7)
    keeper = keeper_of(data_dir)
    os.kill(keeper, signal.SIGSTOP)  # it would start the server again, or the server would see it die and stop
    for pid in (postmaster_of(data_dir), keeper, other.pid):
        kill(pid)
    other.wait()
    assert (data_dir / "postgres" / "postmaster.pid").exists(), "nothing was left to clear up"
    with running(data_dir, durable=False) as url:
        assert read(url) == [7]
    assert processes_of(data_dir) == []


def test_a_server_without_its_keeper_is_taken_over(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url:
        before = postmaster_of(data_dir)
        kill(keeper_of(data_dir))
        eventually(lambda: is_free(Places.under(data_dir).keeper))
        with running(data_dir, durable=False) as again:
            assert again == url, "who uses it already would not find it any more"
            assert postmaster_of(data_dir) != before
            assert answers(url)
    assert processes_of(data_dir) == []


def is_free(path: Path) -> bool:
    with Lock(path) as lock:
        return lock.try_exclusive()


def test_a_server_that_dies_is_started_again_under_its_users(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url:
        write(url, 1)
        before = postmaster_of(data_dir)
        kill(before)
        eventually(lambda: (data_dir / "postgres" / "postmaster.pid").exists() and postmaster_of(data_dir) != before)
        eventually(lambda: can_connect(url))
        assert read(url) == [1]


def can_connect(url: str) -> bool:
    try:
        return answers(url)
    except psycopg.OperationalError:
        return False


def test_a_pid_file_that_names_a_stranger_does_not_keep_it_from_starting(data_dir: Path) -> None:
    with running(data_dir, durable=False):
        text = (data_dir / "postgres" / "postmaster.pid").read_text()
        owner = (data_dir / "postgres").stat()
    stranger = subprocess.Popen(["sleep", "60"], user=owner.st_uid if os.geteuid() == 0 else None)
    try:
        stale = data_dir / "postgres" / "postmaster.pid"
        stale.write_text("\n".join([str(stranger.pid), *text.splitlines()[1:]]) + "\n")
        os.chown(stale, owner.st_uid, owner.st_gid)
        with running(data_dir, durable=False) as url:
            assert answers(url)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_cluster_that_was_interrupted_half_way_is_made_anew(new_dir: Path) -> None:
    half = new_dir / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with running(new_dir, durable=False) as url:
        assert answers(url)
    assert not half.exists()


def test_a_path_too_long_for_a_socket_is_no_obstacle(new_dir: Path) -> None:
    deep = new_dir / ("a-rather-long-name-" * 4) / ("and another one " * 4)
    with running(deep, durable=False) as url:
        assert answers(url)


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone lends PostgreSQL an account")
def test_root_need_not_open_a_closed_directory(new_dir: Path) -> None:
    closed = new_dir.parent
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    with running(new_dir, durable=False) as url:
        assert answers(url)
        assert Path(f"/proc/{postmaster_of(new_dir)}").stat().st_uid != 0
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700


def test_the_data_is_nobody_elses_to_read(new_dir: Path) -> None:
    with running(new_dir, durable=False):
        assert stat.S_IMODE((new_dir / "postgres").stat().st_mode) == 0o700
        assert not stat.S_IMODE(new_dir.stat().st_mode) & 0o066


def test_what_people_write_is_not_in_its_log(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE mensaje (texto text CHECK (texto <> 'una frase privada'))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO mensaje VALUES ('una frase privada')")
    log = (data_dir / "postgres.log").read_text()
    assert "violates check constraint" in log
    assert "una frase privada" not in log


def test_a_directory_that_is_none_is_said_in_one_line(new_dir: Path) -> None:
    new_dir.write_text("a file")
    with pytest.raises(PostgresError, match=r"^no se puede usar .*data"), running(new_dir):
        pass
    new_dir.unlink()


def test_a_cluster_of_a_version_that_is_not_here_is_said(new_dir: Path) -> None:
    (new_dir / "postgres").mkdir(parents=True)
    (new_dir / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresError, match="PostgreSQL 9"), running(new_dir):
        pass


def test_a_terminal_that_interrupts_its_user_does_not_reach_it(data_dir: Path) -> None:
    with running(data_dir, durable=False) as url:
        assert os.getpgid(keeper_of(data_dir)) != os.getpgid(0)
        os.kill(keeper_of(data_dir), signal.SIGINT)
        assert answers(url)
