"""Whom a new member can ask when she may not go on."""

from learninggroups.models import LearningGroup, Membership


def whom_to_ask(group: LearningGroup) -> str:
    """Return who facilitates a group, in words."""
    places = Membership.objects.facilitating().filter(group=group, member__is_active=True)
    names = list(places.order_by("member__name").values_list("member__name", flat=True))
    return " of ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) or "het programmateam"
