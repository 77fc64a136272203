"""No hostile file is served active: it is refused with a word, or served so that it can do nothing."""

import re
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from files.serving import FILE_POLICY
from learninggroups.models import Attachment
from tests.attack.files import GPS_IFD, HOSTILE

SHOWN = {"application/pdf", "image/png", "image/jpeg", "image/webp"}
# How a picture is drawn; nothing that a camera or a person wrote.
PIXELS_ONLY = {
    "jfif",
    "jfif_version",
    "jfif_unit",
    "jfif_density",
    "progressive",
    "progression",
    "loop",
    "background",
    "duration",
    "timestamp",
}
DOWNLOADED = "application/vnd."
# What a name may look like once it stands in a header: one line, one name, no path.
DISPOSITION = re.compile(
    r"(inline|attachment); filename(=\"[^\"\\/\r\n<>]+\"|\*=utf-8''[A-Za-z0-9%._~!$&+^`|-]+)"
)


def test_there_are_sixty_of_them():
    assert len(HOSTILE) >= 60


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(scene, client_of, name):
    hostile = HOSTILE[name]
    client = client_of(scene.participant)
    file = SimpleUploadedFile("x", hostile.content(), hostile.said_type)
    # Set afterwards: SimpleUploadedFile would clean the name before it is sent.
    file._name = hostile.name

    answer = client.post(
        "/leergroepen/bijlagen/nieuw/",
        {"place": f"thread:{scene.closed_thread.pk}", "attachments": file},
    )

    kept = Attachment.objects.first()
    if hostile.refusal:
        assert answer.status_code == 422
        assert re.search(
            hostile.refusal.replace("(", r"\(").replace(")", r"\)"), unescape(answer.content.decode())
        )
        assert kept is None
        return
    assert answer.status_code == 200, unescape(answer.content.decode())
    assert "<img src=x" not in answer.content.decode()
    served = client.get(kept.get_absolute_url())
    content = b"".join(served.streaming_content)
    assert_inert(served, kept)
    if kept.width:
        assert_only_what_can_be_seen(content, hostile.never)


def assert_inert(served, kept) -> None:
    """The headers are exactly those that let a file do nothing."""
    headers = served.headers
    is_shown = headers["Content-Type"] in SHOWN
    assert is_shown or headers["Content-Type"].startswith(DOWNLOADED)
    assert headers["Content-Disposition"].startswith("inline;" if is_shown else "attachment;")
    assert DISPOSITION.fullmatch(headers["Content-Disposition"]), headers["Content-Disposition"]
    assert headers["Content-Security-Policy"] == FILE_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in headers
    assert kept.name.isprintable()
    assert len(kept.name) <= 120
    assert not set(kept.name) & set('/\\<>:"|?*')


def assert_only_what_can_be_seen(content: bytes, never: bytes) -> None:
    """A picture holds its pixels and nothing else."""
    assert never not in content
    with Image.open(BytesIO(content)) as image:
        image.load()
        assert not image.getexif()
        assert not image.getexif().get_ifd(GPS_IFD)
        assert image.info.keys() <= PIXELS_ONLY
