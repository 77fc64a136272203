"""
Sending and settling letters.

The promise: no letter is lost, and a reader gets at most one extra copy, which carries the
same Message-ID. It rests on three things. A letter's row says ``sending`` before a byte of
it is handed over, so that whoever finds it so after the lease knows that it is in doubt.
A letter in doubt is handed over once more, and then waits for a person. And every change
to a claimed row names the token of the claim, so that a worker who lost it changes nothing.
docs/adr/0003-outbox.md has the reasons.
"""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from mailing import hours, letters, messages, retries, transport, upkeep
from mailing.claims import Claim, claim, lease, unwanted
from mailing.messages import UnusableAddress
from mailing.models import OutgoingMail, Suppression
from mailing.retries import Reply, Verdict
from mailing.transport import Session, Uncertain, Unreachable

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
State = OutgoingMail.State

# One statement, and so one commit, per letter: it settles the letter that was just accepted
# and marks the next. Written out because the ORM takes ten times as long to compose it, and
# has no RETURNING, which says which of the two rows were still ours.
STEP = """
    UPDATE mailing_outgoingmail
    SET state = CASE WHEN id = %(done)s THEN 'sent' ELSE 'sending' END,
        sent_at = CASE WHEN id = %(done)s THEN %(now)s ELSE sent_at END,
        tried_at = %(now)s,
        lease_until = %(until)s
    WHERE lease_token = %(token)s
      AND (id = %(done)s AND state = 'sending' OR id = %(next)s AND state = 'queued')
    RETURNING id
"""


class ClaimLost(Exception):
    """The lease ended under our hands, and another worker has the letter now."""


def deliver(*, clock: Clock, seconds: float) -> int:
    """
    Send what is due, for about so many seconds, and return how many letters were accepted.

    Any number of workers may do this at the same time, and each may be killed at any moment.
    """
    now = clock()
    upkeep.beat(now)
    upkeep.notice_move(now)
    upkeep.recover(now)
    upkeep.retain(now)
    until = now + timedelta(seconds=seconds)
    accepted = 0
    try:
        while now < until and (claimed := claim(now)):
            accepted += Round(claimed, clock).send()
            now = clock()
    except Unreachable as error:
        logger.warning("The mail server is away: %s", error)
        upkeep.report(f"De mailserver is niet bereikbaar: {error}")
    else:
        upkeep.report("")
    return accepted


