"""What a digest tells follows what was really sent: a letter that never arrived takes no news with it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import journal
from digests import actions
from digests.models import DigestDelivery
from digests.queries.letters import still_wanted
from learninggroups.models import LearningGroup, Membership
from mailing import actions as post
from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from tests.cast import in_team
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.digests import DigestDeliveryFactory, DigestRunFactory
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory
from tests.factories.members import MemberFactory

WEDNESDAY = TUESDAY + timedelta(days=1)
THURSDAY = TUESDAY + timedelta(days=2)


@pytest.fixture
def reader(opened):
    """A participant of an open and of a closed group, who gets the digest every day."""
    reader = MemberFactory()
    for openness in (LearningGroup.Openness.MEMBERS, LearningGroup.Openness.CLOSED):
        MembershipFactory(group__openness=openness, member=reader)
    actions.choose_frequency(actor=reader, frequency="daily", now=MONDAY)
    return reader


@pytest.fixture
def talk(reader):
    """Return a function that starts a thread in one of the reader's groups."""

    def talk(title: str, now, openness=LearningGroup.Openness.MEMBERS):
        group = LearningGroup.objects.get(openness=openness, memberships__member=reader)
        thread = ThreadFactory(group=group, title=title, post_count=1)
        PostFactory(thread=thread, author=thread.author, position=1)
        journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=now)

    return talk


@pytest.fixture
def write(reader):
    """Return a function that plans and writes, and returns the reader's new letter, still unsent."""

    def write(now) -> OutgoingMail | None:
        before = set(OutgoingMail.objects.values_list("pk", flat=True))
        actions.plan_due(now=now)
        for _written in actions.write_due(now=now):
            pass
        return OutgoingMail.objects.filter(letter="digest", member=reader).exclude(pk__in=before).first()

    return write


def become(letter: OutgoingMail, state: str, **facts) -> None:
    """Let this become of a letter."""
    OutgoingMail.objects.filter(pk=letter.pk).update(state=state, **facts)


@pytest.mark.parametrize("state", ["failed", "held", "cancelled"])
def test_what_a_letter_told_that_never_arrived_stands_in_the_next(talk, write, state):
    talk("Eerste", MONDAY)
    become(write(TUESDAY), state)
    talk("Tweede", TUESDAY)

    letter = write(WEDNESDAY)

    assert "Eerste" in letter.text
    assert "Tweede" in letter.text


def test_what_was_sent_is_not_told_again(talk, write):
    talk("Eerste", MONDAY)
    become(write(TUESDAY), "sent")
    talk("Tweede", TUESDAY)

    assert "Eerste" not in write(WEDNESDAY).text


@pytest.mark.parametrize("state", ["failed", "held", "cancelled"])
def test_what_may_have_arrived_is_not_told_again(talk, write, state):
    talk("Eerste", MONDAY)
    become(write(TUESDAY), state, in_doubt=1)
    talk("Tweede", TUESDAY)

    assert "Eerste" not in write(WEDNESDAY).text


@pytest.mark.parametrize("state", ["queued", "sending"])
def test_who_still_waits_for_a_letter_gets_no_second_one(talk, write, state):
    talk("Eerste", MONDAY)
    first = write(TUESDAY)
    become(first, state)
    talk("Tweede", TUESDAY)

    assert write(WEDNESDAY) is None

    become(first, "sent")
    letter = write(THURSDAY)
    assert "Tweede" in letter.text
    assert "Eerste" not in letter.text


def test_letter_whose_news_stands_in_another_cannot_be_sent_any_more(talk, write, reader):
    talk("Eerste", MONDAY)
    first = write(TUESDAY)
    become(first, "failed")
    second = write(WEDNESDAY)
    team = in_team(MemberFactory(), PROGRAMME_TEAM)

    resent = post.resend(letters=OutgoingMail.objects.filter(pk=first.pk), actor=team, now=WEDNESDAY)
    assert resent.count == 0

    assert "Eerste" in second.text
    assert first.message_id != second.message_id


def test_letter_that_somebody_sends_again_in_time_keeps_its_news(talk, write):
    talk("Eerste", MONDAY)
    first = write(TUESDAY)
    become(first, "failed")
    team = in_team(MemberFactory(), PROGRAMME_TEAM)
    post.resend(letters=OutgoingMail.objects.filter(pk=first.pk), actor=team, now=TUESDAY)

    assert write(WEDNESDAY) is None


def test_who_left_a_closed_group_still_hears_of_the_others(talk, write, reader):
    talk("Besloten gesprek", MONDAY, LearningGroup.Openness.CLOSED)
    talk("Open gesprek", MONDAY)
    letter = write(TUESDAY)
    Membership.objects.filter(member=reader, group__openness=LearningGroup.Openness.CLOSED).delete()
    assert still_wanted([letter]) == set()
    become(letter, "cancelled")

    letter = write(WEDNESDAY)

    assert "Open gesprek" in letter.text
    assert "Besloten gesprek" not in letter.text


