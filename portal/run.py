"""
`make run`: the whole portal on one machine, until Ctrl-C.

Starts a private Valkey, a letterbox, the web server, and a Celery worker with beat. Whatever the
environment names (REDIS_URL, EMAIL_URL, DATABASE_URL) is used instead of a part of our own.
This module imports no Django, because a second start has five seconds.
"""

import ctypes
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from portal import valkey

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PORTAL_DATA_DIR", ROOT / "var"))
PORT = int(os.environ.get("PORT", "8000"))
PATIENCE_SECONDS = 60
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody asked the portal to stop."""


def main() -> int:
    """Prepare what is needed, start everything, and stop it all together."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    if not is_free(PORT):
        say(f"Port {PORT} is taken. Choose another: PORT=8001 make run")
        return 1
    DATA.mkdir(parents=True, exist_ok=True)
    children: dict[str, subprocess.Popen] = {}
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    environment.setdefault("PORTAL_SITE_URL", f"http://localhost:{PORT}")
    try:
        letters = start_parts(children, environment)
        prepare(environment)
        children["web"] = start(web_command(), environment)
        children["worker"] = start(worker_command(), environment)
        wait_for_page(children["web"])
        greet(environment["PORTAL_SITE_URL"], letters)
        return watch(children)
    except Stopped:
        say("Stopping ...")
        return 0
    finally:
        stop(children)


def start_parts(children: dict[str, subprocess.Popen], environment: dict[str, str]) -> str:
    """Start the broker and the letterbox where the environment names none; say where letters are read."""
    if "REDIS_URL" not in environment:
        if server := valkey.find_server():
            folder = DATA / "valkey"
            folder.mkdir(exist_ok=True)
            path = valkey.socket_in(folder)
            children["valkey"] = start(valkey.command(server, folder, path), environment)
            environment["REDIS_URL"] = valkey.broker_url(path)
        else:
            (DATA / "broker").mkdir(exist_ok=True)
            say("No Valkey or Redis here: Celery passes its tasks through files, which is slower.")
    if "EMAIL_URL" in environment:
        return f"at the mail server of EMAIL_URL ({environment['EMAIL_URL'].rpartition('@')[2]})"
    smtp_port, http_port = free_port(PORT + 25), free_port(PORT + 80)
    letterbox = [sys.executable, "-m", "portal.letterbox", str(DATA / "mail")]
    letterbox += ["--smtp-port", str(smtp_port), "--http-port", str(http_port)]
    children["letterbox"] = start(letterbox, environment)
    environment["EMAIL_URL"] = f"smtp://localhost:{smtp_port}"
    return f"http://localhost:{http_port}/"


def prepare(environment: dict[str, str]) -> None:
    """Migrate and so on, unless nothing has changed since the last time."""
    stamp = DATA / "prepared"
    if stamp.exists() and stamp.read_text() == what_preparing_depends_on(environment):
        return
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=environment,
        check=True,
        start_new_session=True,
    )
    stamp.write_text(what_preparing_depends_on(environment))


def what_preparing_depends_on(environment: dict[str, str]) -> str:
    """Return a hash over migrations, static files, libraries and which database it is."""
    digest = hashlib.sha256()
    for name in ("DATABASE_URL", "PORTAL_DEBUG"):
        digest.update(f"{name}={environment.get(name, '')}\n".encode())
    database = DATA / "portal.sqlite3"
    digest.update(str(database.stat().st_ino if database.exists() else "none").encode())
    files = [
        ROOT / "requirements.txt",
        ROOT / "ui/static_files.py",
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("static/**/*"),
    ]
    for path in sorted(files):
        if path.is_file():
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def web_command() -> list[str]:
    """Return what starts the web server."""
    gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--workers", "2", "--preload"]
    return [*gunicorn, "--bind", f"127.0.0.1:{PORT}", "--log-level", "warning"]


def worker_command() -> list[str]:
    """Return what starts a worker with beat inside it."""
    # Celery warns against root, which is what a container usually runs as.
    celery = [sys.executable, "-W", "ignore:You're running", "-m", "celery", "--app", "portal", "--quiet"]
    celery += ["worker", "--beat"]
    celery += ["--schedule", str(DATA / "celerybeat-schedule"), "--pool", "threads", "--concurrency", "2"]
    return [*celery, "--without-gossip", "--without-mingle", "--loglevel", "warning"]


def start(command: list[str], environment: dict[str, str]) -> subprocess.Popen:
    """Start a child that Ctrl-C does not reach directly, and that dies when this process does."""
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, preexec_fn=die_with_parent
    )


def die_with_parent() -> None:
    """Let the kernel end this child when its parent is gone, even by kill -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def wait_for_page(web: subprocess.Popen) -> None:
    """Return when the web server answers."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and web.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/-/live", timeout=5)  # our own address  # nosec B310
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.05)


def greet(address: str, letters: str) -> None:
    """Say where everything is."""
    say(f"\nThe portal:         {address}/")
    say(f"Its back office:    {address}/beheer/")
    say(f"Letters it sends:   {letters}")
    sign_ins = DATA / "demonstration.txt"
    if sign_ins.exists():
        say(f"\nSign in as one of these:\n{sign_ins.read_text().rstrip()}")
    say("\nCtrl-C stops everything.")


def watch(children: dict[str, subprocess.Popen]) -> int:
    """Return when one of the children has ended by itself, which it never should."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                say(f"{name} ended by itself with status {child.returncode}; stopping the rest.")
                return 1
        time.sleep(0.5)


def stop(children: dict[str, subprocess.Popen]) -> None:
    """End all children, the last one started first; whoever lingers is killed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for name in reversed(children):
        children[name].terminate()
    until = time.monotonic() + 10
    for child in children.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def is_free(port: int) -> bool:
    """Whether nobody listens on this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(wish: int) -> int:
    """Return this port, or the first free one after it."""
    return next(port for port in range(wish, wish + 50) if is_free(port))


def say(line: str) -> None:
    """Print at once, also into a pipe."""
    print(line, flush=True)


def _stop(number, frame) -> None:
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
