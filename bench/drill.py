"""
``make drill``: backup, restore into the other kind of database and back, of a portal of some size.

A private PostgreSQL gets 50,000 posts with their members and threads, and letters that wait to be sent;
the folders get 2 GB of files that are mostly holes. Then the real `manage.py drill`. Sizes come from
BENCH_POSTS, BENCH_MEMBERS and DRILL_FILE_BYTES.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.servers import private_postgres

FILES = 40
LETTERS = 2000
PIECE = 100_000


def main() -> int:
    """Fill a portal, and hold the drill."""
    with tempfile.TemporaryDirectory(prefix="portal-drill-") as folder, private_postgres() as database:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": database,
            "PORTAL_SITE_URL": "http://localhost:8000",
            "PORTAL_DATA_DIR": folder,
        }
        os.environ.pop("REDIS_URL", None)
        import django  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        from bench import dataset  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        sizes = dataset.Sizes(
            organizations=300,
            members=dataset.size("members", 5000),
            groups=100,
            threads=2500,
            posts=dataset.size("posts", 50_000),
            long_thread=1000,
            large_group=1000,
        )
        dataset.fill(sizes)
        queue_letters()
        size = make_files(Path(folder, "private", "drill"))
        print(f"drill-data posts={sizes.posts} members={sizes.members} file_bytes={size}", flush=True)
        started = time.monotonic()
        status = subprocess.run([sys.executable, "manage.py", "drill"], check=False).returncode
        print(f"drill-whole seconds={time.monotonic() - started:.1f} status={status}")
        return status


def queue_letters() -> None:
    """Let letters wait, which a restored portal must not send."""
    from django.utils import timezone  # noqa: PLC0415

    from mailing.models import OutgoingMail  # noqa: PLC0415

    now = timezone.now()
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            key=f"drill:{number}",
            message_id=f"<drill-{number}@example.nl>",
            letter="notice",
            to_address=f"lid{number}@example.nl",
            subject="Proef",
            text="Een proef.\n" * 40,
            html="<p>Een proef.</p>\n" * 40,
            due_at=now,
            queued_at=now,
        )
        for number in range(LETTERS)
    )


def make_files(folder: Path) -> int:
    """Make files with a piece of something here and there, and return how large they are together."""
    dice = random.Random(1)
    each = int(os.environ.get("DRILL_FILE_BYTES", 2 * 1024**3)) // FILES
    folder.mkdir(parents=True)
    for number in range(FILES):
        with open(folder / f"bestand-{number}", "wb") as file:
            for _ in range(3):
                file.seek(dice.randrange(max(1, each - PIECE)))
                file.write(dice.randbytes(PIECE))
            file.truncate(each)
    return each * FILES


if __name__ == "__main__":
    sys.exit(main())
