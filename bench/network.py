"""
Three hosts on one machine: each in a network namespace of its own, joined by a bridge.

Namespaces want root and `ip`; where either is missing each host gets an address of the loopback
network, on which no line can be cut. Nothing stays behind: a namespace lives as long as the process in it.
"""

import os
import pwd
import shutil
import subprocess
import time

from portal import run

INSIDE = "PORTAL_BENCH_INSIDE"


def can_have_namespaces() -> bool:
    """Say whether this machine lets us make networks."""
    if os.geteuid() or not all(map(shutil.which, ("ip", "unshare", "nsenter"))):
        return False
    tried = ["unshare", "--net", "ip", "link", "add", "bridge", "type", "bridge"]
    return subprocess.run(tried, check=False, capture_output=True).returncode == 0


class Namespaces:
    """Hosts that see each other over a bridge only."""

    kind = "namespaces"
    boss = "10.83.0.1"

    def __init__(self) -> None:
        self._keepers: dict[str, subprocess.Popen] = {}
        ip("link set lo up")
        ip("link add bridge type bridge")
        ip(f"address add {self.boss}/24 dev bridge")
        ip("link set bridge up")

    def add(self, name: str) -> str:
        """Add a host, and return its address."""
        number = 10 * (len(self._keepers) + 1)
        address = f"10.83.0.{number}"
        keeper = subprocess.Popen(["unshare", "--net", "sleep", "infinity"], preexec_fn=run.die_with_parent)
        self._keepers[name] = keeper
        while os.readlink(f"/proc/{keeper.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
            time.sleep(0.01)
        ip(f"link add {name} type veth peer name eth0 netns {keeper.pid}")
        ip(f"link set {name} master bridge up")
        for command in ("link set lo up", f"address add {address}/24 dev eth0", "link set eth0 up"):
            subprocess.run([*self.inside(name), "ip", *command.split()], check=True)
        return address

    def inside(self, name: str, user: tuple[int, int] | None = None) -> list[str]:
        """Return what begins a command on this host."""
        identity = [f"--setuid={user[0]}", f"--setgid={user[1]}"] if user else []
        return ["nsenter", f"--net=/proc/{self._keepers[name].pid}/ns/net", *identity]

    def cut(self, name: str) -> bool:
        """Pull the plug: what this host sends arrives nowhere, and nobody is told."""
        ip(f"link set {name} down")
        return True

    def mend(self, name: str) -> None:
        """Put the plug back."""
        ip(f"link set {name} up")

    def close(self) -> None:
        """Let the hosts go."""
        for keeper in self._keepers.values():
            keeper.kill()
            keeper.wait()


class Loopback:
    """Hosts that have only an address of their own."""

    kind = "loopback"
    boss = "127.0.0.1"

    def __init__(self) -> None:
        self._count = 0

    def add(self, name: str) -> str:
        """Add a host, and return its address."""
        self._count += 1
        return f"127.0.0.{10 * self._count}"

    def inside(self, name: str, user: tuple[int, int] | None = None) -> list[str]:
        """Return what begins a command on this host: nothing."""
        return []

    def cut(self, name: str) -> bool:
        """Say that this line cannot be cut."""
        return False

    def mend(self, name: str) -> None:
        """Nothing was cut."""

    def close(self) -> None:
        """Let the hosts go."""


Network = Namespaces | Loopback


def network() -> Network:
    """Return hosts as real as the machine allows."""
    return Namespaces() if INSIDE in os.environ else Loopback()


def ip(arguments: str) -> None:
    """Run ``ip``."""
    subprocess.run(["ip", *arguments.split()], check=True)


def nobody() -> tuple[int, int] | None:
    """Return who PostgreSQL runs as, when this is root."""
    found = pwd.getpwnam("nobody")
    return (found.pw_uid, found.pw_gid) if os.geteuid() == 0 else None
