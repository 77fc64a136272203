"""
Servers of our own for tests and measurements: PostgreSQL, Valkey, a Celery worker and Dovecot.

Each is a context manager, lives in a temporary folder, and leaves nothing behind.
"""

import contextlib
import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from portal import run, valkey
from portal.postgres import ServerMissing, end, free_port, private_postgres, wait_until

__all__ = [
    "ServerMissing",
    "answers",
    "celery_worker",
    "end",
    "free_port",
    "private_dovecot",
    "private_postgres",
    "private_valkey",
    "wait_until",
]


def answers(port: int) -> bool:
    """Whether somebody listens on this port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


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
