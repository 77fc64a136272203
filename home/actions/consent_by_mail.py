"""
A writer says by mail whether her words may stand in a lesson: with *ja* or *nee* as the first word.

What may be meant in two ways counts for nothing: consent that somebody guessed is none.
"""

import re
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.urls import reverse

from home import notifications
from home.actions import consent
from home.models import ConsentRequest, Passage
from home.queries.lessons import OwnPassage, passages_for
from inbound.replies import Refused, Reply, Unproven
from mailing import outbox
from members.models import Member

BEGIN_ANEW = "Antwoord nog een keer en begin met het woord ja of nee."
UNCLEAR = (
    "We weten niet zeker of je ja of nee zegt, en raden doen we niet. "
    f"{BEGIN_ANEW} Wil je er iets bij afspreken, kies dan zelf met de link in onze brief."
)
SEE_FIRST = (
    "Omdat de leergroep vertrouwelijk is, stonden je woorden niet in onze brief. Kijk eerst welke het zijn, "
    "met de link in die brief. Daar zeg je ook of het mag."
)
OVER = "Deze vraag is voorbij: van jou wordt in deze les niets meer aangehaald. Je hoeft niets te doen."
KNOWN = "Je had al gezegd of het mag, dus we hebben niets veranderd. Met de link in onze brief kan dat wel."

_GREETING = re.compile(
    r"(dag|hoi|hallo|ha|beste|hey|hi|goede(morgen|middag|navond))\b[^.?!\n]{0,40}[,.!]?\s*\n", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
# With one of these it is no plain yes, or no plain no.
_CONDITIONS = {
    *("als", "alleen", "behalve", "eerst", "eerste", "laatste", "maar", "mits", "tenzij", "tweede", "zolang"),
}
_NOT_YES = _CONDITIONS | {"even", "geen", "liever", "nee", "niet", "twijfel", "vraag", "zonder"}
_NOT_NO = _CONDITIONS | {"bezwaar", "hoor", "ja", "prima", "probleem", "wel"}


class Said(StrEnum):
    """What somebody says to the question whether her words may be used."""

    YES = "ja"
    NO = "nee"


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Keep what a writer mailed about the words that this letter asked of, and tell her what holds now.

    Yes is the narrowest yes: without her name. Says False when nobody asks this any more. May be
    done twice with the same reply.

    :raises Refused: when it is not certain what she says, or nothing is left to answer.
    :raises Unproven: when it came from somebody else's address.
    """
    requests = ConsentRequest.objects.select_related("lesson__thread__group")
    request = requests.filter(pk=notifications.request_in(reply.about), author=reply.member_id).first()
    member = Member.objects.active().filter(pk=reply.member_id).first()
    if request is None or member is None:
        return False
    if not reply.is_from_her:
        raise Unproven
    own_page = reverse("home:own-passages", args=[request.lesson_id])
    said = said_in(reply.text)
    if said is None:
        raise Refused(UNCLEAR, own_page)
    if said is Said.YES and request.lesson.thread.group.is_confidential:
        raise Refused(SEE_FIRST, own_page)
    _keep(request=request, said=said, reply=reply, own_page=own_page, now=now)
    return True


def said_in(text: str) -> Said | None:
    """Return what somebody says in her first word, if nothing after it makes that uncertain."""
    text = _GREETING.sub("", f"{text}\n", count=1) if _GREETING.match(text) else text
    first = _FIRST_WORD.match(text)
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    match first and first[1].lower():
        case "ja" if not words & _NOT_YES and "?" not in text:
            return Said.YES
        case "nee" if not words & _NOT_NO and "?" not in text:
            return Said.NO
    return None


@transaction.atomic(durable=True)
def _keep(*, request: ConsentRequest, said: Said, reply: Reply, own_page: str, now: datetime) -> None:
    if outbox.letters_about(notifications.about_reply(reply)):
        # Read before; only the note that its mail was taken was lost.
        return
    passages = _asked_of(request)
    if not passages:
        raise Refused(OVER)
    if said is Said.YES:
        passages = [passage for passage in passages if passage.consent == Passage.Consent.ASKED]
        if not passages:
            raise Refused(KNOWN, own_page)
    choice = Passage.Consent.UNNAMED if said is Said.YES else Passage.Consent.REFUSED
    consent.keep_choices(request.lesson, request.author_id, {one.pk: choice for one in passages}, now)
    notifications.consent_kept(request, passages, reply, agrees=said is Said.YES, now=now)


def _asked_of(request: ConsentRequest) -> list[OwnPassage]:
    """Return the passages of which this letter asked, as far as they still stand in the lesson."""
    asked = Passage.objects.filter(asked_at__lte=request.asked_at).values_list("pk", flat=True)
    known = set(asked.filter(lesson=request.lesson_id, author=request.author_id))
    return [one for one in passages_for(request.lesson, request.author_id) if one.pk in known]
