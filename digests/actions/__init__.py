"""Planning and writing digests, and changing how often they come."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef

from activity import sealing
from activity.models import EVENTS_KEPT, Batch
from digests.models import ASKED, DigestDelivery, DigestRun, MailPreference
from digests.notifications import Contents, Edition, letter_key
from digests.queries import leftovers, moments, news, pages, positions, readers
from digests.queries.leftovers import Start
from digests.queries.moments import Moment
from digests.queries.news import News
from learninggroups.actions.reading import move_mark
from learninggroups.permissions import Roles
from mailing import outbox
from mailing.hours import is_daytime, morning_of
from members.actions.choices import write_down
from members.models import Choice, Member
from members.permissions import require
from questions.queries.site import waiting_for_many

PLANNED_AT_ONCE = 2000
FOLLOWED_AT_ONCE = 500
WRITTEN_AT_ONCE = 200
# Different for each row, which the ORM takes longer to compose than the letters.
LEAVE_OVER = """
    UPDATE digests_digestdelivery SET left_over = told.column2
    FROM (VALUES {rows}) AS told
    WHERE digests_digestdelivery.id = told.column1
"""


def plan_due(*, now: datetime) -> list[DigestRun]:
    """
    Seal the day and write down every digest that is due and was not planned before.

    Safe to run twice or at once: a day is sealed once, a period has one run, and no two
    deliveries of a member begin at the same batch.
    """
    if not is_daytime(now):
        return []
    if sealed := sealing.seal(now=now):
        _prune(newest=sealed.number, now=now)
    due = _not_planned(moments.latest_moments(now))
    if due:
        _follow_letters(now)
    return [run for moment in due if (run := _plan_once(moment, now))]


def _not_planned(candidates: list[Moment]) -> list[Moment]:
    first = Batch.objects.order_by("number").values_list("sealed_at", flat=True).first()
    runs = DigestRun.objects.filter(period__in=[moment.period for moment in candidates])
    planned = set(runs.values_list("kind", "period"))
    # A portal that opened on Thursday owes nobody a digest of the Tuesday before.
    return [
        moment
        for moment in candidates
        if first and moment.at >= first and (moment.kind, moment.period) not in planned
    ]


def _plan_once(moment: Moment, now: datetime) -> DigestRun | None:
    try:
        return _plan(moment, now)
    except IntegrityError:
        # RACE: another planner wrote this run first, with all its deliveries.
        return None


@transaction.atomic(durable=True)
def _plan(moment: Moment, now: datetime) -> DigestRun:
    batch = Batch.objects.order_by("-number").first()
    run = DigestRun.objects.create(kind=moment.kind, period=moment.period, batch=batch, planned_at=now)
    behind = positions.with_position(positions.wanting(moment)).filter(position__lt=batch.number)
    DigestDelivery.objects.bulk_create(
        [
            DigestDelivery(run=run, member_id=member_id, after=position, carried=carried, up_to=batch.number)
            for member_id, position, carried in behind.order_by("pk").values_list("pk", "position", "carried")
        ],
        # RACE: who changed her frequency a moment ago may be in another run just now; the
        # chain of her deliveries lets only one of the two in.
        ignore_conflicts=True,
        batch_size=PLANNED_AT_ONCE,
    )
    return run


def _follow_letters(now: datetime) -> None:
    """Settle the deliveries whose letters arrived, and delete those whose letters never will."""
    seen = 0
    written = DigestDelivery.objects.unsettled().exclude(composed_at=None).order_by("pk")
    while deliveries := list(written.filter(pk__gt=seen)[:FOLLOWED_AT_ONCE]):
        _follow_chunk(deliveries, now)
        seen = deliveries[-1].pk


@transaction.atomic(durable=True)
def _follow_chunk(deliveries: list[DigestDelivery], now: datetime) -> None:
    by_key = {letter_key(delivery.run_id, delivery.member_id): delivery.pk for delivery in deliveries}
    arrived = [by_key[key] for key in outbox.arrived(by_key)]
    DigestDelivery.objects.filter(pk__in=arrived).update(settled_at=now)
    lost = [by_key[key] for key in outbox.withdraw(by_key)]
    DigestDelivery.objects.filter(pk__in=lost).delete()


def _prune(*, newest: int, now: datetime) -> None:
    """Delete events, and deliveries, that are older than a year and that nobody still waits for."""
    needed = DigestDelivery.objects.unsettled().order_by("after").values_list("after", flat=True).first()
    sealing.prune(up_to=newest if needed is None else needed, now=now)
    later = DigestDelivery.objects.filter(member=OuterRef("member"), up_to__gt=OuterRef("up_to"))
    old = DigestDelivery.objects.filter(run__planned_at__lt=now - EVENTS_KEPT)
    gone = old.exclude(settled_at=None).filter(Exists(later)).values_list("pk", flat=True)
    # By number and not in one statement, in which a planner that knows no sizes compares all with all.
    while numbers := list(gone[:FOLLOWED_AT_ONCE]):
        DigestDelivery.objects.filter(pk__in=numbers).delete()


def write_due(*, now: datetime) -> Iterator[int]:
    """
    Write the letters of every run that was planned, a chunk at a time, and yield how many each.

    Every chunk is a transaction of its own: it writes its letters and marks its deliveries,
    or neither. After a crash the next call goes on with what is left.
    """
    if not is_daytime(now):
        return
    for run in DigestRun.objects.pending():
        if start := _earliest_start(run):
            edition = Edition(run)
            since = news.load(start, up_to=run.batch_id, now=now)
            while (written := _write_chunk(edition, since, now)) is not None:
                yield written
        _finish(run, now)


def _earliest_start(run: DigestRun) -> Start | None:
    """Return where the news of this run begins, for all to whom nothing was written yet."""
    pending = run.deliveries.pending()
    first = pending.order_by("after").values_list("after", flat=True).first()
    if first is None:
        return None
    carried = pending.exclude(carried="").values_list("carried", flat=True)
    return Start(first, leftovers.earliest(carried.iterator()))


@transaction.atomic(durable=True)
def _write_chunk(edition: Edition, since: News, now: datetime) -> int | None:
    """Write the letters of the next members nobody else is writing to; None when there are none."""
    # RACE: a row that another worker holds is skipped, and one it finished is no longer pending.
    # On SQLite the transaction itself lets one worker in at a time.
    deliveries = list(
        edition.run.deliveries.pending()
        .select_for_update(skip_locked=True)
        .order_by("member_id")[:WRITTEN_AT_ONCE]
    )
    if not deliveries:
        return None
    members = _still_wanting(deliveries)
    roles = Roles.of_many(members.values())
    starts = {
        delivery.member_id: Start(delivery.after, leftovers.unpacked(delivery.carried))
        for delivery in deliveries
        if delivery.member_id in members
    }
    found = readers.of(since, starts, roles, waiting_for_many(roles, now), now)
    lines = {reader.member_id: (reader, told) for reader in found if (told := since.lines_for(reader))}
    written, left_over = [], []
    for delivery in deliveries:
        if delivery.member_id in lines:
            reader, told = lines[delivery.member_id]
            blocks, rest = leftovers.fit(told, reader.start)
            written.append(Contents(delivery, members[delivery.member_id], reader, blocks))
            if rest:
                left_over.append((delivery.pk, leftovers.packed(rest)))
    outbox.queue(edition.letters(written), now=now)
    _leave_over(left_over)
    # Who wants none now is not told, so her next one begins where this one did.
    DigestDelivery.objects.filter(
        pk__in=[delivery.pk for delivery in deliveries if delivery.member_id not in members]
    ).delete()
    _mark_written(deliveries, {delivery.pk for delivery, *_ in written}, now)
    return len(written)


def _still_wanting(deliveries: list[DigestDelivery]) -> dict[int, Member]:
    wanting = Member.objects.active().exclude(mail_preference__frequency=MailPreference.Frequency.NEVER)
    return wanting.in_bulk([delivery.member_id for delivery in deliveries])


def _leave_over(left_over: list[tuple[int, str]]) -> None:
    """Keep for each of these deliveries what it had no room for."""
    if left_over:
        # SECURITY: only placeholders are put into the statement, never a value.
        statement = LEAVE_OVER.format(rows=", ".join(["(%s, %s)"] * len(left_over)))
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for row in left_over for value in row])


def _mark_written(deliveries: list[DigestDelivery], with_letter: set[int], now: datetime) -> None:
    ids = {delivery.pk for delivery in deliveries}
    DigestDelivery.objects.filter(pk__in=ids).update(composed_at=now)
    DigestDelivery.objects.filter(pk__in=ids - with_letter).update(is_empty=True, settled_at=now)


def _finish(run: DigestRun, now: datetime) -> None:
    """Mark a run that has nothing left to write; a worker that still writes keeps it open."""
    pending = DigestDelivery.objects.pending().filter(run=OuterRef("pk"))
    DigestRun.objects.filter(~Exists(pending), pk=run.pk).update(composed_at=now)


@transaction.atomic(durable=True)
def choose_frequency(
    *,
    actor: Member,
    frequency: str,
    weekday: int | None = None,
    how: str = Choice.How.SITE,
    now: datetime,
) -> MailPreference:
    """
    Change how often a member gets the digest; only she herself does, signed in or through her letter.

    Another frequency changes only when the next one comes: it begins where her last one
    ended. Who comes back from *nooit* begins now.
    """
    require(actor.is_active)
    preference = _preference_of(actor.pk, now)
    if preference.frequency == MailPreference.Frequency.NEVER != frequency:
        preference.starts_after = sealing.newest_batch()
        # What was planned before she wanted none would tell of before.
        DigestDelivery.objects.pending().filter(member=actor).delete()
    preference.weekday = weekday or preference.weekday
    _write_down(actor, Choice.Kind.DIGEST, MailPreference.Frequency(frequency).label, how, now)
    return _set(preference, frequency, now)


@transaction.atomic(durable=True)
def pause_mail(*, actor: Member, until: date, how: str = Choice.How.SITE, now: datetime) -> None:
    """Let letters wait until a day (*nu even niet tot*); nothing is lost, and sign-in codes always go."""
    require(actor.is_active)
    _write_down(actor, Choice.Kind.PAUSE, f"tot {until:%d-%m-%Y}", how, now)
    Member.objects.filter(pk=actor.pk).update(mail_paused_until=until)


@transaction.atomic(durable=True)
def resume_mail(*, actor: Member, how: str = Choice.How.SITE, now: datetime) -> None:
    """Let letters come again; what waited goes now, as far as she still wants it."""
    require(actor.is_active)
    _write_down(actor, Choice.Kind.PAUSE, "niet meer", how, now)
    until = Member.objects.filter(pk=actor.pk).values_list("mail_paused_until", flat=True).get()
    Member.objects.filter(pk=actor.pk).update(mail_paused_until=None)
    if until:
        outbox.let_come(actor.pk, morning_of(until), now=now)


@transaction.atomic(durable=True)
def choose_content(
    *, actor: Member, without_content: bool, how: str = Choice.How.SITE, now: datetime
) -> None:
    """Choose whether letters say what they are about, from the next one on."""
    require(actor.is_active)
    _write_down(actor, Choice.Kind.CONTENT, "ja" if without_content else "nee", how, now)
    Member.objects.filter(pk=actor.pk).update(mail_without_content=without_content)


@transaction.atomic(durable=True)
def mark_told_read(*, delivery: DigestDelivery, actor: Member, now: datetime) -> None:
    """Remember that a member has read what one digest told, and nothing else."""
    require(actor.is_active and delivery.member_id == actor.pk)
    for thread_id, position in pages.places_unread(delivery, actor, Roles.of(actor), now).items():
        move_mark(thread_id, actor.pk, position, now)


@transaction.atomic(durable=True)
def stop_digests(*, member_id: int, about: str, now: datetime) -> str:
    """Choose *nooit*, and return what it was before."""
    preference = _preference_of(member_id, now)
    was = preference.frequency
    if was == MailPreference.Frequency.NEVER:
        return ""
    never = MailPreference.Frequency.NEVER
    _write_down(preference.member, Choice.Kind.DIGEST, never.label, Choice.How.LETTER, now)
    _set(preference, never, now)
    return was


@transaction.atomic(durable=True)
def resume_digests(*, member_id: int, about: str, was: str, now: datetime) -> None:
    """Put back what it was before *nooit*, as if nothing happened: what came meanwhile is still told."""
    preference = _preference_of(member_id, now)
    back = MailPreference.Frequency(was).label
    _write_down(preference.member, Choice.Kind.DIGEST, back, Choice.How.LETTER, now)
    _set(preference, was, now)


def _write_down(member: Member, kind: Choice.Kind, choice: str, how: str, now: datetime) -> None:
    write_down(member=member, kind=kind, choice=choice, words=ASKED[kind], how=how, now=now)


def _preference_of(member_id: int, now: datetime) -> MailPreference:
    preference, _is_new = MailPreference.objects.get_or_create(
        member_id=member_id, defaults={"changed_at": now}
    )
    return preference


def _set(preference: MailPreference, frequency: str, now: datetime) -> MailPreference:
    preference.frequency = frequency
    preference.changed_at = now
    preference.save()
    return preference
