"""
Taking the name and the addresses of who left out of letters to others.

What arrived needs its words no longer and loses them; what still has to leave says *Oud-lid*
where she was named.
"""

import re
from collections.abc import Callable, Iterator
from html import escape

from django.db import models, transaction
from django.db.models import Q

from mailing.models import NO_WORDS, LetterPart, OutgoingMail
from mailing.upkeep import FINAL
from privacy.emptying import BATCH, FORMER_MEMBER
from privacy.erasure import Leaver

WORDS = ("subject", "text", "html", "parts", "calendar")


def take_out(leaver: Leaver) -> Iterator[None]:
    """Take her out of every letter and shared part; yields after each batch that was committed."""
    names = {leaver.name, escape(leaver.name), *leaver.addresses} - {""}
    said = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len)[::-1]))

    def of_letter(letter: OutgoingMail) -> dict[str, str]:
        words = {field: letter.__dict__[field] for field in WORDS}
        kept = words | NO_WORDS if letter.state in FINAL else words
        return {field: said.sub(FORMER_MEMBER, value) for field, value in kept.items()}

    def of_part(part: LetterPart) -> dict[str, str]:
        words = {"text": part.text, "html": part.html}
        return {
            field: "" if leaver.goes_silent else said.sub(FORMER_MEMBER, value)
            for field, value in words.items()
        }

    letters = OutgoingMail.objects.exclude(member__isnull=False, member=leaver.pk)
    yield from _rewrite(letters, _naming(names, WORDS), of_letter)
    yield from _rewrite(LetterPart.objects.all(), _naming(names, ("text", "html")), of_part)


def _naming(names: set[str], fields: tuple[str, ...]) -> Q:
    """Return what finds the rows in which she is named."""
    naming = Q(pk__in=[])
    for field in fields:
        for name in names:
            naming |= Q(**{f"{field}__contains": name})
    return naming


def _rewrite(
    rows: models.QuerySet, naming: Q, words_of: Callable[[models.Model], dict[str, str]]
) -> Iterator[None]:
    last = 0
    while batch := list(rows.filter(naming, pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        with transaction.atomic(durable=True):
            for row in batch:
                rows.model.objects.filter(pk=row.pk).update(**words_of(row))
        yield
