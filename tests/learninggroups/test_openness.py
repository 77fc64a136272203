"""A group becomes more open or more closed: what hides at once, who is asked, and what her answer shows."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from activity.models import Event
from learninggroups.actions.openness import (
    ExposureOver,
    NothingChanges,
    answer_exposure,
    change_openness,
)
from learninggroups.actions.posts import post_reply, start_thread
from learninggroups.models import ExposureRequest, LearningGroup, Membership, Post, Recognition, Thread
from learninggroups.notifications.openness import still_asked
from learninggroups.permissions import Roles, may_see_recognition
from learninggroups.queries.openness import exposure_page, openness_page
from mailing.models import OutgoingMail
from tests.cast import ROLES
from tests.factories.learninggroups import MembershipFactory, RecognitionFactory
from tests.golden import assert_letter

VISITOR = Roles()


@pytest.fixture
def talk(scene, closed, now):
    """A thread in a closed group: the participant starts it, the facilitator answers."""
    thread = start_thread(
        group=closed, title="Wie belt wie?", body="<p>Ik zoek raad.</p>", actor=scene.participant, now=now
    )
    post_reply(thread=thread, body="<p>Bel mij.</p>", actor=scene.facilitator, now=now)
    return thread


@pytest.fixture
def change(scene, closed, now):
    """Return a function that lets the facilitator change how open the group is, an hour later each time."""
    hours = iter(range(1, 100))

    def to(openness: str, *, is_confidential: bool = False):
        closed.refresh_from_db()
        return change_openness(
            group=closed,
            openness=openness,
            is_confidential=is_confidential,
            reason="Daar zijn we het over eens.",
            actor=scene.facilitator,
            now=now + timedelta(hours=next(hours)),
        )

    return to


@pytest.fixture
def answer(now):
    """Return a function that answers with the link of somebody's newest letter."""

    def by(member, agrees: bool):
        return answer_exposure(token=token_of(member), agrees=agrees, now=now + timedelta(days=1))

    return by


def token_of(member) -> str:
    letter = OutgoingMail.objects.filter(letter="exposure_asked", member=member).latest("pk")
    return re.search(r"/verbreding/([\w-]+)/", letter.text)[1]


def readable(person) -> set[str]:
    """Return what this person may read of all posts."""
    roles = Roles.of(person or AnonymousUser())
    return {re.sub("<.*?>", "", post.body) for post in Post.objects.visible_to(roles)} - {"Een bericht."}


def test_who_may_not_changes_nothing(scene, closed, now):
    for stranger in (scene.participant, scene.elsewhere, scene.editor):
        with pytest.raises(PermissionDenied):
            change_openness(
                group=closed, openness="open", is_confidential=False, reason="x", actor=stranger, now=now
            )


def test_the_programme_team_changes_it_too(scene, closed, now):
    change_openness(
        group=closed,
        openness="open",
        is_confidential=False,
        reason="De begeleider vroeg het.",
        actor=scene.programme_team,
        now=now,
    )

    kept = closed.openness_changes.get()
    assert (kept.before, kept.after, kept.reason) == ("closed", "open", "De begeleider vroeg het.")


def test_what_changes_nothing_keeps_nothing(closed, change):
    with pytest.raises(NothingChanges):
        change("closed")

    assert not closed.openness_changes.exists()


def test_widening_asks_the_writers_and_shows_nothing_yet(scene, talk, change):
    change("open")

    assert {asked.member for asked in ExposureRequest.objects.all()} == {scene.participant, scene.facilitator}
    assert readable(scene.elsewhere) == set()
    assert talk not in Thread.objects.visible_to(VISITOR)
    assert readable(scene.participant) == {"Ik zoek raad.", "Bel mij."}


def test_what_is_written_after_the_widening_is_as_open_as_the_group(scene, closed, talk, change, now):
    change("open")
    closed.refresh_from_db()
    start_thread(group=closed, title="Nieuw", body="<p>Nu open.</p>", actor=scene.participant, now=now)

    assert readable(None) == {"Nu open."}


def test_a_reply_is_as_narrow_as_what_its_writer_saw(scene, talk, change, answer, now):
    seen = Thread.objects.select_related("group").get(pk=talk.pk)
    change("open")
    answer(scene.participant, True)

    post_reply(thread=seen, body="<p>Onder ons.</p>", actor=scene.facilitator, now=now)

    assert readable(None) == {"Ik zoek raad."}


def test_who_agrees_is_read_and_who_does_not_answer_is_not(scene, talk, change, answer):
    change("members")
    answer(scene.participant, True)

    assert readable(scene.elsewhere) == {"Ik zoek raad."}
    assert readable(None) == set()


