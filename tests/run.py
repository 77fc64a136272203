"""
`make test`: the suite on SQLite, then on a private PostgreSQL and Valkey, browser included.

What takes long runs on PostgreSQL only, and what no database has a say in on SQLite only.

What could not run is said in the last lines; with ``REQUIRE_ALL=1`` it makes the whole a failure.
"""

import contextlib
import os
import subprocess
import sys

from tests.servers import ServerMissing, private_postgres, private_valkey

# Browser tests come one after another and wait much: whoever is done takes over from the rest.
PYTEST = [sys.executable, "-m", "pytest", "--quiet", "--dist", "worksteal"]
# On two cores: while one waits for a browser or a database, another goes on.
PROCESSES = {"SQLite": "2", "PostgreSQL": "4"}
BROWSER = ["tests/browser", "tests/journeys", "tests/attack/test_stored_scripts.py"]
# Long random lives, hundreds of mails, every door for everybody: once, on the database of production.
LONG = [
    "tests/digests/test_many_histories.py",
    "tests/digests/test_time.py",
    "tests/house/test_doors.py",
    "tests/inbound/test_corpus.py",
    "tests/learninggroups/test_no_way_to_read.py",
    "tests/members/test_second_factor.py",
    "tests/members/test_sign_in_attacks.py",
    "tests/portal/test_demonstration.py",
    "tests/questions/test_walks.py",
]
# What no database has a say in, or says enough of in a short test: once, on the quicker one.
DATABASE_APART = [
    "tests/attack/test_hostile_files.py",
    "tests/home/test_wordpress_at_length.py",
    "tests/house/test_clock.py",
    "tests/house/test_fetching.py",
    "tests/house/test_language.py",
    "tests/house/test_settings.py",
    "tests/house/test_storeys.py",
    "tests/house/test_templates.py",
    "tests/house/test_writes.py",
    "tests/inbound/test_cutting.py",
    "tests/learninggroups/test_hostile_text.py",
    "tests/members/imports/test_reading.py",
    "tests/ui/test_casuistry.py",
    "tests/ui/test_prose.py",
    "tests/ui/test_stylesheet.py",
]


def main() -> int:
    """Run both parts and return 0 when everything passed."""
    environment = dict(os.environ)
    for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL"):
        environment.pop(name, None)
    with_servers = dict(environment)
    missing = []

    with contextlib.ExitStack() as servers:
        for name, server in {"DATABASE_URL": private_postgres, "REDIS_URL": private_valkey}.items():
            try:
                with_servers[name] = servers.enter_context(server())
            except ServerMissing as reason:
                missing.append(str(reason))
        make_templates(environment, with_servers)

        say("The suite on SQLite")
        later = [*BROWSER, *([] if missing else LONG)]
        status = subprocess.run([*pytest("SQLite"), *map(ignoring, later)], env=environment).returncode

        say("The suite on PostgreSQL and Valkey, and in Chromium")
        for reason in missing:
            say(f"Skipped: {reason}")
        before = [] if missing else DATABASE_APART
        rest = [*pytest("PostgreSQL"), *map(ignoring, before)]
        status = subprocess.run(rest, env=with_servers).returncode or status

    return status or (1 if missing and os.environ.get("REQUIRE_ALL") else 0)


def pytest(part: str) -> list[str]:
    """Return what runs a part; ``TEST_PROCESSES`` says for another machine in how many processes."""
    return [*PYTEST, "-n", os.environ.get("TEST_PROCESSES", PROCESSES[part])]


def make_templates(*environments: dict[str, str]) -> None:
    """Migrate for both parts at once: one migration keeps one processor busy while the tests wait."""
    command, own = [sys.executable, "-m", "tests.database"], {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    for child in [subprocess.Popen(command, env=environment | own) for environment in environments]:
        child.wait()


def ignoring(part: str) -> str:
    """Return the option that leaves a file or folder to the other part."""
    return f"--ignore={part}"


def say(line: str) -> None:
    """Print at once, between the lines of the children."""
    print(f"\n{line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
