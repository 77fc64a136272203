"""CPU time of processes, and requests that are counted against it."""

import http.client
import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
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
class Load:
    """What a number of requests for one page cost."""

    ms: float  # CPU per request, of server and database together
    p95: float  # wall milliseconds
    size: int  # bytes of the body


def load(
    port: int, paths: Sequence[str], *, cookie: str, requests: int, roots: Iterable[int], threads: int = 2
) -> Load:
    """
    Ask many times over kept connections for one page, or for several in turn.

    :raises RuntimeError: when an answer is not 200.
    """
    share = requests // threads
    roots = tuple(roots)
    before = cpu_seconds(roots)
    with ThreadPoolExecutor(threads) as pool:
        runs = list(pool.map(lambda _: _ask(port, paths, cookie, share), range(threads)))
    spent = cpu_seconds(roots) - before
    waits = sorted(wait for waits, _ in runs for wait in waits)
    return Load(
        ms=spent / (share * threads) * 1000, p95=waits[int(len(waits) * 0.95)] * 1000, size=runs[0][1]
    )


def _ask(port: int, paths: Sequence[str], cookie: str, requests: int) -> tuple[list[float], int]:
    waits, size = [], 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = (
        {"Cookie": cookie, "Host": "localhost", "Accept": "text/html"} if cookie else {"Host": "localhost"}
    )
    for path in islice(cycle(paths), requests):
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        waits.append(time.perf_counter() - started)
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        size = len(body)
    return waits, size
