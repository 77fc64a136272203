"""What becomes of mail that comes in: kept first, read second, answered when that helps."""

from inbound.actions.keeping import claim_mail, forget_mail, keep_for_person, note_visit, receive
from inbound.actions.reading import read_mail

__all__ = ["claim_mail", "forget_mail", "keep_for_person", "note_visit", "read_mail", "receive"]
