"""Who wrote a post hears in her overview where it is known: *herkenbaar bij ons*."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity.models import Event
from digests.queries.lines import Block
from digests.queries.pages import digest_so_far
from learninggroups.actions.posts import delete_post, post_reply
from learninggroups.actions.recognitions import recognise, take_back_recognition
from learninggroups.models import LearningGroup, Membership, Recognition
from learninggroups.permissions import Roles
from tests.digests.conftest import MONDAY, TUESDAY

SENTENCE = "Bij ons duurt het ook weken."


@pytest.fixture
def told(now):
    """Return a function that gives what a person's next digest says of groups, as one text."""

    def lines_for(member) -> str:
        blocks = digest_so_far(member, Roles.of(member), now)
        groups = [block for block in blocks if block.heading == Block.GROUPS.value.heading]
        lines = [(part.name, line) for block in groups for part in block.parts for line in part.lines]
        return "\n".join(f"{name}: {line.title}: {line.below} {line.path}" for name, line in lines)

    return lines_for


def test_the_writer_hears_where_her_post_is_known_and_nobody_else_does(scene, told, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.facilitator, now=now)

    line = f"{scene.open_thread.title}: Wijkteam West en Wijkteam Oost herkennen wat jij schreef"
    assert line in told(scene.participant)
    assert SENTENCE not in told(scene.participant)
    assert told(scene.facilitator) == told(scene.elsewhere) == ""


def test_a_thread_is_one_line_with_what_was_said_in_it(scene, told, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    post_reply(thread=scene.open_thread, body="<p>Ik.</p>", actor=scene.facilitator, now=now)

    both = "Wijkteam West herkent wat jij schreef. 1 reactie van Bea Begeleider"
    assert both in told(scene.participant)
    assert told(scene.participant).count("\n") == 0


def test_it_is_told_once_and_a_sentence_that_changed_is_no_news(scene, morning, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=MONDAY)

    [letter] = [letter for letter in morning(TUESDAY) if letter.member == scene.participant]
    assert "Wijkteam West herkent wat jij schreef" in letter.text

    recognise(post=scene.open_post, context="En soms langer.", actor=scene.elsewhere, now=TUESDAY)
    assert Event.objects.filter(kind="post_recognised").count() == 1


def test_who_wrote_in_an_open_group_without_taking_part_hears_of_her_own_post_only(scene, told, now):
    own = post_reply(thread=scene.open_thread, body="<p>Wij ook.</p>", actor=scene.elsewhere, now=now)
    post_reply(thread=scene.open_thread, body="<p>Ik.</p>", actor=scene.facilitator, now=now)
    recognise(post=own, context=SENTENCE, actor=scene.facilitator, now=now)

    assert "Wijkteam Oost herkent wat jij schreef " in told(scene.elsewhere)
    assert "reactie" not in told(scene.elsewhere)


def test_of_a_confidential_group_it_says_no_more_than_that_something_is_new(scene, told, now):
    LearningGroup.objects.filter(pk=scene.closed_group.pk).update(is_confidential=True)
    recognise(post=scene.closed_post, context=SENTENCE, actor=scene.facilitator, now=now)

    line = told(scene.participant)
    assert line.startswith("Leergroep closed: Er is iets nieuws gezegd: Deze groep is vertrouwelijk.")
    assert "Wijkteam" not in line


def test_what_was_taken_back_is_not_told(scene, told, now):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    take_back_recognition(post=scene.open_post, actor=scene.elsewhere)

    assert told(scene.participant) == ""
    assert not Event.objects.filter(kind="post_recognised").exists()


@pytest.mark.parametrize("gone", ["post", "place", "agreement", "archive"])
def test_nothing_is_told_of_what_its_writer_no_longer_sees_there(scene, told, now, gone):
    recognise(post=scene.open_post, context=SENTENCE, actor=scene.elsewhere, now=now)
    assert told(scene.participant)
    Membership.objects.filter(member=scene.participant).delete()
    assert told(scene.participant)
    match gone:
        case "post":
            delete_post(post=scene.open_post, actor=scene.participant, now=now)
        case "place":
            LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="closed")
        case "agreement":
            Recognition.objects.update(openness="closed")
        case "archive":
            LearningGroup.objects.filter(pk=scene.open_group.pk).update(archived_at=now)

    assert told(scene.participant) == ""


def test_one_and_three_cost_as_many_statements(scene, told, now):
    spent = []
    for actors in ([scene.elsewhere], [scene.facilitator, scene.contact, scene.editor]):
        for actor in actors:
            recognise(post=scene.open_post, context=SENTENCE, actor=actor, now=now)
        with CaptureQueriesContext(connection) as queries:
            told(scene.participant)
        spent.append(len(queries))

    assert spent[0] == spent[1]
