"""
Letters of every kind, as they go over the wire.

The tests that compare a letter with its golden text are run once more in a process of their own,
which keeps those letters as files: whoever adds a kind of letter has it looked at by that alone.
"""

import email
import fcntl
import os
import subprocess
import sys
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.golden import LETTERS

NAMES = sorted(path.stem for path in LETTERS.glob("*.txt"))
TESTS = Path(__file__).parent
KEPT = {
    # Plain HTTP, because some of those tests open a page besides.
    "PORTAL_SITE_URL": "http://portaal.wijkteams.example",
    "PORTAL_MAIL_DOMAIN": "wijkteams.example",
    "PORTAL_REPLY_DOMAIN": "post.wijkteams.example",
}


class Mailbag:
    """A folder of letters."""

    def __init__(self, folder: Path):
        """Open the folder."""
        self.folder = folder

    def letter(self, name: str) -> EmailMessage:
        """Return the letter that goes by this golden name."""
        octets = (self.folder / f"{name}.eml").read_bytes()
        return email.message_from_bytes(octets, policy=policy.SMTP)


@pytest.fixture(scope="session")
def mailbag(tmp_path_factory) -> Mailbag:
    """Every golden letter, made once for all processes of the suite."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder = shared / "mailbag"
    with open(shared / "mailbag.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            folder.mkdir()
            fill(folder)
    return Mailbag(folder)


def fill(folder: Path) -> None:
    """Run the tests that look at letters, and keep what they look at."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTEST_") and name not in {"DATABASE_URL", "REDIS_URL", "UPDATE_LETTERS"}
    }
    files = [str(path) for path in TESTS.rglob("test_*.py") if "assert_letter(" in path.read_text()]
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "tests.mailbag_plugin", *files]
    done = subprocess.run(
        command, env=environment | KEPT | {"KEEP_LETTERS": str(folder)}, capture_output=True, text=True
    )
    # What such a test says besides may not hold for the portal at another address.
    assert done.returncode in {0, 1}, done.stdout[-3000:]
