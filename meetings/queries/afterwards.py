"""The files of a meeting, and what guests wrote after it."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat

from files.names import extension_of
from meetings.models import Meeting


@dataclass(frozen=True)
class MaterialEntry:
    """One file: where it is, what it is called, and in words what it is (*pdf, 1,2 MB*)."""

    pk: int
    url: str
    name: str
    words: str


@dataclass(frozen=True)
class LookBack:
    """What a guest took home and brings; without a name once the list was forgotten."""

    name: str
    takes: str
    brings: str


def materials_of(meeting: Meeting) -> list[MaterialEntry]:
    """Return the files of a meeting, in the order in which they came."""
    return [
        MaterialEntry(
            pk=material.pk,
            url=material.get_absolute_url(),
            name=material.name,
            words=f"{extension_of(material.name)}, {filesizeformat(material.size)}",
        )
        for material in meeting.materials.order_by("pk")
    ]


def looked_back(meeting: Meeting) -> list[LookBack]:
    """Return what guests wrote after a meeting, the first one first."""
    found = meeting.reflections.select_related("registration").order_by("written_at", "pk")
    return [
        LookBack(
            name=one.registration.name if one.registration else "Een gast",
            takes=one.takes,
            brings=one.brings,
        )
        for one in found
    ]
