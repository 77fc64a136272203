"""Which programmes and themes members follow."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from members.models import Member
from themes.models import Following


@dataclass(frozen=True)
class Followed:
    """What one member follows, as topics; and whether she wants to hear of nothing else."""

    topics: frozenset[str] = frozenset()
    is_all_she_wants: bool = False


NOTHING = Followed()


def topics(programme_id: int | None, theme_ids: Iterable[int] = ()) -> frozenset[str]:
    """Return under which topics something of this programme and these themes is followed."""
    of_programme = [f"programme:{programme_id}"] if programme_id else []
    return frozenset([*of_programme, *(f"theme:{theme_id}" for theme_id in theme_ids)])


def followed_by(member_ids: Collection[int]) -> dict[int, Followed]:
    """Return what each of these members follows; who follows nothing is not among them."""
    rows = Following.objects.filter(member__in=member_ids)
    found: dict[int, set[str]] = {}
    for member_id, programme_id, theme_id in rows.values_list("member", "programme", "theme"):
        found.setdefault(member_id, set())
        found[member_id] |= topics(programme_id, [theme_id] if theme_id else ())
    narrow = Member.objects.filter(pk__in=found, only_followed=True)
    is_narrow = set(narrow.values_list("pk", flat=True))
    return {pk: Followed(frozenset(own), pk in is_narrow) for pk, own in found.items()}


def follows(member_id: int | None, topic: str) -> bool:
    """Return whether this member follows one topic."""
    kind, _, number = topic.partition(":")
    mine = Following.objects.filter(member=member_id, **{f"{kind}_id": int(number)})
    return member_id is not None and mine.exists()


def chosen_by(member: Member) -> dict:
    """Return what the form on one's mail page shows."""
    rows = list(Following.objects.filter(member=member).values_list("programme", "theme"))
    return {
        "programmes": [programme for programme, _ in rows if programme],
        "themes": [theme for _, theme in rows if theme],
        "only_followed": member.only_followed,
    }
