"""Who speaks in an answer, said no more precisely than its writer chose."""

from base64 import b32encode
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from members.models import Organization
from questions.models import Answer

T = TypeVar("T")

ORGANIZATION, MEMBER = "organisatie", "persoonlijk"
UNTRACEABLE = {ORGANIZATION: "een organisatie", MEMBER: "een lid"}


@dataclass(frozen=True)
class Voice:
    """
    The speaker of a part of an answer as far as she may be known.

    Of an untraceable voice only its type is said: no organisation, kind or region, because
    with few organisations those would give it away.
    """

    type: str
    label: str
    organization: str = ""
    kind: str = ""
    region: str = ""


def with_voices(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Load with the answers what :func:`voice_of` needs."""
    return answers.select_related("organization__region", "place__region", "member", "last_editor")


def voice_type(answer: Answer) -> str:
    """Return whether an organisation or a member speaks."""
    return ORGANIZATION if answer.organization_id else MEMBER


def voice_of(answer: Answer, naming: str) -> Voice:
    """
    Return who speaks, by the naming of one part; the answer comes from :func:`with_voices`.

    PRIVACY: parts of one answer with different namings are voices of their own. Nobody but
    their writers and the programme team may see that they belong together.
    """
    of_type = voice_type(answer)
    if naming == Answer.Naming.UNTRACEABLE:
        return nameless(answer)
    place = answer.organization or answer.place
    kind = place.kind if place else ""
    region = place.region.name if place and place.region else ""
    if naming == Answer.Naming.KIND_AND_REGION:
        return Voice(type=of_type, label=_vague_label(of_type, kind, region), kind=kind, region=region)
    return Voice(
        type=of_type,
        label=_label(answer, place, is_named=naming == Answer.Naming.NAMED),
        organization=place.name if place else "",
        kind=kind,
        region=region,
    )


def writer_of(answer: Answer) -> Voice:
    """Return who wrote, in full: for the writers themselves and the programme team, who see it anyway."""
    return voice_of(answer, Answer.Naming.NAMED)


def nameless(answer: Answer) -> Voice:
    """Return the voice of whom only the type may be known."""
    of_type = voice_type(answer)
    return Voice(type=of_type, label=UNTRACEABLE[of_type])


def voice_key(answer: Answer, naming: str) -> str:
    """
    Return the code by which a synthesis, and every file made of it, refers to one voice.

    PRIVACY: what one answer says under two namings has two keys, so that nobody ties the block
    that may not be traced to the one that carries a name.
    """
    digest = salted_hmac("questions.sources", f"{answer.pk}:{naming}").digest()
    code = b32encode(digest)[:8].decode()
    return f"{code[:4]}-{code[4:]}"


def shuffled(items: Iterable[T], key: Callable[[T], Hashable] = attrgetter("pk")) -> list[T]:
    """
    Return answers in an order that is always the same and says nothing about who wrote them.

    PRIVACY: in the order of names or times an untraceable answer would stand between two
    neighbours that give it away.
    """
    return sorted(items, key=lambda item: salted_hmac("questions.answers", str(key(item))).hexdigest())


def _label(answer: Answer, place: Organization | None, *, is_named: bool) -> str:
    if answer.organization_id:
        name = answer.last_editor.name if is_named and answer.last_editor else ""
        return f"{name}, namens {place.name}" if name else place.name
    if is_named:
        return f"{answer.member.name}, {place.name}" if place else answer.member.name
    return f"een lid bij {place.name}" if place else UNTRACEABLE[MEMBER]


def _vague_label(of_type: str, kind: str, region: str) -> str:
    """Return the label that says only what kind of team spoke, and from where."""
    who = f"een {kind}" if kind else "een organisatie"
    label = who if of_type == ORGANIZATION else f"een lid bij {who}" if kind else UNTRACEABLE[MEMBER]
    return f"{label} in de regio {region}" if region else label
