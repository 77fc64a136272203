"""What members sort the letters of a group by."""

from learninggroups.models import LearningGroup
from mailing.letters import MailingList


def list_of(group: LearningGroup) -> MailingList:
    """Return the mailing list of a group; a confidential one is not named outside the portal."""
    return MailingList(f"groep-{group.pk}", "" if group.is_confidential else group.name)
