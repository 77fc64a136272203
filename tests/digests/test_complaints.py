"""
What users of other portals complain about in their digests, each as a test that names where.

The complaints are those of the research (repository#number); what we promise instead is in docs/mail.md.
Those about direct letters, stopping and signing in are in tests/mailing/test_complaints.py.
"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from activity import journal, sealing
from digests import actions
from digests.models import DigestDelivery, MailPreference
from learninggroups.actions import posts, reading
from learninggroups.models import LearningGroup, Membership
from mailing.models import OutgoingMail
from questions.models import Outcome
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.home import NewsPageFactory
from tests.factories.learninggroups import MembershipFactory
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import QuestionFactory, RecipientFactory

DAY, WEEK = timedelta(days=1), timedelta(days=7)


@pytest.fixture
def group(opened) -> LearningGroup:
    """A closed group."""
    return MembershipFactory(group__openness="closed", group__name="Veilig thuis").group


@pytest.fixture
def reader(group):
    """A participant of it."""
    return MembershipFactory(group=group).member


@pytest.fixture
def colleague(group):
    """Who writes in it."""
    return MembershipFactory(group=group, member=MemberFactory(name="Anne Bos")).member


@pytest.fixture
def talk(group, colleague):
    """Return a function that starts a thread."""

    def talk(title: str, now=MONDAY):
        return posts.start_thread(group=group, title=title, body="<p>Ik.</p>", actor=colleague, now=now)

    return talk


@pytest.fixture
def get(morning, reader):
    """Return a function that gives the reader's letter of a morning, if there is one."""

    def get(now=TUESDAY) -> OutgoingMail | None:
        return next((letter for letter in morning(now) if letter.member_id == reader.pk), None)

    return get


def test_what_happens_on_the_day_of_a_digest_is_in_that_one_or_the_next(reader, talk, get):
    """decidim#9595, #16143: missing items, and items of today in the letter of yesterday."""
    actions.choose_frequency(actor=reader, frequency="daily", now=MONDAY)
    talk("Voor zevenen", TUESDAY - timedelta(minutes=1))
    first = get(TUESDAY)
    talk("Na zevenen", TUESDAY + timedelta(minutes=1))
    second = get(TUESDAY + DAY)

    assert ("Voor zevenen" in first.text, "Na zevenen" in first.text) == (True, False)
    assert ("Voor zevenen" in second.text, "Na zevenen" in second.text) == (False, True)


def test_weekly_digest_goes_on_week_after_week(talk, get):
    """decidim#9595: the weekly digest came once and never again."""
    for week in range(6):
        talk(f"Gesprek van week {week}", MONDAY + week * WEEK)

        assert f"Gesprek van week {week}" in get(TUESDAY + week * WEEK).text


def test_digest_comes_once_however_often_the_planner_passes(talk, get, reader):
    """discourse#26879, reverted in #27029: a summary every thirty minutes."""
    talk("Gesprek")
    for half_hour in range(24):
        get(TUESDAY + timedelta(minutes=30 * half_hour))
        talk(f"Nog een {half_hour}", TUESDAY)

    assert OutgoingMail.objects.filter(letter="digest", member=reader).count() == 1


def test_other_letters_in_between_take_no_digest_away(reader, talk, get):
    """discourse#27035: summaries failed to come because another mail was sent in between."""
    talk("Gesprek")
    OutgoingMailFactory(member=reader, state="sent", sent_at=TUESDAY - timedelta(minutes=1))

    assert get(TUESDAY)


def test_second_worker_writes_no_second_letter(reader, talk, get):
    """humhub#1305, zulip#549: duplicate sends. Real threads race in test_racing.py."""
    talk("Gesprek")
    actions.plan_due(now=TUESDAY)
    actions.plan_due(now=TUESDAY)
    one, other = actions.write_due(now=TUESDAY), actions.write_due(now=TUESDAY)
    for _written in (*one, *other):
        pass

    assert OutgoingMail.objects.filter(letter="digest", member=reader).count() == 1
    assert DigestDelivery.objects.filter(member=reader).count() == 1


