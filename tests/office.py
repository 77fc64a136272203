"""LibreOffice, as people have it: does it open what we make?"""

import shutil
import subprocess
from pathlib import Path

import pytest

SECONDS = 180


def convert(file: Path, target: str) -> Path:
    """Open a file in LibreOffice, save it as another kind beside it, and return the folder it stands in."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("no LibreOffice here: install libreoffice-writer-nogui and libreoffice-calc-nogui")
    out = file.parent / "converted"
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    command = [program, "--headless", "--norestore", profile, "--convert-to", target, "--outdir", out, file]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return out