def test_replies_stay_hidden_when_the_starter_of_the_thread_refuses(scene, talk, change, answer):
    change("members")
    answer(scene.facilitator, True)
    answer(scene.participant, False)

    assert readable(scene.elsewhere) == set()


def test_she_may_change_her_mind(scene, talk, change, answer):
    change("members")

    answer(scene.participant, True)
    answer(scene.participant, False)
    assert readable(scene.elsewhere) == set()

    answer(scene.participant, True)
    assert readable(scene.elsewhere) == {"Ik zoek raad."}


def test_a_second_widening_asks_again(scene, talk, change, answer):
    change("members")
    answer(scene.participant, True)
    change("open")

    assert readable(None) == set()
    answer(scene.participant, True)
    assert readable(None) == {"Ik zoek raad."}

    answer(scene.participant, False)
    assert readable(None) == set()
    assert readable(scene.elsewhere) == {"Ik zoek raad."}


def test_taking_back_the_second_answer_leaves_no_more_than_the_first_allowed(scene, talk, change, answer):
    change("members")
    change("open")
    answer(scene.participant, True)
    assert readable(None) == {"Ik zoek raad."}

    answer(scene.participant, False)
    assert readable(scene.elsewhere) == set()


def test_narrowing_hides_at_once(scene, talk, change, answer):
    change("open")
    answer(scene.participant, True)
    change("closed")

    assert readable(None) == readable(scene.elsewhere) == set()
    assert readable(scene.facilitator) == {"Ik zoek raad.", "Bel mij."}


def test_after_narrowing_everyone_is_asked_anew(scene, talk, change, answer):
    change("open")
    answer(scene.participant, True)
    change("closed")
    change("members")

    assert readable(scene.elsewhere) == set()
    assert ExposureRequest.objects.filter(member=scene.participant).count() == 2


def test_a_question_is_over_once_the_group_is_narrowed(scene, talk, change, answer):
    change("open")
    [letter, _] = OutgoingMail.objects.filter(letter="exposure_asked")
    assert still_asked([letter]) == {letter.pk}
    change("closed")

    assert still_asked([letter]) == set()
    with pytest.raises(ExposureOver):
        answer(scene.participant, True)


def test_an_answer_goes_no_further_than_the_group_is_now(scene, talk, change, answer):
    change("open")
    change("members")
    answer(scene.participant, True)

    assert readable(scene.elsewhere) == {"Ik zoek raad."}
    assert set(
        Post.objects.filter(author=scene.participant, thread=talk).values_list("openness", flat=True)
    ) == {"members"}


def test_who_has_gone_is_not_asked_and_not_read(scene, talk, change):
    scene.participant.is_active = False
    scene.participant.save()
    change("open")

    assert [asked.member for asked in ExposureRequest.objects.all()] == [scene.facilitator]
    assert readable(None) == set()


def test_who_went_after_being_asked_answers_nothing(scene, talk, change, answer):
    change("open")
    scene.participant.is_active = False
    scene.participant.save()

    with pytest.raises(ExposureOver):
        answer(scene.participant, True)


def test_what_was_taken_back_or_hidden_stays_as_it_is(scene, talk, change, answer, now):
    Post.objects.filter(author=scene.participant, thread=talk).update(deleted_at=now)
    change("members")
    answer(scene.participant, True)

    assert Post.objects.get(author=scene.participant, thread=talk).openness == "closed"


def test_recognitions_follow_who_wrote_them(scene, talk, change, answer):
    post = talk.posts.first()
    recognition = RecognitionFactory(post=post, member=scene.facilitator)
    change("members")
    answer(scene.participant, True)
    assert recognition not in Recognition.objects.visible_to(Roles.of(scene.elsewhere))

    answer(scene.facilitator, True)
    assert recognition in Recognition.objects.visible_to(Roles.of(scene.elsewhere))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("openness", LearningGroup.Openness.values)
def test_seeing_a_recognition_agrees_with_its_queryset(scene, talk, openness, role):
    recognition = RecognitionFactory(post=talk.posts.first(), openness=openness)
    for of_group in LearningGroup.Openness.values:
        LearningGroup.objects.update(openness=of_group)
        Post.objects.update(openness=openness)
        Thread.objects.update(openness="open")
        recognition = Recognition.objects.select_related("post__thread__group").get(pk=recognition.pk)
        roles = Roles.of(scene.person(role) or AnonymousUser())

        visible = recognition in Recognition.objects.visible_to(roles)
        assert visible is may_see_recognition(roles, recognition)


