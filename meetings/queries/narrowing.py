"""Which of the meetings somebody asks for; every choice stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from meetings.querysets import MeetingQuerySet
from themes.models import Programme, Theme


@dataclass(frozen=True)
class Narrowing:
    """What somebody asks for, and what she may choose from; what is not known is as if it was not asked."""

    themes: list[Theme]
    programmes: list[Programme]
    theme: Theme | None
    programme: Programme | None
    only_open: bool
    with_notes: bool

    @classmethod
    def asked(cls, choices: Mapping[str, str]) -> "Narrowing":
        """Return what the words of an address ask for, in two statements."""
        themes = list(Theme.objects.order_by("name"))
        programmes = list(Programme.objects.order_by("position", "name"))
        return cls(
            themes=themes,
            programmes=programmes,
            theme=_chosen(themes, choices.get("thema")),
            programme=_chosen(programmes, choices.get("programma")),
            only_open="open" in choices,
            with_notes="verslag" in choices,
        )

    @property
    def is_narrowed(self) -> bool:
        """Less than everything is asked for."""
        return bool(self.theme or self.programme or self.only_open or self.with_notes)

    def of(self, meetings: MeetingQuerySet) -> MeetingQuerySet:
        """Return those of these meetings that are asked for."""
        if self.theme:
            meetings = meetings.filter(Q(theme=self.theme) | Q(theme=None, group__theme=self.theme))
        if self.programme:
            meetings = meetings.filter(programme=self.programme)
        if self.only_open:
            meetings = meetings.filter(openness="open")
        return meetings

    def of_past(self, meetings: MeetingQuerySet) -> MeetingQuerySet:
        """Return those of these meetings that are asked for, of what is over."""
        narrowed = self.of(meetings)
        return narrowed.exclude(notes="") if self.with_notes else narrowed


def _chosen(options: list, slug: str | None):
    return next((option for option in options if option.slug == slug), None)
