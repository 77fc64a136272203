"""Addresses of our own that take mail which answers no letter, such as the one of a learning group."""

from collections.abc import Callable
from dataclasses import dataclass

_mailboxes: dict[str, "Mailbox"] = {}


@dataclass(frozen=True)
class Mailbox:
    """
    An address of the form ``name+argument@`` the reply domain (*postvak*).

    ``take(reply=…, argument=…, now=…) -> bool`` is an action of the app that owns it. It may be
    called twice with the same reply, says False when nothing has that argument, and raises
    ``inbound.replies.Refused`` when its writer can do something about it.
    """

    name: str
    take: Callable[..., bool]


def register(mailbox: Mailbox) -> None:
    """Make a mailbox known; called from an app's ``ready``."""
    _mailboxes[mailbox.name] = mailbox


def mailbox_named(name: str) -> Mailbox | None:
    """Return the mailbox with this name, or None when no app has it."""
    return _mailboxes.get(name)
