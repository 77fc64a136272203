"""The settings boot with nothing, boot with everything, and refuse what is half configured."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.source import ROOT

PRODUCTION = {
    "PORTAL_SITE_URL": "https://portaal.example.nl",
    "PORTAL_SECRET_KEY": "a-secret-of-fifty-characters-and-more-0123456789-abcdefghij",
    "DATABASE_URL": "postgres://portal@database.example.nl/portal",
    "REDIS_URL": "redis://redis.example.nl/0",
    "EMAIL_URL": "submission://portal:word@mail.example.nl",
}


def check(tmp_path, environment, *options) -> subprocess.CompletedProcess:
    """Run Django's checks in a process of its own, under this environment only."""
    bare = {"PATH": os.environ["PATH"], "PORTAL_DATA_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "check", *options]
    return subprocess.run(
        command, cwd=ROOT, env=bare | environment, capture_output=True, text=True, check=False
    )


def test_boots_with_nothing(tmp_path):
    done = check(tmp_path, {})

    assert done.returncode == 0, done.stderr


def test_a_whole_production_is_accepted_in_silence(tmp_path):
    done = check(tmp_path, PRODUCTION, "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", PRODUCTION)
def test_a_missing_piece_is_named(name, tmp_path):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}

    done = check(tmp_path, environment, "--deploy")

    assert done.returncode == 1
    assert re.search(rf"portal\.E00\d\) {name} must", done.stderr), done.stderr
