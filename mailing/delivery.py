"""
Sending and settling letters.

The promise: no letter is lost, and a reader gets at most one extra copy, which carries the
same Message-ID. It rests on three things. The lease names a letter before a byte of it is
handed over, so that whoever finds that lease after its time knows which one is in doubt.
A letter in doubt is handed over once more, and then waits for a person. And every change
to a claimed row names the token of the claim, so that a worker who lost it changes nothing.
docs/adr/0003-outbox.md has the reasons.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F

from mailing import faults, hours, letters, messages, retries, standing, transport, upkeep
from mailing.claims import Claim, claim, lease, postponed, unwanted
from mailing.faults import Fault
from mailing.messages import UnusableAddress
from mailing.models import NO_WORDS, Lease, OutgoingMail
from mailing.retries import Reply, Verdict
from mailing.transport import Session, Uncertain, Unreachable

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
State = OutgoingMail.State

# One statement, and so one commit, per letter, on a row so small that its page is all it touches.
# Written out because the ORM takes ten times as long to compose it.
MARK = "UPDATE mailing_lease SET handing = %s, until = %s WHERE token = %s"
# After so long a batch is given back, so that what is more urgent need not wait for it.
ROUND = timedelta(seconds=2)


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
        self._until = clock() + ROUND
        self._accepted = 0
        # The server has them and the lease knows it, their rows do not say so yet.
        self._unsettled: list[OutgoingMail] = []
        # The letter of which no outcome was written down yet.
        self._current: OutgoingMail | None = None

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
                    host=settings.MAIL_DOMAIN,
                    # A letter takes four answers at most, so it never outlives the lease.
                    seconds=settings.MAILING_LEASE_SECONDS / 5,
                ) as session:
                    self._send_over(session)
        finally:
            self._release()
            self._end()
        return self._accepted

    def _drop_unwanted(self) -> None:
        now = self._clock()
        # Asked again when their reader is back: by then she may have read it, or not want it any more.
        away = postponed(self._claim.rows, now)
        for until, rows in away.items():
            self._give_back(rows, due_at=until)
        here = [row for row in self._claim.rows if not any(row in rows for rows in away.values())]
        reasons = unwanted(here, now)
        self._waiting = deque(row for row in here if row.pk not in reasons)
        for row in here:
            if row.pk in reasons:
                self._close(row, State.CANCELLED, last_error=reasons[row.pk])

    def _send_over(self, session: Session) -> None:
        """Send over this line until the batch is done or the line can no longer be trusted."""
        while self._waiting:
            if self._clock() >= self._until:
                self._release()
                return
            mail = self._current = self._waiting.popleft()
            try:
                if self._is_for_tomorrow(mail):
                    self._give_back([mail])
                else:
                    self._send_one(mail, session)
            except ClaimLost:
                # Once the server waits for the letter, only hanging up takes the offer back.
                session.hang_up()
                self._waiting.clear()
                return
            except (Uncertain, Unreachable) as error:
                self._line_broke(mail, error)
                self._current = None
                return
            self._current = None

    def _line_broke(self, mail: OutgoingMail, error: Exception) -> None:
        if isinstance(error, Uncertain):
            logger.warning("Letter %s is in doubt: %s", mail.pk, error)
            now = self._clock()
            # After its time it is handed over once more.
            self._claim.own(mail).update(
                state=State.SENDING, due_at=now + lease(), lease_token="", tried_at=now
            )
        else:
            # Nothing was handed over, so this is no attempt; but the next letter goes first.
            logger.warning("The line broke before letter %s: %s", mail.pk, error)
            self._put_off(mail, last_error=f"De verbinding brak af: {error}", attempts=mail.attempts)

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
        reply = session.offer(recipient, sender=messages.envelope_sender(mail))
        if reply.code == 354:
            self._mark(mail)
            reply = session.hand_over(message)
        self._settle(mail, reply)

    def _mark(self, mail: OutgoingMail) -> None:
        """
        Say that this letter is the one that is handed over, and that those before it were accepted.

        :raises ClaimLost: when the batch is no longer ours.
        """
        until = connection.ops.adapt_datetimefield_value(self._clock() + lease())
        with connection.cursor() as cursor:
            cursor.execute(MARK, [mail.pk, until, self._claim.token])
            if not cursor.rowcount:
                raise ClaimLost

    def _settle(self, mail: OutgoingMail, reply: Reply) -> None:
        """Write down what the server's last word means for this letter; the lease vouches for the sent."""
        match retries.verdict(reply):
            case Verdict.ACCEPTED:
                self._accepted += 1
                if mail.has_secret:
                    now = self._clock()
                    self._close(mail, State.SENT, sent_at=now, **NO_WORDS)
                else:
                    self._unsettled.append(mail)
            case Verdict.LATER if self._clock() - mail.queued_at < retries.GIVE_UP_AFTER:
                self._put_off(mail, last_code=reply.status, last_error=str(reply), attempts=mail.attempts + 1)
            case _:
                self._take_refusal(mail, reply)

    def _take_refusal(self, mail: OutgoingMail, reply: Reply) -> None:
        """Settle a letter that nobody will take, and let that count against its address, or against us."""
        fault = faults.fault(reply.status, reply.text)
        is_policy = fault is Fault.POLICY
        with transaction.atomic():
            self._close(
                mail,
                State.HELD if is_policy else State.FAILED,
                last_code=standing.policy_code(reply.status) if is_policy else reply.status,
                last_error=str(reply),
            )
            standing.refused(mail, fault, code=reply.status, detail=str(reply), now=self._clock())
        if is_policy and upkeep.is_run_refused(mail, accepted=len(self._unsettled)):
            self._release()
            upkeep.hold_run(mail, self._clock())
        if is_policy and upkeep.hold_after_refusals(self._clock()):
            self._release()

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
            lease_token="",
            tried_at=now,
            **facts,
        )

    def _release(self) -> None:
        """Give back what was claimed and not tried."""
        if self._waiting:
            self._give_back(self._waiting)
            self._waiting.clear()

    def _give_back(self, rows: Iterable[OutgoingMail], **facts) -> None:
        self._claim.own(*rows).update(claims=F("claims") - 1, lease_token="", **facts)

    def _end(self) -> None:
        """Write down which letters were accepted, and let go of the lease."""
        now = self._clock()
        with transaction.atomic():
            self._claim.own(*self._unsettled).update(
                state=State.SENT, sent_at=now, tried_at=now, lease_token=""
            )
            # A letter without an outcome stays under the lease, which says whether it is in doubt.
            if self._current is None:
                Lease.objects.filter(token=self._claim.token).delete()
        self._unsettled = []
