"""The files in deploy/ fit the code, and let the portal do no more than it must."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from portal import settings
from portal.settings import BASE_DIR

DEPLOY = BASE_DIR / "deploy"
SERVICES = sorted((DEPLOY / "systemd").glob("*.service"))
# Systemd's own figure for how much a service may do, from 0 to 10; below 2 it says OK.
EXPOSURE = 20


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_a_service_may_do_no_more_than_it_must(path):
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(path)

    service = unit["Service"]
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == (
        "portal",
        "yes",
        "strict",
    )
    assert service["CapabilityBoundingSet"] == ""
    if analyze := shutil.which("systemd-analyze"):
        command = [analyze, "security", "--offline=true", f"--threshold={EXPOSURE}", path]
        assert subprocess.run(command, capture_output=True).returncode == 0


def test_systemd_finds_nothing_wrong_but_that_the_portal_is_not_installed_here():
    if analyze := shutil.which("systemd-analyze"):
        units = list((DEPLOY / "systemd").iterdir())
        said = subprocess.run([analyze, "verify", "--man=no", *units], capture_output=True, text=True).stderr
        assert [line for line in said.splitlines() if "is not executable" not in line] == []


def test_every_variable_that_is_filled_in_exists():
    named = re.findall(r"^([A-Z_]+)=", (DEPLOY / "portal.env").read_text(), re.MULTILINE)

    code = Path(settings.__file__).read_text()
    assert [name for name in named if name not in code and not name.startswith("PYTHON")] == []


def test_nginx_brackets_close_and_every_line_ends():
    lines = [
        line.partition(" #")[0].strip() for line in (DEPLOY / "nginx/portal.conf").read_text().splitlines()
    ]
    lines = [line for line in lines if line and not line.startswith("#")]

    text = re.sub(r'"[^"]*"', '""', " ".join(lines))
    assert text.count("{") == text.count("}")
    assert [line for line in lines if line[-1] not in ";{}" and not line.startswith('"~')] == []


def test_nginx_passes_on_no_address_that_a_visitor_made_up():
    text = (DEPLOY / "nginx/portal.conf").read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text
    # A location with a header of its own would lose the others.
    assert "proxy_set_header" not in text.partition("location / { proxy_pass")[2]


def test_containers_write_in_one_volume_and_the_image_holds_no_secret():
    text = (DEPLOY / "compose.yaml").read_text()

    assert "read_only: true" in text
    assert "env_file: [portal.env]" in text
    assert "deploy/portal.env" in (BASE_DIR / ".dockerignore").read_text().splitlines()
    [volume] = re.findall(r'volumes: \["data:(.*)"\]', text)
    ours = dict(re.findall(r"^    ([A-Z_]+): (/.*)$", text, re.MULTILINE))
    paths = dict(re.findall(r"^([A-Z_]+)=(/.*)$", (DEPLOY / "portal.env").read_text(), re.MULTILINE)) | ours
    assert [name for name, path in paths.items() if not path.startswith(volume)] == []
