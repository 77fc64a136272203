"""Who speaks in an answer, said no more precisely than its writer chose."""

from base64 import b32encode
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.crypto import salted_hmac

from members.models import Affiliation
from questions.models import Answer

ORGANIZATION, MEMBER = "organisatie", "persoonlijk"
UNTRACEABLE = {ORGANIZATION: "een organisatie", MEMBER: "een lid"}


@dataclass(frozen=True)
class Voice:
    """
    The speaker of an answer as far as she may be known.

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
    places = Affiliation.objects.current().select_related("organization__region").order_by("pk")
    return answers.select_related("organization__region", "member", "last_editor").prefetch_related(
        Prefetch("member__affiliations", queryset=places, to_attr="places")
    )


def voice_of(answer: Answer) -> Voice:
    """Return who speaks, by the naming that was chosen; the answer comes from :func:`with_voices`."""
    if answer.naming == Answer.Naming.UNTRACEABLE:
        return nameless(answer)
    voice_type = ORGANIZATION if answer.organization_id else MEMBER
    place = answer.organization or next((place.organization for place in answer.member.places), None)
    return Voice(
        type=voice_type,
        label=_label(answer, place.name if place else ""),
        organization=place.name if place else "",
        kind=place.kind if place else "",
        region=place.region.name if place and place.region else "",
    )


def _label(answer: Answer, organization: str) -> str:
    is_named = answer.naming == Answer.Naming.NAMED
    if answer.organization_id:
        name = answer.last_editor.name if is_named and answer.last_editor else ""
        return f"{name}, namens {organization}" if name else organization
    if is_named:
        return f"{answer.member.name}, {organization}" if organization else answer.member.name
    return f"een lid bij {organization}" if organization else UNTRACEABLE[MEMBER]


def nameless(answer: Answer) -> Voice:
    """Return the voice of whom only the type may be known."""
    voice_type = ORGANIZATION if answer.organization_id else MEMBER
    return Voice(type=voice_type, label=UNTRACEABLE[voice_type])


def voice_key(answer: Answer, naming: str) -> str:
    """
    Return the code by which a synthesis, and every file made of it, refers to one voice.

    PRIVACY: what one answer says under two namings has two keys, so that nobody ties the block
    that may not be traced to the one that carries a name.
    """
    digest = salted_hmac("questions.sources", f"{answer.pk}:{naming}").digest()
    code = b32encode(digest)[:8].decode()
    return f"{code[:4]}-{code[4:]}"


def shuffled(answers: list[Answer]) -> list[Answer]:
    """
    Return answers in an order that is always the same and says nothing about who wrote them.

    PRIVACY: in the order of names or times an untraceable answer would stand between two
    neighbours that give it away.
    """
    return sorted(answers, key=lambda answer: salted_hmac("questions.answers", str(answer.pk)).hexdigest())
