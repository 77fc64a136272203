"""What a writer's answer does: to the page, to search, to the letters, and when she changes her mind."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from home.actions import consent
from home.indexing import text_of
from home.models import ConsentRequest, Passage
from home.notifications import still_asked
from home.queries.lessons import asked_for_words
from home.queries.worklist import lessons_to_read_again, worklist
from learninggroups.models import Post
from learninggroups.permissions import Roles
from members.models import Member
from tests.golden import assert_letter
from tests.home.lessons import NOW, SAID, letters_to, thread_of_three, token_in

pytestmark = pytest.mark.django_db
Consent = Passage.Consent
LATER = NOW + timedelta(days=3)


@pytest.fixture
def making():
    """A closed thread in which three people said something."""
    return thread_of_three()


def read(client_of, making, person=None):
    """Return the lesson as this person reads it."""
    return client_of(person).get(making.lesson.address).content.decode()


def test_each_writer_gets_one_letter_with_all_her_words(making):
    making.start()
    making.quote(0)
    making.quote(0, "Zo gaat dat hier.")
    making.quote(1)

    assert making.ask() == 2
    letter = letters_to(making.writers[0], "lesson_consent")
    assert len(letter) == 1
    assert_letter(letter[0], "lesson_consent")
    assert SAID[0] in letter[0].html
    assert "Zo gaat dat hier." in letter[0].html
    assert SAID[1] not in letter[0].text
    assert letter[0].has_secret


def test_letter_of_a_confidential_group_holds_no_content():
    making = thread_of_three(is_confidential=True).asked(1)
    making.answer(0, Consent.BY_NAME)

    letter = letters_to(making.writers[0], "lesson_consent")[0]
    assert_letter(letter, "lesson_consent_confidential")
    told = letters_to(making.facilitator, "lesson_answered")[0]
    for words in (SAID[0], "Eerst bellen", "Hoe begin je?"):
        assert words not in letter.subject + letter.text + letter.html
        assert words not in told.subject + told.text + told.html


def test_nobody_is_asked_twice_for_the_same_words(making):
    making.asked(1)

    with pytest.raises(consent.NothingToAsk):
        making.ask()
    making.quote(1)
    assert making.ask() == 1
    assert [len(letters_to(writer)) for writer in making.writers] == [1, 1, 0]


def test_letter_does_not_leave_once_it_asks_nothing_any_more(making):
    making.asked(2)
    rows = [letters_to(writer)[0] for writer in making.writers[:2]]
    making.answer(0, Consent.REFUSED)

    assert still_asked(rows) == {rows[1].pk}


@pytest.mark.parametrize(
    ("choice", "attribution"),
    [
        (Consent.BY_NAME, "Noor Noord, Wijkteam Noord"),
        (Consent.BY_ORGANIZATION, "iemand van Wijkteam Noord"),
        (Consent.UNNAMED, "een deelnemer aan het gesprek"),
    ],
)
def test_a_writer_is_named_as_she_wants(making, client_of, choice, attribution):
    making.asked(1)
    making.answer(0, choice)
    making.publish()

    page = read(client_of, making)

    assert SAID[0] in page
    assert attribution in page
    assert ("Noor Noord" in page) is (choice == Consent.BY_NAME)


def test_without_her_yes_nothing_of_her_stands_anywhere(making, client_of):
    making.asked(2)
    making.answer(0, Consent.BY_NAME)
    making.answer(1, Consent.REFUSED)
    making.publish()

    page = read(client_of, making)

    assert SAID[0] in page
    assert SAID[1] not in page
    assert SAID[1] not in text_of(making.lesson)


def test_taking_back_takes_out_at_once_everywhere(making, client_of):
    making.published()
    before = read(client_of, making)
    revisions = [str(revision.content) for revision in making.lesson.revisions.all()]

    making.answer(1, Consent.REFUSED, now=LATER)

    assert SAID[1] in before
    assert SAID[1] not in read(client_of, making)
    assert making.passage(1).consent == Consent.WITHDRAWN
    assert SAID[1] not in text_of(making.lesson)
    assert SAID[0] in text_of(making.lesson)
    for words in SAID:
        assert not any(words in content for content in revisions)
    office = client_of(making.editor)
    for revision in making.lesson.revisions.all():
        path = f"/beheer/pages/{making.lesson.pk}/revisions/{revision.pk}/view/"
        assert SAID[1] not in office.get(path).content.decode()
    for path in ("revisions/compare/earliest...live/", "edit/", "history/"):
        answer = office.get(f"/beheer/pages/{making.lesson.pk}/{path}")
        assert answer.status_code == 200
        assert SAID[1] not in answer.content.decode()
    found = client_of(None).get("/zoeken/", {"zoek": "huisarts"}).content.decode()
    assert making.lesson.title not in found


def test_taking_back_flags_the_lesson_and_tells_who_publishes(making):
    making.published()
    assert not lessons_to_read_again()

    making.answer(1, Consent.REFUSED, now=LATER)

    assert list(lessons_to_read_again()) == [making.lesson]
    found = worklist(Roles.of(making.editor), LATER).rows
    assert "Nalezen" in {work.kind for work, _ in found}
    for person in (making.editor, making.programme_team, making.facilitator):
        assert len(letters_to(person, "passage_withdrawn")) == 1
    letter = letters_to(making.editor, "passage_withdrawn")[0]
    assert_letter(letter, "passage_withdrawn")
    assert "Olga" not in letter.text
    assert_letter(letters_to(making.facilitator, "passage_withdrawn")[0], "passage_withdrawn_facilitator")


def test_an_editor_settles_what_was_flagged(making, client_of):
    making.published()
    making.answer(1, Consent.REFUSED, now=LATER)

    client_of(making.editor).post(f"/beheer/lessen/{making.lesson.pk}/nalezen/")

    assert not lessons_to_read_again()
    with pytest.raises(PermissionDenied):
        consent.settle_lesson(lesson=making.lesson, actor=making.facilitator, now=LATER)


def test_publishing_again_settles_too(making):
    making.published()
    making.answer(1, Consent.REFUSED)

    making.lesson.save_revision(user=making.editor).publish(user=making.programme_team)

    assert not lessons_to_read_again()


def test_who_took_back_may_give_again_and_change_her_name(making, client_of):
    making.published()
    making.answer(1, Consent.REFUSED, now=LATER)
    making.answer(1, Consent.UNNAMED, now=LATER)

    page = read(client_of, making)

    assert SAID[1] in page
    assert "Olga" not in page
    assert not lessons_to_read_again()


def test_what_was_refused_before_editors_read_it_does_not_appear_online_by_itself(making, client_of):
    making.asked(1)
    making.answer(0, Consent.REFUSED)
    making.publish()

    making.answer(0, Consent.BY_NAME)

    assert making.passage(0).consent == Consent.REFUSED
    assert SAID[0] not in read(client_of, making)


@pytest.mark.parametrize("change", ["deleted", "hidden", "blurred"])
def test_a_post_that_says_it_no_more_takes_the_passage_along(making, client_of, change):
    making.published()
    post = making.posts[1]
    match change:
        case "deleted":
            post.deleted_at = LATER
        case "hidden":
            post.hidden_at = LATER
        case "blurred":
            post.body, post.edited_at = "<p>Bij ons belt ███ mee.</p>", LATER
    post.save()

    assert SAID[1] not in read(client_of, making)
    assert list(lessons_to_read_again()) == [making.lesson]
    consent.settle_lesson(lesson=making.lesson, actor=making.editor, now=LATER + timedelta(hours=1))
    assert not lessons_to_read_again()


def test_nothing_stays_of_a_writer_whose_account_is_gone(making, client_of):
    making.published()

    Member.objects.filter(pk=making.writers[1].pk).delete()

    page = read(client_of, making)
    assert SAID[1] not in page
    assert "Olga" not in page
    assert list(lessons_to_read_again()) == [making.lesson]


def test_facilitator_hears_once_when_the_last_one_answered(making):
    making.asked(2)
    making.answer(0, Consent.REFUSED)
    before = letters_to(making.facilitator, "lesson_answered")
    making.answer(1, Consent.UNNAMED)
    making.answer(1, Consent.BY_NAME)

    assert before == []
    letter = letters_to(making.facilitator, "lesson_answered")
    assert len(letter) == 1
    assert_letter(letter[0], "lesson_answered")


def test_everybody_quoted_hears_once_that_it_is_online(making):
    making.published()
    making.lesson.save_revision(user=making.editor).publish(user=making.programme_team)

    for writer in making.writers:
        assert len(letters_to(writer, "lesson_published")) == 1
    assert_letter(letters_to(making.writers[0], "lesson_published")[0], "lesson_published")


def test_facilitator_hears_what_editors_ask(making):
    making.asked(1)
    making.answer(0, Consent.BY_NAME)
    making.hand_in()

    making.lesson.current_workflow_task_state.reject(user=making.editor, comment="Noem ook de wijk.")

    assert_letter(letters_to(making.facilitator, "lesson_returned")[0], "lesson_returned")


def test_opening_the_link_changes_nothing_and_pressing_the_button_does(making, client_of):
    making.asked(1)
    path = f"/lessen/citaten/{token_in(letters_to(making.writers[0])[0])}/"
    stranger = client_of(None)

    page = stranger.get(path)
    assert SAID[0] in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert making.passage(0).consent == Consent.ASKED

    number = making.passage(0).pk
    assert stranger.post(path, {}).status_code == 422
    assert stranger.post(path, {f"passage-{number}": "chosen"}).status_code == 422
    assert stranger.post(path, {f"passage-{number}": "unnamed"}).status_code == 303
    assert making.passage(0).consent == Consent.UNNAMED

    stranger.post(path, {f"passage-{number}": "refused"})
    assert making.passage(0).consent == Consent.WITHDRAWN


def test_a_link_answers_for_its_own_writer_only(making):
    making.asked(2)
    token = token_in(letters_to(making.writers[0])[0])

    consent.answer_by_letter(token=token, choices={making.passage(1).pk: Consent.BY_NAME}, now=NOW)

    assert making.passage(1).consent == Consent.ASKED
    with pytest.raises(consent.LinkGone):
        consent.answer_by_letter(token="onzin", choices={}, now=NOW)


def test_only_the_hash_of_a_token_is_kept(making):
    making.asked(1)
    token = token_in(letters_to(making.writers[0])[0])

    assert token not in str(ConsentRequest.objects.values().get())


def test_link_says_so_when_her_words_are_out_of_the_lesson(making, client_of):
    making.asked(1)
    path = f"/lessen/citaten/{token_in(letters_to(making.writers[0])[0])}/"
    Passage.objects.all().delete()

    assert client_of(None).get(path).status_code == 410


def test_organization_that_is_unknown_is_no_choice(making):
    making.start()
    making.posts[0].organization = None
    making.quote(0)
    making.ask()

    making.answer(0, Consent.BY_ORGANIZATION)

    assert making.passage(0).consent == Consent.ASKED


def test_her_own_overview_shows_what_waits_for_her(making, client_of):
    making.asked(1)
    writer = making.writers[0]

    assert [asked.title for asked in asked_for_words(writer.pk)] == ["Eerst bellen"]
    assert "Mogen woorden van jou" in client_of(writer).get("/mijn/").content.decode()
    making.answer(0, Consent.UNNAMED)
    assert asked_for_words(writer.pk) == []


def test_lesson_leads_to_its_thread_for_who_may_see_that(making, client_of):
    making.published()
    way = f"/leergroepen/gesprekken/{making.thread.pk}/"

    assert way in read(client_of, making, making.writers[0])
    assert "Verander je toestemming" in read(client_of, making, making.writers[0])
    for stranger in (None, making.editor):
        page = read(client_of, making, stranger)
        assert way not in page
        assert "Hoe begin je?" not in page


def test_thread_leads_to_its_lesson_once_that_is_online(making, client_of):
    making.asked(1)
    way = making.lesson.address
    thread = making.thread.get_absolute_url()
    before = client_of(making.writers[0]).get(thread).content.decode()
    making.answer(0, Consent.BY_NAME)
    making.publish()

    assert way not in before
    assert way in client_of(making.writers[0]).get(thread).content.decode()


def test_a_lesson_with_quotes_is_asked_for_anew_by_every_browser(making, client_of):
    making.published()

    assert client_of(None).get(making.lesson.address)["Cache-Control"] == "no-cache"
    # What somebody who is signed in was shown stays behind nowhere.
    of_member = client_of(making.writers[0]).get(making.lesson.address)
    assert of_member["Cache-Control"] == "private, no-store"


def test_words_that_were_taken_out_of_a_post_are_asked_for_and_shown_nowhere(making, client_of):
    making.start()
    making.quote(0)
    making.quote(1)
    Post.objects.filter(pk=making.posts[1].pk).update(body="<p>[weggelaten]</p>", edited_at=NOW)

    assert making.ask() == 1
    assert letters_to(making.writers[1]) == []
    desk = client_of(making.facilitator).get(f"/leergroepen/gesprekken/{making.thread.pk}/les/")
    assert SAID[0] in desk.content.decode()
    assert SAID[1] not in desk.content.decode()
    assert "haal het weg" in desk.content.decode()


def test_who_has_not_answered_after_a_week_is_reminded_once(making):
    making.asked(2)
    making.answer(0, Consent.BY_NAME)
    week = NOW + consent.REMIND_AFTER

    assert consent.remind_writers(now=week - timedelta(minutes=1)) == 0
    assert [consent.remind_writers(now=week + timedelta(days=day)) for day in (0, 0, 8)] == [1, 0, 0]

    assert [len(letters_to(writer, "lesson_consent")) for writer in making.writers] == [1, 2, 0]
    first, reminder = letters_to(making.writers[1], "lesson_consent")
    assert_letter(reminder, "lesson_consent_reminder")
    assert SAID[1] in reminder.text
    assert still_asked([first, reminder]) == {first.pk, reminder.pk}
    for letter in (first, reminder):
        consent.answer_by_letter(
            token=token_in(letter), choices={making.passage(1).pk: Consent.BY_NAME}, now=week
        )
    assert making.passage(1).consent == Consent.BY_NAME
    assert still_asked([first, reminder]) == set()


def test_reminder_of_a_confidential_group_holds_no_content():
    making = thread_of_three(is_confidential=True).asked(1)

    consent.remind_writers(now=LATER + consent.REMIND_AFTER)

    letter = letters_to(making.writers[0], "lesson_consent")[-1]
    assert letter.subject == "Herinnering: een vraag over jouw woorden"
    for words in (SAID[0], "Eerst bellen", "Hoe begin je?"):
        assert words not in letter.subject + letter.text + letter.html


@pytest.mark.parametrize("reason", ["night", "taken out", "changed", "writer gone", "nobody waits"])
def test_nobody_is_reminded_for_nothing(making, reason):
    making.asked(1)
    moment = NOW + consent.REMIND_AFTER
    match reason:
        case "night":
            moment = moment.replace(hour=2)
        case "taken out":
            lesson = making.lesson
            lesson.body = []
            lesson.save_revision(clean=False)
        case "changed":
            Post.objects.filter(pk=making.posts[0].pk).update(body="<p>Iets anders.</p>")
        case "writer gone":
            Member.objects.filter(pk=making.writers[0].pk).update(is_active=False)
        case "nobody waits":
            Member.objects.filter(pk=making.facilitator.pk).update(is_active=False)

    assert consent.remind_writers(now=moment) == 0


def test_the_facilitator_sees_that_words_fell_out_until_an_editor_looked(making, client_of):
    making.published()
    client = client_of(making.facilitator)
    assert "viel een citaat weg" not in client.get("/mijn/").text
    making.answer(1, Consent.REFUSED, now=LATER)

    page = client.get("/mijn/").text
    assert f"Uit je les ‘{making.lesson.title}’ viel een citaat weg" in page
    assert "Olga" not in page
    assert f"/leergroepen/gesprekken/{making.thread.pk}/" in page
    assert "viel een citaat weg" not in client_of(making.writers[0]).get("/mijn/").text

    consent.settle_lesson(lesson=making.lesson, actor=making.editor, now=LATER)
    assert "viel een citaat weg" not in client.get("/mijn/").text