def test_planner_that_comes_every_third_day_skips_nothing(talk, get, reader):
    """adhocracy+ (changelog): tasks ran every three days and looked back one."""
    actions.choose_frequency(actor=reader, frequency="daily", now=MONDAY)
    told = []
    for day in range(12):
        talk(f"Gesprek van dag {day}.", MONDAY + day * DAY)
        if day % 3 == 2 and (letter := get(MONDAY + (day + 1) * DAY)):
            told.append(letter.text)

    assert [" ".join(told).count(f"Gesprek van dag {day}.") for day in range(12)] == [1] * 12


def test_profile_that_is_changed_leaves_the_choice_of_mail_alone(reader, client_of):
    """adhocracy+ (changelog): an edit of the profile silently cleared the opt-in."""
    actions.choose_frequency(actor=reader, frequency="monthly", now=MONDAY)
    browser = client_of(reader)

    shown = browser.get(reverse("members:profile")).context["form"]
    as_it_was = {name: shown[name].value() or "" for name in shown.fields}
    browser.post(reverse("members:profile"), as_it_was | {"name": "Nieuwe Naam"})

    reader.refresh_from_db()
    assert reader.name == "Nieuwe Naam"
    assert MailPreference.objects.get(member=reader).frequency == "monthly"


def test_nothing_to_see_is_no_letter(reader, talk, get):
    """loomio#9531, decidim#12234, nodebb#2323: empty mails. Whether it is empty is asked after rights."""
    talk("Gesprek")
    Membership.objects.filter(member=reader).delete()

    assert get(TUESDAY) is None


def test_each_reader_is_told_what_she_may_see(talk, reader, morning):
    """nodebb#5790, nodebb#6332: the digest was empty because it was made for a guest."""
    talk("Besloten gesprek")
    outsider = MemberFactory()
    page = NewsPageFactory(title="Nieuws voor iedereen")
    journal.record("news_published", page, audience=journal.PUBLIC, actor=None, now=MONDAY)

    letters = {letter.member_id: letter.text for letter in morning(TUESDAY)}

    assert "Besloten gesprek" in letters[reader.pk]
    assert "Besloten gesprek" not in letters[outsider.pk]
    assert "Nieuws voor iedereen" in letters[outsider.pk]


def test_what_was_read_yesterday_is_no_news_today(reader, talk, get):
    """loomio#4178: the digest held what I read yesterday."""
    thread = talk("Gelezen")
    talk("Ongelezen")
    reading.mark_read(thread=thread, position=1, actor=reader, now=MONDAY)

    letter = get(TUESDAY)

    assert "Gelezen" not in letter.text
    assert "Ongelezen" in letter.text


def test_what_stood_in_a_letter_never_comes_back_when_it_stays_unread(talk, get):
    """loomio#3646: things of weeks ago."""
    talk("Oud")
    get(TUESDAY)
    talk("Nieuw", TUESDAY)

    assert "* Oud\n" not in get(TUESDAY + WEEK).text


def test_who_chose_nothing_gets_it_weekly_and_quiet_weeks_are_quiet(reader, talk, get):
    """loomio#7036: a single message each day in quiet groups."""
    talk("Gesprek")
    letters = [get(TUESDAY + day * DAY) for day in range(21)]

    assert [bool(letter) for letter in letters] == [True] + [False] * 20


def test_object_is_one_line_in_its_newest_state(reader, talk, get, colleague):
    """decidim#14899: once per event, ten edits of one page, the same meeting again and again."""
    thread = talk("Gesprek")
    for number in range(10):
        post = posts.post_reply(thread=thread, body=f"<p>{number}</p>", actor=colleague, now=MONDAY)
        posts.edit_post(post=post, body=f"<p>{number}!</p>", actor=colleague, now=MONDAY)
    question = QuestionFactory(title="De vraag", state="completed", opened_at=MONDAY, deadline_at=TUESDAY)
    Outcome.objects.create(question=question, happened_on=MONDAY, text="Het gaat door.", recorded_at=MONDAY)
    for kind in ("question_opened", "synthesis_shared", "outcome_recorded"):
        journal.record(kind, question, audience=journal.MEMBERS, actor=None, now=MONDAY)

    text = get(TUESDAY).text

    assert text.count("* Gesprek\n") == text.count("* De vraag\n") == 1
    assert "Nieuw gesprek, met 10 reacties: Anne Bos" in text
    assert "Het gaat door." in text


