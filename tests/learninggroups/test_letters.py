"""Letters of facilitators: tried first, sent once, read back, and stopped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.acts import Act
from audit.models import Entry
from learninggroups.actions import letters as actions
from learninggroups.models import GroupLetter, Membership
from learninggroups.notifications.letters import still_wanted
from learninggroups.permissions import Roles, may_see_letter
from learninggroups.queries.letters import letter_list, letter_page
from mailing.models import OutgoingMail
from tests.factories.learninggroups import STARTED, GroupLetterFactory, MembershipFactory
from tests.factories.members import MemberFactory
from tests.golden import assert_letter

WORDS = {
    "subject": "Dinsdag beginnen we later",
    "body": "We beginnen om tien uur, want de zaal is bezet.\n\nNeem een collega mee als je wilt.",
}


@pytest.fixture
def group(group_of):
    """A closed group with a name that stays the same."""
    return group_of("closed", name="Leergroep Veiligheid", slug="veiligheid")


def write(scene, group, now, **words) -> GroupLetter:
    return actions.write_letter(group=group, **WORDS | words, actor=scene.facilitator, now=now)


def mailed() -> list[tuple[str, str]]:
    return sorted(OutgoingMail.objects.values_list("subject", "to_address"))


def test_a_letter_goes_to_its_writer_first_and_to_nobody_else(scene, group, now):
    write(scene, group, now)

    assert mailed() == [("Proef: Dinsdag beginnen we later", scene.facilitator.email)]
    assert_letter(OutgoingMail.objects.get(), "group_letter_proof")


def test_sent_it_reaches_everyone_who_takes_part(scene, group, now):
    guest = MembershipFactory(group=group, member=MemberFactory(is_guest=True)).member
    MembershipFactory(group=group, member=MemberFactory(is_active=False))
    MembershipFactory(group=group, role=Membership.Role.FOLLOWER)
    MembershipFactory(group=group, wants_letters=False)
    letter = write(scene, group, now)

    count = actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)

    readers = {mail.to_address for mail in OutgoingMail.objects.exclude(subject__startswith="Proef")}
    assert readers == {scene.participant.email, scene.facilitator.email, guest.email}
    assert count == 3
    mail = OutgoingMail.objects.get(to_address=scene.participant.email)
    assert_letter(mail, "group_letter")
    assert "want de zaal is bezet.</p>" in mail.html
    assert "Geen brieven van deze leergroep meer" in mail.html


def test_a_confidential_group_gets_a_letter_without_content(scene, group, now):
    type(group).objects.filter(pk=group.pk).update(is_confidential=True)
    group.refresh_from_db()
    letter = write(scene, group, now)

    actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)

    for mail in OutgoingMail.objects.all():
        assert "zaal" not in mail.text + mail.html
        assert "Dinsdag" not in mail.subject + mail.text + mail.html
    assert_letter(OutgoingMail.objects.get(to_address=scene.participant.email), "group_letter_confidential")


def test_a_double_click_sends_once(scene, group, now):
    first, second = write(scene, group, now), write(scene, group, now + timedelta(seconds=1))
    assert first == second
    actions.send_letter(letter=first, tested_at=now, actor=scene.facilitator, now=now)
    before = mailed()

    with pytest.raises(actions.LetterChanged):
        actions.send_letter(letter=first, tested_at=now, actor=scene.facilitator, now=now)

    assert mailed() == before


def test_what_was_changed_is_tried_again_before_it_goes(scene, group, now):
    letter = write(scene, group, now)
    later = now + timedelta(minutes=5)
    actions.change_letter(
        letter=letter, subject="Toch negen uur", body="De zaal is vrij.", actor=scene.facilitator, now=later
    )

    with pytest.raises(actions.LetterChanged):
        actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=later)

    letter.refresh_from_db()
    actions.send_letter(letter=letter, tested_at=later, actor=scene.facilitator, now=later)
    subjects = [subject for subject, to in mailed() if to == scene.participant.email]
    assert subjects == ["Toch negen uur"]


def test_what_was_sent_stays_as_it_is(scene, group, now):
    letter = write(scene, group, now)
    actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)

    with pytest.raises(actions.LetterChanged):
        actions.change_letter(letter=letter, **WORDS, actor=scene.facilitator, now=now)
    with pytest.raises(actions.LetterChanged):
        actions.discard_letter(letter=letter, actor=scene.facilitator)

    assert GroupLetter.objects.get().sent_at == now


def test_a_letter_that_was_not_sent_can_be_thrown_away(scene, group, now):
    actions.discard_letter(letter=write(scene, group, now), actor=scene.facilitator)

    assert not GroupLetter.objects.exists()


@pytest.mark.parametrize("role", ["participant", "programme_team", "elsewhere"])
def test_others_write_no_letter(scene, group, now, role):
    letter = write(scene, group, now)

    with pytest.raises(PermissionDenied):
        actions.write_letter(group=group, **WORDS, actor=scene.person(role), now=now)
    with pytest.raises(PermissionDenied):
        actions.send_letter(letter=letter, tested_at=now, actor=scene.person(role), now=now)


def test_nobody_writes_to_an_archived_group(scene, group_of, now):
    group = group_of("open", archived_at=STARTED)

    with pytest.raises(PermissionDenied):
        write(scene, group, now)


def test_the_link_in_a_letter_stops_the_letters_of_that_group_and_brings_them_back(
    scene, group, group_of, now
):
    other = group_of("open").memberships.get(member=scene.participant)
    letter = write(scene, group, now)
    actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)
    mail = OutgoingMail.objects.get(to_address=scene.participant.email)
    own = group.memberships.get(member=scene.participant)

    stopped = {"member_id": scene.participant.pk, "about": mail.about, "now": now}
    was = actions.stop_letters(**stopped)
    again = actions.stop_letters(**stopped)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (was, again, own.wants_letters, other.wants_letters) == ("wanted", "", False, True)
    assert still_wanted([mail]) == set()
    actions.resume_letters(**stopped, was=was)
    assert still_wanted([mail]) == {mail.pk}


def test_who_left_gets_no_letter_that_is_still_here(scene, group, now):
    letter = write(scene, group, now)
    actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)
    rows = list(OutgoingMail.objects.order_by("pk"))

    group.memberships.filter(member=scene.participant).delete()

    assert still_wanted(rows) == {row.pk for row in rows if row.to_address == scene.facilitator.email}


def test_a_facilitator_writes_to_one_participant_once(scene, group, now):
    place = group.memberships.get(member=scene.participant)

    for _ in range(2):
        actions.write_to_participant(
            membership=place, word="Hoe gaat het met je?", actor=scene.facilitator, now=now
        )

    mail = OutgoingMail.objects.get()
    mail.text = mail.text.replace(scene.facilitator.email, "bea@example.nl")
    assert_letter(mail, "facilitator_word")


@pytest.mark.parametrize("refused", ["participant", "confidential"])
def test_no_word_leaves_by_others_or_from_a_confidential_group(scene, group, now, refused):
    if refused == "confidential":
        type(group).objects.filter(pk=group.pk).update(is_confidential=True)
    place = group.memberships.select_related("group").get(member=scene.participant)
    actor = scene.facilitator if refused == "confidential" else scene.participant

    with pytest.raises(PermissionDenied):
        actions.write_to_participant(membership=place, word="Hoe gaat het?", actor=actor, now=now)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_letters_costs_one_query(scene, group, django_assert_num_queries, count):
    GroupLetterFactory.create_batch(count, group=group, sent_at=STARTED)
    GroupLetterFactory.create_batch(count, group=group)

    roles = Roles.of(scene.facilitator)

    with django_assert_num_queries(1):
        found = letter_list(roles, group)

    assert (len(found.waiting), len(found.sent)) == (count, count)


def test_who_may_send_sees_how_many_it_reaches(scene, group):
    MembershipFactory(group=group, wants_letters=False)
    letter = GroupLetterFactory(group=group)

    page = letter_page(Roles.of(scene.facilitator), letter)

    assert (page.readers, page.unwilling, page.may_send) == (2, 1, True)


def test_a_facilitator_writes_tries_and_sends_on_the_site(scene, group, client_of):
    client = client_of(scene.facilitator)
    start = f"{group.get_absolute_url()}brieven/nieuw/"

    assert client.post(start, {"subject": "", "body": "Kort."}).status_code == 422
    tried = client.post(start, WORDS, follow=True)
    letter = GroupLetter.objects.get()
    assert tried.redirect_chain == [(letter.get_absolute_url(), 303)]
    assert "2 mensen die meedoen" in tried.content.decode()
    sending = {"tested": letter.tested_at.isoformat()}
    sent = client.post(f"{letter.get_absolute_url()}versturen/", sending, follow=True)

    assert "De brief is onderweg naar 2 mensen." in sent.content.decode()
    again = client.post(f"{letter.get_absolute_url()}versturen/", sending, follow=True)
    assert "intussen verstuurd of veranderd" in again.content.decode()
    assert (
        "Dinsdag beginnen we later"
        in client_of(scene.participant).get(f"{group.get_absolute_url()}brieven/").content.decode()
    )


@pytest.mark.parametrize("tested", ["", "gisteren", "2026-13-45T99:99"])
def test_sending_without_a_proof_sends_nothing(scene, group, client_of, tested):
    letter = GroupLetterFactory(group=group)

    client_of(scene.facilitator).post(f"{letter.get_absolute_url()}versturen/", {"tested": tested})

    assert not OutgoingMail.objects.exists()


@pytest.fixture
def many(monkeypatch):
    """A world in which two readers are many: to write two hundred members takes longer than all else."""
    monkeypatch.setattr("learninggroups.actions.letters.ONE_PERSON_MAY", 1)
    monkeypatch.setattr("learninggroups.queries.letters.ONE_PERSON_MAY", 1)


def asked(scene, group, now) -> GroupLetter:
    letter = write(scene, group, now)
    with pytest.raises(actions.SecondPersonNeeded) as needed:
        actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)
    assert needed.value.readers == 2
    actions.ask_for_second(letter=letter, tested_at=now, actor=scene.facilitator, now=now)
    letter.refresh_from_db()
    return letter


def test_to_many_nobody_sends_a_letter_by_herself(scene, group, now, many):
    letter = asked(scene, group, now)

    with pytest.raises(actions.SecondPersonNeeded):
        actions.send_letter(letter=letter, tested_at=now, actor=scene.facilitator, now=now)
    assert {mail.letter for mail in OutgoingMail.objects.exclude(to_address=scene.facilitator.email)} == {
        "second_asked"
    }
    assert_letter(OutgoingMail.objects.get(to_address=scene.programme_team.email), "second_asked")

    count = actions.send_letter(letter=letter, tested_at=now, actor=scene.programme_team, now=now)

    assert count == 2
    entry = Entry.objects.get(act=Act.GROUP_LETTER_SENT)
    assert (entry.actor, entry.facts) == (scene.programme_team, {"readers": 2})


def test_a_letter_that_changed_is_asked_for_again(scene, group, now, many):
    letter = asked(scene, group, now)
    later = now + timedelta(minutes=5)
    actions.change_letter(letter=letter, **WORDS | {"body": "Anders."}, actor=scene.facilitator, now=later)
    letter.refresh_from_db()

    assert not may_see_letter(Roles.of(scene.programme_team), letter)
    with pytest.raises(actions.LetterChanged):
        actions.ask_for_second(letter=letter, tested_at=now, actor=scene.facilitator, now=later)


def test_of_a_confidential_group_the_programme_team_reads_no_letter(scene, group, now, many):
    type(group).objects.filter(pk=group.pk).update(is_confidential=True)
    group.refresh_from_db()
    other = MembershipFactory(group=group, role=Membership.Role.FACILITATOR, wants_letters=False).member
    letter = asked(scene, group, now)

    assert {mail.to_address for mail in OutgoingMail.objects.filter(letter="second_asked")} == {other.email}
    assert letter not in GroupLetter.objects.visible_to(Roles.of(scene.programme_team))
    with pytest.raises(PermissionDenied):
        actions.send_letter(letter=letter, tested_at=now, actor=scene.programme_team, now=now)
    assert actions.send_letter(letter=letter, tested_at=now, actor=other, now=now) == 2


def test_the_page_asks_for_a_second_and_lets_the_second_send(scene, group, now, many, client_of):
    letter = write(scene, group, now)
    page = reverse("learninggroups:letter", args=[group.slug, letter.pk])
    send = reverse("learninggroups:send-letter", args=[group.slug, letter.pk])
    writer, team = client_of(scene.facilitator), client_of(scene.programme_team)
    sent = {"tested": now.isoformat()}
    assert team.get(page).status_code == 404
    assert "Vraag om mee te lezen" in writer.get(page).text

    assert writer.post(send, sent).status_code == 303

    assert "vroeg op" in writer.get(page).text
    assert "vraagt of jij de brief leest" in team.get(page).text
    assert "Verander de brief" not in team.get(page).text
    assert team.post(send, sent).status_code == 303
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert team.get(page).status_code == 404
