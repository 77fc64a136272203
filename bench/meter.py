"""CPU time of processes, and requests that are counted against it."""

import gzip
import http.client
import os
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    # The name stands in brackets and may hold spaces, so fields are counted after it.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def family(root: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def cpu_seconds(roots: Iterable[int]) -> float:
    """Return user and system time so far of these processes, their descendants and reaped children."""
    ticks = 0
    for pid in set().union(*(family(root) for root in roots)):
        try:
            ticks += sum(int(field) for field in _stat(pid)[11:15])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return ticks / TICKS


@dataclass(frozen=True)
class Ask:
    """One request: an address, who asks, and what a form sends along; a round takes its paths in turns."""

    paths: tuple[str, ...]
    cookie: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    form: str = ""
    status: int = 200


@dataclass(frozen=True)
class Load:
    """What a number of requests for one page cost."""

    ms: float  # CPU per request, of server and database together
    p95: float  # wall milliseconds
    size: int  # bytes of the body
    packed: int  # the same, compressed as a proxy in front of the server would


def load(port: int, ask: Ask, *, requests: int, roots: Iterable[int], threads: int = 2) -> Load:
    """
    Ask for one page many times over kept connections.

    :raises RuntimeError: when an answer has another status than expected.
    """
    share = requests // threads
    roots = tuple(roots)
    before = cpu_seconds(roots)
    with ThreadPoolExecutor(threads) as pool:
        runs = list(pool.map(lambda _: _ask(port, ask, share), range(threads)))
    spent = cpu_seconds(roots) - before
    waits = sorted(wait for waits, _ in runs for wait in waits)
    body = runs[0][1]
    return Load(
        ms=spent / (share * threads) * 1000,
        p95=waits[int(len(waits) * 0.95)] * 1000,
        size=len(body),
        packed=len(gzip.compress(body, 6)),
    )


def _ask(port: int, ask: Ask, requests: int) -> tuple[list[float], bytes]:
    waits, body = [], b""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": "localhost", "Accept": "text/html", **dict(ask.headers)}
    if ask.cookie:
        headers["Cookie"] = ask.cookie
    if ask.form:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    for number in range(requests):
        path = ask.paths[number % len(ask.paths)]
        started = time.perf_counter()
        connection.request("POST" if ask.form else "GET", path, body=ask.form or None, headers=headers)
        response = connection.getresponse()
        body = response.read()
        waits.append(time.perf_counter() - started)
        if response.status != ask.status:
            raise RuntimeError(f"{path} answered {response.status}")
    return waits, body
