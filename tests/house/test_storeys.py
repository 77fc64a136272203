"""Apps look downstairs only."""

import configparser
import subprocess
import sys

from tests.house.source import APPS, ROOT


def test_every_app_is_known_to_the_import_linter():
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")

    known = contracts["importlinter"]["root_packages"].split()

    assert [app for app in APPS if app not in known] == []


def test_the_storeys_hold():
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout
