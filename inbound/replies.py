"""A reply as it is handed to the app whose letter it answers."""

from dataclasses import dataclass


class Refused(Exception):
    """
    What somebody mailed cannot be taken, and she can do something about that.

    ``advice`` says what, in plain Dutch; ``path`` leads to the page where she can do it, or is
    empty. Her words are given back to her in the letter that says so, unless it is ``in_confidence``.
    """

    def __init__(self, advice: str, path: str = "", *, in_confidence: bool = False):
        super().__init__(advice)
        self.advice = advice
        self.path = path
        self.in_confidence = in_confidence


class Unproven(Exception):
    """
    What somebody mailed may only be taken when it is known that she wrote it, and it is not.

    The mail then waits until the member says that it was hers, and is handed on again as proven.
    """


@dataclass(frozen=True)
class MailedFile:
    """A file that came along with a mail; nobody vetted it yet."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Reply:
    """
    What somebody mailed back.

    ``key`` is the same however often this mail is read, so that a letter about it goes once.
    ``member_id`` is whom the letter went to that it answers, and ``about`` what that letter said a
    reply is about. ``is_from_her`` says whether it came from the address that letter went to; that
    proves nothing, since anybody can write any sender. ``is_proven`` says that our own mail server
    found proof of the sender (SPF or DKIM that belongs to the address), or that she said so herself.
    """

    key: str
    member_id: int
    about: str
    text: str
    from_address: str
    is_from_her: bool
    is_proven: bool = False
    subject: str = ""
    attachments: tuple[MailedFile, ...] = ()

    @property
    def has_attachments(self) -> bool:
        """Whether files came along."""
        return bool(self.attachments)
