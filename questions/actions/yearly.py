"""
The three questions that every member is asked once a year (*de drie vragen*).

What the association promises a member, asked back: does she know what runs, has she people to
call, and can she take part in her own way? docs/adr/0022-three-questions-a-year.md says why it
is a national question like any other.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import Member
from questions.actions.asking import Composition, Part, write_draft
from questions.models import Question, SubQuestion
from questions.permissions import Roles, may_run_questions, require
from questions.queries.yearly import yearly_questions

TOLD_AFTER = timedelta(weeks=6)
# The same words each year, because only then the years can be set side by side.
PARTS = [
    Part(text, SubQuestion.Kind.CHOICE, choices)
    for text, choices in (
        (
            "Weet je welke thema’s nu spelen, en waar je ze vindt?",
            ["Ja, dat weet ik", "Deels", "Nee, dat weet ik niet"],
        ),
        (
            "Ken je in dit netwerk mensen die je kunt bellen als je ergens mee zit?",
            ["Ja, minstens twee", "Eén", "Nog niemand"],
        ),
        (
            "Kun je meedoen op een manier die bij je past?",
            ["Ja, dat lukt", "Soms", "Nee, dat lukt niet"],
        ),
    )
]


@transaction.atomic(durable=True)
def compose_yearly_question(*, actor: Member, deadline_at: datetime, now: datetime) -> Question:
    """Write down the draft of this year; when there is one already, return that."""
    require(may_run_questions(Roles.of(actor)))
    year = timezone.localdate(now).year
    try:
        # RACE: the year can be there once; who comes second takes what the first wrote.
        with transaction.atomic():
            return write_draft(actor=actor, composition=_composition(year, deadline_at), year=year, now=now)
    except IntegrityError:
        return yearly_questions().get(year=year)


def _composition(year: int, deadline_at: datetime) -> Composition:
    return Composition(
        title=f"Drie vragen aan jou, {year}",
        asker="het programmateam",
        wording="Eén keer per jaar stellen we elk lid dezelfde drie vragen. We willen weten of we "
        "waarmaken wat we je beloven.",
        importance="Aan je antwoord zien we wat beter moet. We leggen de jaren naast elkaar, geen mensen "
        "en geen organisaties. Meer meten we niet.",
        use="Het programmateam bespreekt de antwoorden en vertelt je wat er verandert.",
        use_date=timezone.localdate(deadline_at + TOLD_AFTER),
        effort_minutes=3,
        deadline_at=deadline_at,
        is_public=False,
        parts=PARTS,
    )