def test_who_undoes_nooit_between_planning_and_writing_misses_nothing(talk, write, reader):
    talk("Eerste", MONDAY)
    actions.plan_due(now=TUESDAY)
    was = actions.stop_digests(member_id=reader.pk, about="", now=TUESDAY)
    assert write(TUESDAY) is None
    actions.resume_digests(member_id=reader.pk, about="", was=was, now=TUESDAY)

    assert "Eerste" in write(WEDNESDAY).text


def test_who_was_away_without_an_account_is_told_what_happened_since(talk, write, reader):
    talk("Eerste", MONDAY)
    become(write(TUESDAY), "sent")
    reader.is_active = False
    reader.save()
    talk("Tweede", TUESDAY)
    assert write(WEDNESDAY) is None
    reader.is_active = True
    reader.save()

    letter = write(THURSDAY)

    assert "Tweede" in letter.text
    assert "Eerste" not in letter.text


def test_letters_let_go_after_a_restored_backup_count_as_sent(talk, write):
    talk("Eerste", MONDAY)
    write(TUESDAY)
    team = in_team(MemberFactory(), PROGRAMME_TEAM)
    post.hold_post(reason="Teruggezet.", actor=team, now=TUESDAY + timedelta(minutes=1))
    hold = post.Hold.objects.get()
    post.release_hold(hold=hold, lets_go=True, actor=team, now=TUESDAY + timedelta(minutes=2))
    talk("Tweede", TUESDAY)

    assert "Eerste" not in write(WEDNESDAY).text


def test_members_turns_stay_unbroken_when_a_letter_fails(talk, write, reader):
    talk("Eerste", MONDAY)
    become(write(TUESDAY), "failed")
    become(write(WEDNESDAY), "sent")
    talk("Tweede", WEDNESDAY)
    write(THURSDAY)

    turns = DigestDelivery.objects.filter(member=reader).order_by("after").values_list("after", "up_to")
    assert list(turns) == [(0, 3), (3, 4)]


SENT = ("sent", 0)
fates = st.sampled_from([SENT, ("failed", 0), ("held", 0), ("held", 2), ("queued", 0), ("sending", 0)])
happenings = st.sampled_from(["nothing", "leaves", "stops", "closes her account"])


@given(days=st.lists(st.tuples(st.booleans(), happenings, fates), max_size=6))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_arrives_once_whatever_becomes_of_the_letters(reader, talk, write, days):
    """Each day something may be said, and something happens between writing a letter and sending it."""
    start = transaction.savepoint()
    arrived, now, said = Counter(), TUESDAY, 0
    for is_news, happening, fate in [*days, *[(True, "nothing", SENT)] * 3]:
        if is_news:
            talk(f"Gesprek #{said}#", now - timedelta(hours=2), LearningGroup.Openness.CLOSED)
            said += 1
        write(now)
        with undone_tomorrow(reader, happening, now):
            for letter in OutgoingMail.objects.filter(state__in=["queued", "sending"]):
                state, in_doubt = fate if still_wanted([letter]) else ("cancelled", 0)
                become(letter, state, in_doubt=in_doubt)
                if state == "sent" or in_doubt:
                    arrived.update(map(int, re.findall(r"#(\d+)#", letter.text)))
        now += timedelta(days=1)
    transaction.savepoint_rollback(start)

    # What is said on the last day may wait for a letter that was still on its way on the first of the three.
    assert set(arrived.values()) == {1}
    assert set(range(said - 1)) <= arrived.keys()


@contextmanager
def undone_tomorrow(reader, happening: str, now) -> Iterator[None]:
    """Let this happen to the reader for as long as the post is out."""
    match happening:
        case "leaves":
            place = Membership.objects.get(member=reader, group__openness=LearningGroup.Openness.CLOSED)
            place.delete()
            yield
            place.save()
        case "stops":
            was = actions.stop_digests(member_id=reader.pk, about="", now=now)
            yield
            actions.resume_digests(member_id=reader.pk, about="", was=was, now=now)
        case "closes her account":
            reader.is_active = False
            reader.save()
            yield
            reader.is_active = True
            reader.save()
        case _:
            yield


def test_deliveries_are_kept_for_a_year_and_the_last_one_for_ever(opened):
    day_by_day = [TUESDAY - timedelta(days=days) for days in (800, 400, 300)]
    runs = [DigestRunFactory(planned_at=at, batch__number=number) for number, at in enumerate(day_by_day, 5)]
    faithful, silent = MemberFactory(), MemberFactory()
    for number, run in enumerate(runs, 5):
        DigestDeliveryFactory(run=run, member=faithful, after=number - 1)
    DigestDeliveryFactory(run=runs[0], member=silent, after=4)

    actions.plan_due(now=TUESDAY)

    kept = DigestDelivery.objects.filter(run__in=runs)
    assert sorted(kept.values_list("member", "run")) == sorted(
        [(faithful.pk, runs[2].pk), (silent.pk, runs[0].pk)]
    )


@pytest.mark.parametrize("letters", [1, 3])
def test_following_letters_costs_the_same_for_one_as_for_three(db, letters, django_assert_num_queries):
    run = DigestRunFactory()
    DigestDeliveryFactory.create_batch(letters, run=run, settled_at=None)

    with django_assert_num_queries(7):
        actions._follow_letters(TUESDAY)

    assert not DigestDelivery.objects.unsettled().exists()
