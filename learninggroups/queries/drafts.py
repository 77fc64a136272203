"""What a member was still writing, at one place or anywhere."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from learninggroups.models import NOT_TYPED, Draft, LearningGroup, Post, Thread, place_of
from learninggroups.permissions import Roles, may_write_at
from ui import prose

# Ten for each of five places; who has more finds them where she was writing.
LISTED_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """One unfinished text, as it was last kept."""

    pk: int
    version: int
    fields: dict[str, str]
    kept_at: datetime

    @property
    def text(self) -> str:
        """All its words, to see which one it is."""
        written = (typed for name, typed in self.fields.items() if name not in NOT_TYPED)
        return "\n\n".join(filter(None, (prose.plain(prose.clean(typed)) for typed in written)))


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """
    One of all of a member's drafts, with where it would land.

    Of a place that she may not read any more, or write at, only her own words are left.
    """

    draft: DraftEntry
    title: str = ""
    group_name: str = ""
    form_url: str = ""


def drafts_at(roles: Roles, place: str) -> tuple[DraftEntry, ...]:
    """Return a member's own drafts for one place, the latest first."""
    rows = Draft.objects.visible_to(roles).filter(place=place).order_by("-kept_at", "-pk")
    return tuple(DraftEntry(*row) for row in rows.values_list("pk", "version", "fields", "kept_at"))


def count_own_drafts(roles: Roles) -> int:
    """Return how many drafts a member has, wherever they are."""
    return Draft.objects.visible_to(roles).count()


def own_drafts(roles: Roles) -> tuple[OwnDraft, ...]:
    """Return a member's latest drafts, wherever they are, in four statements for any number of them."""
    rows = list(Draft.objects.visible_to(roles).order_by("-kept_at", "-pk")[:LISTED_AT_MOST])
    places = _writable(roles, {row.place for row in rows})
    return tuple(
        _listed(DraftEntry(row.pk, row.version, row.fields, row.kept_at), places.get(row.place))
        for row in rows
    )


def form_url(target: LearningGroup | Thread | Post) -> str:
    """Return the address of the form in which one writes at a place."""
    match target:
        case LearningGroup():
            return reverse("learninggroups:start-thread", args=[target.slug])
        case Thread():
            return reverse("learninggroups:reply", args=[target.pk])
        case _:
            return reverse("learninggroups:edit-post", args=[target.pk])


def _writable(roles: Roles, places: set[str]) -> dict[str, LearningGroup | Thread | Post]:
    """Return those of these places at which this person may write."""
    numbers: dict[str, list[int]] = {"group": [], "thread": [], "post": []}
    for place in places:
        kind, _, number = place.partition(":")
        numbers[kind].append(int(number))
    found = [
        *LearningGroup.objects.readable_by(roles).filter(pk__in=numbers["group"]),
        *Thread.objects.visible_to(roles).filter(pk__in=numbers["thread"]).select_related("group"),
        *Post.objects.visible_to(roles).filter(pk__in=numbers["post"]).select_related("thread__group"),
    ]
    return {place_of(target): target for target in found if may_write_at(roles, target)}


def _listed(draft: DraftEntry, target: LearningGroup | Thread | Post | None) -> OwnDraft:
    match target:
        case None:
            return OwnDraft(draft)
        case LearningGroup():
            title, group = draft.fields.get("title") or "Een nieuw gesprek", target
        case Thread():
            title, group = f"Reactie in {target.title}", target.group
        case _:
            title, group = f"Wijziging van je bericht in {target.thread.title}", target.thread.group
    return OwnDraft(draft, title, group.name, f"{form_url(target)}?concept={draft.pk}")