def test_events_are_meant_for_those_who_may_read(scene, closed, talk, change, answer):
    change("open")
    answer(scene.participant, True)
    assert Event.objects.get(subject_kind="learninggroups.thread", subject_id=talk.pk).audience == "public"
    assert Event.objects.get(kind="post_written").audience == f"group:{closed.pk}"

    change("members")
    assert Event.objects.get(subject_kind="learninggroups.thread", subject_id=talk.pk).audience == "members"
    assert Event.objects.get(kind="post_written").audience == f"group:{closed.pk}"


def test_followers_of_a_group_that_is_no_longer_open_follow_nothing(scene, closed, change):
    change("open")
    MembershipFactory(group=closed, member=scene.elsewhere, role=Membership.Role.FOLLOWER)
    change("members")

    assert not closed.memberships.filter(member=scene.elsewhere).exists()


def test_the_letter_asks_without_repeating_a_word(scene, talk, change):
    change("open")

    letter = OutgoingMail.objects.get(letter="exposure_asked", member=scene.participant)
    text = re.sub(r"Leergroep \d+", "Leergroep Toegang", letter.text)
    subject = re.sub(r"Leergroep \d+", "Leergroep Toegang", letter.subject)
    letter.text, letter.subject = re.sub(r"verbreding/[\w-]+", "verbreding/teken", text), subject
    assert_letter(letter, "exposure_asked")
    for secret in ("Wie belt wie", "Ik zoek raad"):
        assert secret not in letter.text + letter.html


def test_the_page_shows_what_would_be_exposed_and_no_more(scene, talk, change, client_of):
    change("open")
    page = client_of(None).get(f"/leergroepen/verbreding/{token_of(scene.participant)}/")

    assert "Ik zoek raad." in page.text
    assert "Bel mij." not in page.text
    assert ExposureRequest.objects.filter(answered_at=None).count() == 2


def test_who_left_sees_only_her_own_words(scene, closed, talk, change):
    closed.memberships.filter(member=scene.facilitator).delete()
    Membership.objects.filter(group=closed, member=scene.participant).update(role="facilitator")
    change_openness(
        group=closed,
        openness="members",
        is_confidential=False,
        reason="x",
        actor=scene.participant,
        now=talk.started_at + timedelta(days=1),
    )

    page = exposure_page(ExposureRequest.objects.get(member=scene.facilitator))
    assert page.titles == ()
    assert [(post.thread_title, post.url, post.body) for post in page.posts] == [("", "", "<p>Bel mij.</p>")]


def test_answering_on_the_page(scene, talk, change, client_of):
    change("open")
    address = f"/leergroepen/verbreding/{token_of(scene.participant)}/"
    client = client_of(None)

    assert client.post(address, {"answer": "yes"}).status_code == 303
    assert "Je zei op" in client.get(address).text
    assert readable(None) == {"Ik zoek raad."}
    assert client.post(address, {"answer": "misschien"}).status_code == 422


def test_the_facilitator_reads_whom_a_widening_would_ask(scene, closed, talk):
    page = openness_page(Roles.of(scene.facilitator), closed)

    assert page.would_ask == (("members", 2), ("open", 2))
    assert openness_page(Roles.of(scene.participant), closed).would_ask == ()


def test_readers_read_why_it_changed(scene, closed, change, client_of):
    change("members", is_confidential=False)

    page = client_of(scene.elsewhere).get(f"/leergroepen/{closed.slug}/openheid/")
    assert "Daar zijn we het over eens." in page.text
    assert "<form" not in page.text.partition("<main")[2]


def test_only_a_closed_group_becomes_confidential(scene, closed, client_of):
    address = f"/leergroepen/{closed.slug}/openheid/"
    sent = {"openness": "members", "is_confidential": "on", "reason": "We praten over gezinnen."}

    refused = client_of(scene.facilitator).post(address, sent)
    assert refused.status_code == 422
    assert "Alleen een besloten groep kan vertrouwelijk zijn." in refused.text
    assert "We praten over gezinnen." in refused.text

    assert client_of(scene.facilitator).post(address, sent | {"openness": "closed"}).status_code == 303
    closed.refresh_from_db()
    assert closed.is_confidential


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_of_one_change_as_of_three(
    scene, closed, talk, change, count, client_of, django_assert_max_num_queries
):
    for openness in ("members", "open", "closed")[:count]:
        change(openness)
    client = client_of(scene.facilitator)

    with django_assert_max_num_queries(8):
        client.get(f"/leergroepen/{closed.slug}/openheid/")
