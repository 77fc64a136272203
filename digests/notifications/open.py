"""The letters of the open digest: the question whether an address wants it, and the digest itself."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.core import signing
from django.utils import timezone

from digests.models import UNCONFIRMED_KEPT, OpenRun, OpenSubscription
from digests.queries import runs, words
from digests.queries.lines import BlockLines
from mailing import letters, outbox
from mailing.letters import Letter, LetterKind, Rendered
from mailing.unsubscribing import reader_of

CONFIRM_SALT = "digests.open.confirm"


class Address(NamedTuple):
    """Somebody of whom we know nothing else."""

    email: str
    pk: None = None
    name: str = ""


def confirm_token(subscription: OpenSubscription, frequency: str) -> str:
    """Return the token with which an address says yes to so many letters."""
    return signing.dumps([subscription.pk, frequency], salt=CONFIRM_SALT)


def asked_for(token: str) -> tuple[int, str] | None:
    """Return which subscription a token confirms, and how often; None when it is too old or not ours."""
    try:
        pk, frequency = signing.loads(token, salt=CONFIRM_SALT, max_age=UNCONFIRMED_KEPT)
    except signing.BadSignature:
        return None
    return pk, frequency


def ask(subscription: OpenSubscription, frequency: str, *, now: datetime) -> None:
    """Ask an address whether it wants the open digest; once a day, however often somebody types it."""
    context = {
        "token": confirm_token(subscription, frequency),
        "frequency": OpenSubscription.Frequency(frequency).label,
    }
    letter = Letter(
        OPEN_CONFIRM.name,
        to=Address(subscription.address),
        key=f"open-confirm:{subscription.pk}:{frequency}:{timezone.localdate(now)}",
        about=OPEN_CONFIRM.name,
        context=context,
    )
    outbox.queue([letter], now=now)


def letter_key(run_id: int, subscription_id: int) -> str:
    """Return the key of the one letter that this run has for this address."""
    return f"open:{run_id}:{subscription_id}"


class OpenEdition:
    """All letters of one run: the same for everyone, but for the link that ends them."""

    def __init__(self, run: OpenRun, blocks: Sequence[BlockLines]):
        self._about = runs.about(run)
        self._run_id = run.pk
        # The registered kind: there it has learned how it is stopped.
        self._kind = letters.kind_named(OPEN_DIGEST.name)
        # A mark nobody can have written in a title.
        self._mark = f"https://{secrets.token_hex(16)}.invalid/"
        self._words = self._render(run, blocks)

    def letter(self, subscription: OpenSubscription) -> Letter:
        """Write the letter to one address."""
        stop = letters.stop_url(self._kind, reader_of(None, subscription.address), self._about)
        rendered = Rendered(
            self._words.subject,
            self._words.text.replace(self._mark, stop),
            self._words.html.replace(self._mark, stop),
        )
        return Letter(
            OPEN_DIGEST.name,
            to=Address(subscription.address),
            key=letter_key(self._run_id, subscription.pk),
            about=self._about,
            rendered=rendered,
        )

    def _render(self, run: OpenRun, blocks: Sequence[BlockLines]) -> Rendered:
        context = {"period": words.period(run), "blocks": blocks, "stop_url": self._mark}
        to_nobody = Address("")
        return letters.render(Letter(OPEN_DIGEST.name, to=to_nobody, key="", about="", context=context))


def _wanted(queued: Sequence) -> set[int]:
    """Return which letters go to an address that is still there, and for the digest that said yes."""
    subscriptions = OpenSubscription.objects.filter(address__in={row.to_address for row in queued})
    confirmed = dict(subscriptions.values_list("address", "confirmed_at"))
    return {
        row.pk
        for row in queued
        if row.to_address in confirmed and (confirmed[row.to_address] or row.letter == OPEN_CONFIRM.name)
    }


OPEN_CONFIRM = LetterKind(
    name="open_confirm",
    reason="iemand dit adres invulde om het open overzicht te krijgen",
    priority=letters.Priority.DIRECT,
    has_secret=True,
    lifetime=UNCONFIRMED_KEPT,
    wanted=_wanted,
    # Whoever types it again, and of the address only a mark is kept.
    stop_words="Stuur deze vraag niet meer naar dit adres",
)
OPEN_DIGEST = LetterKind(
    name=runs.VISITORS,
    reason="je je hebt aangemeld voor het open overzicht van de Associatie Wijkteams",
    priority=letters.Priority.DIGEST,
    list_name="open overzicht",
    by_day=True,
    wanted=_wanted,
    stop_words="Geen open overzicht meer, en wis mijn adres",
    leaves_no_trace=True,
)
NAMES = [OPEN_CONFIRM.name, OPEN_DIGEST.name]
