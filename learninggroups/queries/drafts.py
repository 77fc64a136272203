"""What a member was still writing at one place."""

from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import Draft
from learninggroups.permissions import Roles
from ui import prose


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
        return "\n\n".join(filter(None, (prose.plain(prose.clean(typed)) for typed in self.fields.values())))


def drafts_at(roles: Roles, place: str) -> tuple[DraftEntry, ...]:
    """Return a member's own drafts for one place, the latest first."""
    rows = Draft.objects.visible_to(roles).filter(place=place).order_by("-kept_at", "-pk")
    return tuple(DraftEntry(*row) for row in rows.values_list("pk", "version", "fields", "kept_at"))
