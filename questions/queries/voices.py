"""Who speaks in an answer, said no more precisely than its writer chose."""

from base64 import b32encode
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Self, TypeVar

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

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


@dataclass(frozen=True, slots=True)
class Speaker:
    """
    Whose answer it is, in full; :meth:`voice` says it no more precisely than she chose.

    ``place`` is the organisation that speaks, or the one beside the name of a member; ``name``
    is hers, or that of whoever wrote last on behalf of an organisation.
    """

    is_organization: bool
    name: str = ""
    place: str = ""
    kind: str = ""
    region: str = ""

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return who speaks in an answer, which comes from :func:`with_voices`."""
        is_organization = bool(answer.organization_id)
        person = answer.last_editor if is_organization else answer.member
        name = person.name if person else ""
        place = answer.organization or answer.place
        if place is None:
            return cls(is_organization, name)
        region = place.region.name if place.region else ""
        return cls(is_organization, name, place.name, place.kind, region)

    @property
    def type(self) -> str:
        """Whether an organisation or a member speaks."""
        return ORGANIZATION if self.is_organization else MEMBER

    def voice(self, naming: str) -> Voice:
        """Return her voice by the naming of one part."""
        if naming == Answer.Naming.UNTRACEABLE:
            return Voice(type=self.type, label=UNTRACEABLE[self.type])
        if naming == Answer.Naming.KIND_AND_REGION:
            return Voice(type=self.type, label=self._vague_label(), kind=self.kind, region=self.region)
        return Voice(
            type=self.type,
            label=self._label(is_named=naming == Answer.Naming.NAMED),
            organization=self.place,
            kind=self.kind,
            region=self.region,
        )

    def _label(self, *, is_named: bool) -> str:
        if self.is_organization:
            return f"{self.name}, namens {self.place}" if is_named and self.name else self.place
        if is_named:
            return f"{self.name}, {self.place}" if self.place else self.name
        return f"een lid bij {self.place}" if self.place else UNTRACEABLE[MEMBER]

    def _vague_label(self) -> str:
        """Return the label that says only what kind of team spoke, and from where."""
        who = f"een {self.kind}" if self.kind else "een organisatie"
        label = who if self.is_organization else f"een lid bij {who}" if self.kind else UNTRACEABLE[MEMBER]
        return f"{label} in de regio {self.region}" if self.region else label


def with_voices(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Load with the answers what :func:`voice_of` needs."""
    return answers.select_related("organization__region", "place__region", "member", "last_editor")


def voice_of(answer: Answer, naming: str) -> Voice:
    """
    Return who speaks, by the naming of one part; the answer comes from :func:`with_voices`.

    PRIVACY: parts of one answer with different namings are voices of their own. Nobody but
    their writers and the programme team may see that they belong together.
    """
    return Speaker.of(answer).voice(naming)


def writer_of(answer: Answer) -> Voice:
    """Return who wrote, in full: for the writers themselves and the programme team, who see it anyway."""
    return voice_of(answer, Answer.Naming.NAMED)


def nameless(answer: Answer) -> Voice:
    """Return the voice of whom only the type may be known."""
    of_type = ORGANIZATION if answer.organization_id else MEMBER
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
