"""*Zo doen wij het hier*: who writes it, who reads it, and how it goes again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from activity.models import Event
from digests.queries import news
from digests.queries.leftovers import Start
from digests.queries.readers import Reader
from home.actions import practices
from home.actions.practices import PracticeWords
from home.models import KnowledgeLink, LocalPractice, Takeaway
from home.permissions import may_see_link, may_see_practice, may_see_takeaway
from home.queries.practices import comparison
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from tests.cast import ROLES
from tests.factories.home import (
    PUBLISHED,
    KnowledgeLinkFactory,
    LessonPageFactory,
    LocalPracticeFactory,
    TakeawayFactory,
)
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db
WORDS = PracticeWords(what="Wij bellen eerst.", context="In drie dorpen.", contact_line="Dina, 06 12345678")


def roles_of(scene, role):
    return Roles.of(scene.person(role) or AnonymousUser())


def test_querysets_agree_with_permissions(scene):
    lessons = [
        LessonPageFactory(group=scene.closed_group),
        LessonPageFactory(closed=True, group=scene.closed_group),
        LessonPageFactory(live=False),
    ]
    where = {"organization": scene.organization, "author": scene.participant}
    for lesson in lessons:
        LocalPracticeFactory(lesson=lesson, organization=scene.organization)
        LocalPracticeFactory(lesson=lesson, openness="members", **where)
        LocalPracticeFactory(lesson=lesson, organization=scene.other_organization, hidden_at=PUBLISHED)
        TakeawayFactory(lesson=lesson)
        TakeawayFactory(lesson=lesson, waiting=True)
        TakeawayFactory(lesson=lesson, shown=True)
        TakeawayFactory(lesson=lesson, member=scene.participant, waiting=True)
    for group in (scene.open_group, scene.closed_group):
        KnowledgeLinkFactory(group=group)
        KnowledgeLinkFactory(group=group, page__live=False)
    LocalPractice.objects.filter(author=scene.participant, lesson=lessons[0]).update(hidden_at=PUBLISHED)

    for model, may_see in (
        (LocalPractice, may_see_practice),
        (Takeaway, may_see_takeaway),
        (KnowledgeLink, may_see_link),
    ):
        for role in ROLES:
            roles = roles_of(scene, role)
            seen = set(model.objects.visible_to(roles))
            assert {one for one in model.objects.all() if may_see(roles, one)} == seen, (model, role)


def test_a_colleague_says_how_it_is_done_at_her_organisation(scene, now):
    lesson = LessonPageFactory()

    for what in ("Wij bellen eerst.", "Wij gaan eerst langs."):
        practices.share_practice(
            lesson=lesson,
            organization=scene.organization,
            words=PracticeWords(what=what, context="In drie dorpen.", contact_line="Dina, 06 12345678"),
            actor=scene.participant,
            now=now,
        )
    with pytest.raises(PermissionDenied):
        practices.share_practice(
            lesson=lesson,
            organization=scene.other_organization,
            words=WORDS,
            actor=scene.participant,
            now=now,
        )

    assert LocalPractice.objects.get().what == "Wij gaan eerst langs."
    event = Event.objects.get(kind="practice_shared")
    assert (event.audience, event.actor) == ("public", scene.participant)


def test_who_wrote_it_and_her_contact_person_change_it_and_take_it_back(scene, now):
    own = LocalPracticeFactory(organization=scene.organization, author=scene.participant)
    for_members = PracticeWords(what="Anders.", context="Hier.", contact_line="Cor", openness="members")
    Event.objects.create(
        kind="practice_shared",
        subject_kind="home.localpractice",
        subject_id=own.pk,
        audience="public",
        happened_at=now,
    )

    practices.change_practice(practice=own, words=for_members, actor=scene.contact, now=now)
    for stranger in (scene.facilitator, scene.elsewhere, scene.programme_team):
        with pytest.raises(PermissionDenied):
            practices.withdraw_practice(practice=own, actor=stranger)

    assert Event.objects.get(kind="practice_shared").audience == "members"
    practices.withdraw_practice(practice=own, actor=scene.participant)
    assert not LocalPractice.objects.exists()
    assert not Event.objects.filter(kind="practice_shared").exists()


def test_the_team_hides_with_a_reason_and_its_writer_hears_it(scene, now, client_of):
    lesson = LessonPageFactory(title="Eerst bellen", slug="eerst-bellen")
    own = LocalPracticeFactory(lesson=lesson, organization=scene.organization, author=scene.participant)

    practices.hide_practice(practice=own, reason="Een gezin is herkenbaar.", actor=scene.editor, now=now)
    practices.hide_practice(practice=own, reason="Nog eens.", actor=scene.editor, now=now)

    assert_letter(OutgoingMail.objects.get(letter="practice_hidden"), "practice_hidden")
    assert "Wij bellen eerst." not in client_of(None).get("/lessen/eerst-bellen/hier/").content.decode()
    mine = client_of(scene.participant).get("/lessen/eerst-bellen/hier/").content.decode()
    assert "Verborgen: Een gezin is herkenbaar." in mine
    practices.show_practice(practice=own, actor=scene.editor)
    assert "Wij bellen eerst." in client_of(None).get("/lessen/eerst-bellen/").content.decode()


def test_organisations_stand_side_by_side_by_name_and_by_where_they_work(
    scene, client_of, django_assert_num_queries
):
    lesson = LessonPageFactory(slug="eerst-bellen")
    LocalPracticeFactory(
        lesson=lesson, organization=scene.other_organization, size="small", openness="members"
    )
    LocalPracticeFactory(lesson=lesson, organization=scene.organization, size="large")
    visitor, member = roles_of(scene, "visitor"), roles_of(scene, "elsewhere")

    def names(roles, **typed):
        return [one.organization for one in comparison(lesson, roles, typed).practices]

    assert names(member) == ["Wijkteam Oost", "Wijkteam West"]
    assert names(visitor) == ["Wijkteam Oost"]
    assert names(member, gemeente="tot 25.000 inwoners") == ["Wijkteam West"]
    assert names(member, gemeente="bestaat niet") == ["Wijkteam Oost", "Wijkteam West"]
    with django_assert_num_queries(1):
        comparison(lesson, member, {})


def test_what_she_typed_is_kept_when_something_is_missing(scene, client_of):
    lesson = LessonPageFactory(slug="eerst-bellen")
    client = client_of(scene.participant)

    empty = client.get("/lessen/eerst-bellen/hier/toevoegen/").content.decode()
    answer = client.post(
        "/lessen/eerst-bellen/hier/toevoegen/", {"what": "Wij bellen.", "organization": scene.organization.pk}
    )

    assert scene.participant.name in empty
    assert answer.status_code == 422
    assert "Wij bellen." in answer.content.decode()
    assert "Schrijf voor wie het is, en waar." in answer.content.decode()
    assert not lesson.practices.exists()


def test_the_group_of_the_lesson_hears_of_it_in_its_digest(scene, now):
    lesson = LessonPageFactory(title="Eerst bellen", slug="eerst-bellen", group=scene.closed_group)
    practice = practices.share_practice(
        lesson=lesson, organization=scene.organization, words=WORDS, actor=scene.participant, now=now
    )

    def told(role):
        reader = Reader(member_id=scene.person(role).pk, roles=roles_of(scene, role), start=Start(0))
        found = news.load_until_now(Start(0), now).lines_for(reader)
        return [(line.title, line.path) for line in found]

    line = ("Zo doet Wijkteam Oost het", "/lessen/eerst-bellen/hier/")
    assert [role for role in ROLES[1:] if line in told(role)] == ["participant", "facilitator"]
    practices.hide_practice(practice=practice, reason="Herkenbaar.", actor=scene.editor, now=now)
    assert line not in told("facilitator")
