"""``make bench``: one plain line per figure, each with its reference measured in the same run."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers import private_postgres, private_valkey


def main() -> None:
    """Start private servers, fill them, and print the figures as they come."""
    with (
        tempfile.TemporaryDirectory(prefix="portal-bench-") as folder,
        private_postgres() as database,
        private_valkey() as broker,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": database,
            "REDIS_URL": broker,
            "PORTAL_SITE_URL": "http://localhost:8000",
            "PORTAL_DATA_DIR": folder,
        }
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from bench import dataset, pages  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        call_command("collectstatic", interactive=False, verbosity=0)
        started = time.monotonic()
        sizes = dataset.Sizes.of_environment()
        dataset.fill(sizes)
        print(
            f"dataset posts={sizes.posts} members={sizes.members} seconds={time.monotonic() - started:.1f}",
            flush=True,
        )
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            postmaster = int((Path(cursor.fetchone()[0]) / "postmaster.pid").read_text().splitlines()[0])
        for line in pages.measure(sizes, postmaster):
            print(line, flush=True)
    # With servers of its own, so that letters are not measured on a database full of threads.
    subprocess.run([sys.executable, "-m", "bench.digest"], check=True)
    for line, members in [("digest-2k", 2000), ("digest-20k", 20_000)]:
        subprocess.run([sys.executable, "-m", "bench.digest_worker", line, str(members)], check=True)
    subprocess.run([sys.executable, "-m", "bench.planning"], check=True)


if __name__ == "__main__":
    main()