class Round:
    """One claimed batch on its way, over one line to the mail server."""

    def __init__(self, claimed: Claim, clock: Clock):
        self._claim = claimed
        self._clock = clock
        self._waiting = deque(claimed.rows)
        self._until_morning: list[OutgoingMail] = []
        self._accepted = 0
        # The server has it, its row does not say so yet: that goes along with the next mark.
        self._unsettled: OutgoingMail | None = None

    def send(self) -> int:
        """
        Send the batch and return how many letters were accepted.

        :raises Unreachable: when the server is away; what was not sent waits again.
        """
        self._drop_unwanted()
        try:
            while self._waiting:
                with transport.connect(
                    settings.MAILING_EMAIL_URL,
                    sender=messages.sender(),
                    # A letter takes four answers at most, so it never outlives the lease.
                    seconds=settings.MAILING_LEASE_SECONDS / 5,
                ) as session:
                    self._send_over(session)
        finally:
            self._release()
            self._step(None)
        return self._accepted

    def _drop_unwanted(self) -> None:
        now = self._clock()
        reasons = unwanted(self._claim.rows, now)
        self._waiting = deque(row for row in self._claim.rows if row.pk not in reasons)
        for row in self._claim.rows:
            if row.pk in reasons:
                self._close(row, State.CANCELLED, last_error=reasons[row.pk])

    def _send_over(self, session: Session) -> None:
        """Send over this line until the batch is done or the line can no longer be trusted."""
        while self._waiting:
            mail = self._waiting.popleft()
            if self._is_for_tomorrow(mail):
                self._until_morning.append(mail)
                continue
            try:
                self._send_one(mail, session)
            except Uncertain as error:
                # The row stays as it is; after its lease it is handed over once more.
                logger.warning("Letter %s is in doubt: %s", mail.pk, error)
                return
            except ClaimLost:
                # Once the server waits for the letter, only hanging up takes the offer back.
                session.hang_up()
                return
            except Unreachable as error:
                # Nothing was handed over, so this is no attempt; but the next letter goes first.
                logger.warning("The line broke before letter %s: %s", mail.pk, error)
                self._put_off(mail, last_error=f"De verbinding brak af: {error}", attempts=mail.attempts)
                return

    def _is_for_tomorrow(self, mail: OutgoingMail) -> bool:
        """Evening may fall between two letters of one batch."""
        return letters.kind_named(mail.letter).by_day and not hours.is_daytime(self._clock())

    def _send_one(self, mail: OutgoingMail, session: Session) -> None:
        try:
            recipient = messages.ascii_address(mail.to_address)
        except UnusableAddress:
            self._settle(mail, Reply(553, "5.1.3 Dit is geen bruikbaar mailadres."))
            return
        message = messages.build(mail, may_be_8bit=session.may_be_8bit)
        reply = session.offer(recipient)
        if reply.code == 354:
            self._step(mail)
            reply = session.hand_over(message)
        self._settle(mail, reply)

    def _step(self, following: OutgoingMail | None) -> None:
        """
        Settle the letter that was accepted and mark the next as ``sending``, in one commit.

        :raises ClaimLost: when the next letter is no longer ours.
        """
        done, self._unsettled = self._unsettled, None
        if not (done or following):
            return
        now = self._clock()
        with connection.cursor() as cursor:
            cursor.execute(
                STEP,
                {
                    "done": done and done.pk,
                    "next": following and following.pk,
                    "token": self._claim.token,
                    "now": connection.ops.adapt_datetimefield_value(now),
                    "until": connection.ops.adapt_datetimefield_value(now + lease()),
                },
            )
            ours = {pk for (pk,) in cursor.fetchall()}
        if following and following.pk not in ours:
            raise ClaimLost

    def _settle(self, mail: OutgoingMail, reply: Reply) -> None:
        """Write down what the server's last word on this letter means for it."""
        match retries.verdict(reply):
            case Verdict.ACCEPTED:
                self._accepted += 1
                if mail.has_secret:
                    now = self._clock()
                    self._close(mail, State.SENT, sent_at=now, text="", html="")
                else:
                    self._unsettled = mail
            case Verdict.LATER if self._clock() - mail.queued_at < retries.GIVE_UP_AFTER:
                self._put_off(mail, last_code=reply.status, last_error=str(reply), attempts=mail.attempts + 1)
            case Verdict.ADDRESS_REFUSED:
                with transaction.atomic():
                    self._close(mail, State.FAILED, last_code=reply.status, last_error=str(reply))
                    Suppression.objects.bulk_create(
                        [
                            Suppression(
                                address=mail.to_address.lower(), reason=str(reply), since=self._clock()
                            )
                        ],
                        ignore_conflicts=True,
                    )
            case Verdict.POLICY:
                self._close(mail, State.HELD, last_code=reply.status, last_error=str(reply))
                if upkeep.hold_after_refusals(self._clock()):
                    self._release()
            case _:
                self._close(mail, State.FAILED, last_code=reply.status, last_error=str(reply))

    def _close(self, mail: OutgoingMail, state: State, **facts) -> None:
        """Move a letter out of the queue."""
        self._claim.own(mail).update(state=state, lease_token="", tried_at=self._clock(), **facts)

    def _put_off(self, mail: OutgoingMail, *, attempts: int, **facts) -> None:
        """Put a letter back in the queue, to be tried again later."""
        now = self._clock()
        self._claim.own(mail).update(
            state=State.QUEUED,
            attempts=attempts,
            claims=0,
            due_at=now + retries.wait(max(attempts, 1), mail.message_id),
            lease_until=None,
            lease_token="",
            tried_at=now,
            **facts,
        )

    def _release(self) -> None:
        """Give back what was claimed and not tried."""
        self._claim.own(*self._waiting, *self._until_morning).filter(state=State.QUEUED).update(
            claims=F("claims") - 1, lease_until=None, lease_token=""
        )
        self._waiting.clear()
