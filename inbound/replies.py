"""A reply as it is handed to the app whose letter it answers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reply:
    """
    What somebody mailed back.

    ``key`` is the same however often this mail is read, so that a letter about it goes once.
    ``member_id`` is whom the letter went to that it answers, and ``about`` what that letter said a
    reply is about. ``is_from_her`` says whether it came from the address that letter went to; that
    proves nothing, since anybody can write any sender.
    """

    key: str
    member_id: int
    about: str
    text: str
    from_address: str
    is_from_her: bool
    has_attachments: bool = False