def test_small_edit_is_no_news(talk, get, colleague):
    """gcconnex#1055: every small edit mails the whole group."""
    thread = talk("Gesprek")
    get(TUESDAY)
    posts.edit_post(post=thread.posts.get(), body="<p>Ik!</p>", actor=colleague, now=TUESDAY)

    assert get(TUESDAY + WEEK) is None


def test_deadline_is_told_in_dutch_time_with_weekday_date_and_hour(reader, get):
    """loomio#1918, loomio#4664: the wrong time zone, or a deadline in UTC."""
    deadline = TUESDAY + timedelta(days=10, hours=10)
    organization = OrganizationFactory(name="Wijkteam Oost")
    AffiliationFactory(member=reader, organization=organization, role="contact")
    question = QuestionFactory(state="open", opened_at=MONDAY, deadline_at=deadline)
    RecipientFactory(question=question, organization=organization)
    journal.record("question_opened", question, audience=journal.MEMBERS, actor=None, now=MONDAY)

    letter = get(TUESDAY)

    assert letter.subject == "1 vraag wacht op jouw organisatie (vr 13 nov)"
    assert "vrijdag 13 november, 17.00 uur" in letter.text


def test_letter_says_why_it_came_and_to_which_account(reader, talk, get, client_of):
    """loomio#2708, loomio#2781: mail though all was switched off; it was a forgotten second account."""
    talk("Gesprek")
    letter = get(TUESDAY)

    assert "Je krijgt dit omdat je een account hebt" in letter.text
    [address] = [line for line in letter.text.splitlines() if "/mail/instellen/" in line]
    page = client_of(None).get(address.partition("localhost:8000")[2]).content.decode()
    assert reader.email in page


def test_letter_that_has_everything_switched_off_is_none(reader, talk, get):
    """loomio#2708: mail though all was switched off."""
    talk("Gesprek")
    actions.choose_frequency(actor=reader, frequency="never", now=MONDAY)

    assert get(TUESDAY) is None


def test_no_content_in_mail_holds_for_the_digest(reader, talk, get):
    """zulip#33190: the setting was not applied to the digest."""
    talk("Geheim gesprek")
    actions.choose_content(actor=reader, without_content=True, now=MONDAY)

    letter = get(TUESDAY)

    assert "Geheim" not in letter.subject + letter.text + letter.html


def test_scanner_that_opens_every_link_changes_nothing(reader, talk, get, client):
    """Rock#7034, useSend#412, noptin#954: link scanners unsubscribe whole organisations."""
    talk("Gesprek")
    letter = get(TUESDAY)
    links = set(re.findall(r"http://localhost:8000(/mail/[^\s\"<]+)", letter.text + letter.html))

    for link in links:
        client.get(link)
        client.head(link)

    assert len(links) >= 4
    assert not MailPreference.objects.filter(member=reader).exists()
    assert not reader.read_marks.exists()


def test_what_did_not_fit_is_not_lost(talk, get):
    """Pleio (frequent_overview.py): five items at most, and what came sixth was lost for good."""
    for number in range(15):
        talk(f"Gesprek nummer {number}.")

    both = get(TUESDAY).text + get(TUESDAY + WEEK).text

    assert [both.count(f"Gesprek nummer {number}.") for number in range(15)] == [1] * 15


def test_outage_of_weeks_loses_nothing(talk, get):
    """Pleio (frequent_overview.py): notifications older than the interval were never picked up."""
    sealing.seal(now=MONDAY)
    talk("Voor de storing", MONDAY)
    talk("Tijdens de storing", MONDAY + 3 * WEEK)

    letter = get(TUESDAY + 5 * WEEK)

    assert "Voor de storing" in letter.text
    assert "Tijdens de storing" in letter.text
