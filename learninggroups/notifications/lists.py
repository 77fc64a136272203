"""What members sort the letters of a group by."""

from learninggroups.models import LearningGroup
from learninggroups.queries.addresses import mail_address
from mailing.letters import MailingList


def list_of(group: LearningGroup) -> MailingList:
    """Return the mailing list of a group; a confidential one is not named outside the portal."""
    label = f"groep-{group.pk}"
    if group.is_confidential:
        return MailingList(label)
    mailbox = mail_address(group).partition("@")[0]
    return MailingList(label, group.name, group.get_absolute_url(), mailbox)
