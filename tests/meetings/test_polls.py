"""Finding a day: moments, who can when, and the meeting it becomes; by letter and without an account."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from activity.models import Event
from learninggroups.permissions import Roles
from mailing.claims import unwanted
from mailing.models import OutgoingMail
from meetings.actions import polls
from meetings.models import Availability, DatePoll, Meeting, PollAnswer, Registration
from meetings.notifications.polls import token_of
from meetings.permissions import may_see_meeting
from meetings.queries.polls import asked_of_members, pick_page
from tests.cast import ROLES
from tests.factories.meetings import BEGINS, DatePollFactory, PollAnswerFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
Word = Availability.Word


@pytest.fixture
def ask(scene, now):
    """Return a function that proposes two moments to the closed group."""

    def propose(actor=scene.facilitator, **facts):
        given = {"title": "Dag over veiligheid", "about": "", "openness": "open", "minutes": 90}
        given |= {"group": scene.closed_group, "moments": [BEGINS + timedelta(days=1), BEGINS]}
        proposal = polls.Proposal(**given | facts)
        return polls.propose_moments(proposal=proposal, actor=actor, now=now)

    return propose


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def say(answer, *words, now, remark=""):
    moments = answer.poll.moments.values_list("pk", flat=True)
    polls.answer_poll(answer=answer, words=dict(zip(moments, words, strict=True)), remark=remark, now=now)


@pytest.mark.parametrize("role", ROLES)
def test_list_of_polls_agrees_with_permission(scene, role):
    for group in (scene.open_group, scene.closed_group):
        for openness in Meeting.Openness:
            DatePollFactory(group=group, openness=openness)
    roles = Roles.of(scene.person(role) or AnonymousUser())

    seen = {poll for poll in DatePoll.objects.all() if may_see_meeting(roles, poll)}
    assert set(DatePoll.objects.visible_to(roles)) == seen


def test_everyone_of_the_group_is_asked_with_a_link_of_her_own(scene, ask, now):
    poll = ask()

    asked = set(poll.answers.values_list("member", flat=True))
    assert asked == {scene.participant.pk, scene.facilitator.pk}
    letter = next(one for one in letters("poll_asked") if one.member_id == scene.participant.pk)
    assert_letter(letter, "poll_asked")
    assert [asked.below for asked in asked_of_members([scene.participant.pk], now)] == ["Dag over veiligheid"]
    with pytest.raises(PermissionDenied):
        ask(actor=scene.participant)


def test_poll_of_a_confidential_group_is_named_in_no_letter(scene, ask):
    type(scene.closed_group).objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    scene.closed_group.refresh_from_db()

    ask(openness="group", title="Geheim onderwerp")

    assert all("Geheim" not in one.subject + one.text + one.html for one in letters("poll_asked"))


def test_outsider_gets_the_link_by_mail_and_changes_her_answer_until_a_day_is_chosen(ask, client_of, now):
    poll = ask()
    browser = client_of(None)
    with time_machine.travel(now, tick=False):
        browser.post(poll.get_absolute_url(), {"name": "Vera", "email": "vera@elders.example"})
        own = PollAnswer.objects.get(email="vera@elders.example")
        page = reverse("meetings:answer-poll", args=[token_of(own)])
        assert "checked" not in browser.get(page).content.decode()
        first, second = (f"moment_{moment.pk}" for moment in poll.moments.all())
        assert browser.post(page, {first: "can"}).status_code == 422
        browser.post(page, {first: "can", second: "cannot", "remark": "Na drieën liever."})
        browser.post(page, {first: "rather_not", second: "can", "remark": ""})

    assert list(own.availabilities.order_by("moment").values_list("word", flat=True)) == ["rather_not", "can"]
    [letter] = letters("poll_link")
    assert_letter(letter, "poll_link")


def test_chosen_moment_becomes_a_meeting_and_who_could_is_asked_whether_she_comes(scene, ask, client_of, now):
    poll = ask()
    mine = poll.answers.get(member=scene.participant)
    say(mine, Word.CAN, Word.CANNOT, now=now)
    moment = poll.moments.first()
    with pytest.raises(PermissionDenied):
        polls.pick_moment(moment=moment, place="De Eik", online_url="", actor=scene.participant, now=now)

    meeting = polls.pick_moment(
        moment=moment, place="De Eik", online_url="https://meet.example/eik", actor=scene.facilitator, now=now
    )

    assert [meeting.starts_at, meeting.ends_at - meeting.starts_at] == [BEGINS, timedelta(minutes=90)]
    assert Event.objects.filter(kind="meeting_planned", subject_id=meeting.pk).exists()
    [letter] = letters("poll_settled")
    assert "meet.example" not in letter.text + letter.html
    assert_letter(letter, "poll_settled")
    assert not Registration.objects.exists()
    with pytest.raises(polls.PollClosed):
        polls.pick_moment(moment=moment, place="De Eik", online_url="", actor=scene.facilitator, now=now)
    with pytest.raises(polls.PollClosed):
        say(mine, Word.CAN, Word.CAN, now=now)
    assert set(unwanted(letters("poll_asked"), now)) == {one.pk for one in letters("poll_asked")}

    with time_machine.travel(now, tick=False):
        client_of(None).post(reverse("meetings:answer-poll", args=[token_of(mine)]))
    assert Registration.objects.get().member == scene.participant


def test_who_looks_after_it_sees_who_can_when_in_as_many_statements_for_three_as_for_one(
    scene, ask, now, django_assert_num_queries
):
    poll = ask()
    say(poll.answers.get(member=scene.participant), Word.CAN, Word.RATHER_NOT, remark="Graag vroeg.", now=now)
    with CaptureQueriesContext(connection) as one:
        page = pick_page(poll)
    for _ in range(2):
        say(PollAnswerFactory(poll=poll), Word.CAN, Word.CANNOT, now=now)
    with django_assert_num_queries(len(one)):
        pick_page(poll)

    first, second = page.lines
    assert [first.can, second.rather_not, second.cannot] == [["Dina Deelnemer"], ["Dina Deelnemer"], ()]
    assert [answer.remark for answer in page.remarks] == ["Graag vroeg."]
    assert page.silent == ["Bea Begeleider"]


def test_poll_is_proposed_and_chosen_on_two_screens(scene, client_of, now):
    browser = client_of(scene.facilitator)
    typed = {"title": "Dag", "openness": "group", "group": scene.closed_group.pk, "minutes": 60}
    with time_machine.travel(now, tick=False):
        past = typed | {"moment_1_0": "2020-01-01", "moment_1_1": "10:00"}
        assert browser.post(reverse("meetings:propose"), past).status_code == 422
        ahead = typed | {"moment_1_0": "2026-11-24", "moment_1_1": "10:00"}
        assert browser.post(reverse("meetings:propose"), ahead).status_code == 303
        poll = DatePoll.objects.get()
        pick = reverse("meetings:pick-moment", args=[poll.pk])
        chosen = {"moment": poll.moments.get().pk}
        assert browser.post(pick, chosen).status_code == 422
        assert browser.post(pick, chosen | {"place": "De Eik"}).status_code == 303
    assert Meeting.objects.get().date_poll == poll


def test_poll_is_forgotten_two_months_after_its_last_moment(ask, now):
    ask()

    assert polls.forget_polls(now=BEGINS + timedelta(days=60)) == 0
    assert polls.forget_polls(now=BEGINS + timedelta(days=62)) == 1
    assert not PollAnswer.objects.exists()
