"""For whom what happens in a group is meant."""

from activity import journal
from learninggroups.models import LearningGroup


def audience_of(group: LearningGroup, openness: str = "") -> str:
    """Return for whom what happens in a group is meant, or what has an openness of its own."""
    match openness or group.openness:
        case LearningGroup.Openness.OPEN:
            return journal.PUBLIC
        case LearningGroup.Openness.MEMBERS:
            return journal.MEMBERS
        case _:
            return journal.group_audience(group.pk)
