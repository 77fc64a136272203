"""Reports, and what facilitators and the programme team do about them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from learninggroups.actions import moderation as actions
from learninggroups.actions import posts
from learninggroups.models import ModerationAct, Report
from learninggroups.permissions import Roles, may_see_act, may_see_report
from mailing import claims
from mailing.models import OutgoingMail
from tests.cast import ROLES
from tests.factories.learninggroups import MembershipFactory, PostFactory, ReportFactory, ThreadFactory
from tests.golden import assert_letter

REASON = "Je herkent hierin een gezin."


@pytest.fixture
def closed(group_of):
    """A closed group with a name of its own, for letters."""
    return group_of("closed", name="Leergroep Toegang", slug="toegang")


@pytest.fixture
def thread(scene, closed):
    return ThreadFactory(group=closed, author=scene.participant, title="Een lastig gesprek", post_count=1)


@pytest.fixture
def post(scene, thread):
    """The first post of a thread in a closed group, by the participant."""
    return PostFactory(
        thread=thread, author=scene.participant, position=1, body="<p>Jan Smit woont in <b>Oost</b>.</p>"
    )


@pytest.fixture
def reader(closed):
    """Another participant."""
    return MembershipFactory(group=closed, member__name="Lia Lezer").member


def letters(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def acts() -> list[tuple]:
    return list(ModerationAct.objects.order_by("pk").values_list("kind", "post", "actor", "reason"))


def report(post, reporter, now, to_programme_team=False) -> Report:
    return actions.report_post(
        post=post, reason=REASON, to_programme_team=to_programme_team, actor=reporter, now=now
    )


def test_facilitators_hear_of_a_report(scene, post, reader, now):
    report(post, reader, now)

    [letter] = letters("post_reported")
    assert letter.member == scene.facilitator
    assert_letter(letter, "post_reported")


def test_of_a_confidential_group_letters_tell_nothing_that_was_said(scene, closed, post, reader, now):
    closed.is_confidential = True
    closed.save()
    post.thread.group.refresh_from_db()
    report(post, reader, now)
    actions.hide_post(post=post, reason="Daarom.", actor=scene.facilitator, now=now)

    assert {letter.letter for letter in OutgoingMail.objects.all()} == {
        "post_reported",
        "post_hidden",
        "report_settled",
    }
    for letter in OutgoingMail.objects.all():
        for said in (post.thread.title, "Jan Smit", REASON):
            assert said not in letter.subject + letter.text + letter.html


def test_the_programme_team_hears_of_what_is_reported_to_it(scene, post, reader, now):
    report(post, reader, now, to_programme_team=True)

    assert [letter.member for letter in letters("post_reported")] == [scene.programme_team]


def test_about_the_only_facilitator_the_programme_team_hears(scene, closed, reader, now):
    post = PostFactory(thread=ThreadFactory(group=closed), author=scene.facilitator)

    assert report(post, reader, now).to_programme_team


def test_one_report_at_a_time(post, reader, now):
    report(post, reader, now)

    with pytest.raises(actions.AlreadyReported):
        report(post, reader, now)

    assert len(letters("post_reported")) == 1


def test_who_does_not_see_a_post_does_not_report_it(scene, post, now):
    for person in (scene.elsewhere, scene.participant):
        with pytest.raises(PermissionDenied):
            report(post, person, now)


def test_a_hidden_post_has_no_words_anywhere_but_in_its_last_revision(scene, post, reader, now):
    report(post, reader, now)

    actions.hide_post(post=post, reason=REASON, actor=scene.facilitator, now=now)

    post.refresh_from_db()
    assert (post.body, post.hidden_at) == ("", now)
    assert acts() == [("hid", post.pk, scene.facilitator.pk, REASON)]
    [letter] = letters("post_hidden")
    assert letter.member == scene.participant
    assert_letter(letter, "post_hidden")
    [letter] = letters("report_settled")
    assert letter.member == reader
    assert_letter(letter, "report_settled_acted")
    assert not Report.objects.waiting().exists()


def test_what_is_hidden_and_shown_within_ten_minutes_is_no_letter(scene, post, now):
    actions.hide_post(post=post, reason=REASON, actor=scene.facilitator, now=now)
    actions.show_post(post=post, reason="Te snel.", actor=scene.facilitator, now=now)
    written = list(OutgoingMail.objects.all())

    assert {letter.due_at - now for letter in written} == {timedelta(minutes=10)}
    assert set(claims.unwanted(written, now)) == {letter.pk for letter in written}


def test_who_heard_that_her_post_was_hidden_hears_that_it_is_shown(scene, post, now):
    actions.hide_post(post=post, reason=REASON, actor=scene.facilitator, now=now)
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT, sent_at=now)
    actions.show_post(post=post, reason="Je hebt gelijk.", actor=scene.facilitator, now=now)

    assert claims.unwanted(letters("post_shown"), now) == {}


def test_a_hidden_post_can_be_shown_again(scene, post, now):
    said = post.body
    actions.hide_post(post=post, reason=REASON, actor=scene.facilitator, now=now)

    actions.show_post(post=post, reason="Je hebt gelijk.", actor=scene.facilitator, now=now)

    post.refresh_from_db()
    assert (post.body, post.hidden_at) == (said, None)
    assert [kind for kind, *_ in acts()] == ["hid", "showed"]
    assert_letter(letters("post_shown")[0], "post_shown")
    with pytest.raises(actions.AlreadyDone):
        actions.show_post(post=post, reason="", actor=scene.facilitator, now=now)


def test_what_its_writer_deleted_stays_gone_when_it_is_shown_again(scene, post, now):
    said = post.body
    actions.hide_post(post=post, reason=REASON, actor=scene.facilitator, now=now)
    post.refresh_from_db()
    posts.delete_post(post=post, actor=scene.participant, now=now)

    actions.show_post(post=post, reason="", actor=scene.facilitator, now=now)
    post.refresh_from_db()
    assert post.body == ""

    posts.restore_post(post=post, actor=scene.participant, now=now + timedelta(days=1))
    post.refresh_from_db()
    assert post.body == said


def test_a_passage_is_left_out_of_everything_that_was_said(scene, thread, post, now):
    thread.title = "Over Jan Smit"
    thread.save()
    posts.edit_post(post=post, body="<p>Hij, jan smit dus, belt.</p>", actor=scene.participant, now=now)
    post.refresh_from_db()

    actions.leave_out(post=post, words=["Jan Smit"], reason=REASON, actor=scene.facilitator, now=now)

    post.refresh_from_db()
    thread.refresh_from_db()
    assert post.body == "<p>Hij, [weggelaten door de begeleider] dus, belt.</p>"
    assert post.revisions.get().body == "<p>[weggelaten door de begeleider] woont in <b>Oost</b>.</p>"
    assert thread.title == "Over [weggelaten]"
    assert [kind for kind, *_ in acts()] == ["blurred"]
    assert_letter(letters("passage_left_out")[0], "passage_left_out")


def test_words_that_are_not_there_change_nothing(scene, post, now):
    said = post.body

    with pytest.raises(actions.NotFound):
        actions.leave_out(post=post, words=["Jan", "Piet"], reason=REASON, actor=scene.facilitator, now=now)

    post.refresh_from_db()
    assert post.body == said
    assert acts() == []


def test_a_report_can_be_answered_with_a_word(scene, post, reader, now):
    found = report(post, reader, now)

    actions.dismiss_report(report=found, word="Dit mag.", actor=scene.facilitator, now=now)

    assert acts() == [("dismissed", post.pk, scene.facilitator.pk, "Dit mag.")]
    assert_letter(letters("report_settled")[0], "report_settled_word")
    with pytest.raises(actions.AlreadyDone):
        actions.dismiss_report(report=found, word="Nog eens.", actor=scene.facilitator, now=now)


def test_the_programme_team_acts_only_on_what_was_reported_to_it(scene, post, reader, now):
    with pytest.raises(PermissionDenied):
        actions.hide_post(post=post, reason=REASON, actor=scene.programme_team, now=now)

    report(post, reader, now, to_programme_team=True)
    actions.hide_post(post=post, reason=REASON, actor=scene.programme_team, now=now)
    # The report is settled, and what it hid it can show again.
    actions.show_post(post=post, reason="", actor=scene.programme_team, now=now)

    with pytest.raises(PermissionDenied):
        actions.hide_post(post=post, reason=REASON, actor=scene.programme_team, now=now)


def test_participants_do_not_moderate(scene, post, reader, now):
    for person in (scene.participant, reader, scene.elsewhere):
        with pytest.raises(PermissionDenied):
            actions.hide_post(post=post, reason=REASON, actor=person, now=now)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("to_programme_team", [False, True])
@pytest.mark.parametrize("takes_part", [False, True])
def test_querysets_of_moderation_agree_with_permissions(
    scene, closed, post, now, to_programme_team, takes_part, role
):
    if takes_part:
        MembershipFactory(group=closed, member=scene.programme_team)
    found = ReportFactory(post=post, to_programme_team=to_programme_team)
    act = ModerationAct.objects.create(kind="hid", group=closed, done_at=now)
    person = scene.person(role)
    roles = Roles.of(person) if person else Roles()

    assert (found in Report.objects.visible_to(roles)) is may_see_report(roles, found)
    assert (act in ModerationAct.objects.visible_to(roles)) is may_see_act(roles, act)
