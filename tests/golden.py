"""
Golden letters: each kind as a person reads it, in ``tests/letters/``.

A change of words shows as a difference in that file. ``UPDATE_LETTERS=1`` writes them anew.
With ``KEEP_LETTERS`` each letter is put in that folder as it goes over the wire, to be looked at.
"""

import os
import re
from pathlib import Path

from mailing import messages
from mailing.models import OutgoingMail

LETTERS = Path(__file__).parent / "letters"
# A code to sign in and a proof come because somebody asked for it just now. And whoever writes in a member's
# name must not be able to see to it that she never hears of it.
WITHOUT_STOP = {"account", "digest_proof", "mail_held", "personal_data"}


def assert_letter(mail: OutgoingMail, name: str) -> None:
    """
    Compare subject, text and why it came; numbers and tokens in addresses do not count.

    The foot must have a link with which its reader stops this, without signing in, in both forms.
    """
    if folder := os.environ.get("KEEP_LETTERS"):
        # As it was queued: a test may have taken out of its words what differs each time.
        queued = OutgoingMail.objects.get(pk=mail.pk)
        (Path(folder) / f"{name}.eml").write_bytes(messages.build(queued, may_be_8bit=True))
        return
    text, _, foot = mail.text.partition("\n-- \n")
    why = next(line for line in foot.splitlines() if line.startswith("Je krijgt dit omdat "))
    letter = f"Onderwerp: {mail.subject}\n\n{text.rstrip()}\n\n{why}\n"
    if mail.letter not in WITHOUT_STOP and ":proof:" not in mail.key:
        assert "/afmelden/" in foot
        assert "/afmelden/" in mail.html
    letter = re.sub(r"/\d+(?=/)", "/1", letter)
    letter = re.sub(r"/\d+:[\w-]+(?=/)", "/1:teken", letter)
    letter = re.sub(r"/[\w-]{43}(?=/)", "/teken", letter)
    golden = LETTERS / f"{name}.txt"
    if os.environ.get("UPDATE_LETTERS"):
        LETTERS.mkdir(exist_ok=True)
        golden.write_text(letter)
    assert letter == golden.read_text()
