"""What stands in a digest, in which order, and what does not."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from activity import journal, sealing
from digests import actions
from digests.models import DigestDelivery
from learninggroups.actions import posts, reading
from learninggroups.models import LearningGroup, Membership, Post
from mailing.models import OutgoingMail
from questions.models import Outcome, Recipient
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory, PostFactory, ThreadFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import AnswerFactory, QuestionFactory, RecipientFactory
from tests.golden import assert_letter

DEADLINE = TUESDAY + timedelta(days=11)


@pytest.fixture
def group(opened) -> LearningGroup:
    """A closed group."""
    return LearningGroupFactory(name="Veilig thuis", openness=LearningGroup.Openness.CLOSED)


@pytest.fixture
def thread(group):
    """A thread of which nothing is new."""
    thread = ThreadFactory(group=group, title="Wie belt de school?", post_count=1)
    PostFactory(thread=thread, author=thread.author, position=1)
    return thread


@pytest.fixture
def reader(group):
    """A participant who gets the default: every Tuesday."""
    return MembershipFactory(group=group, member=MemberFactory(name="Dina Deelnemer")).member


@pytest.fixture
def write(group, thread):
    """Return a function with which a colleague from a kind of team writes in the thread."""

    def write(name: str, kind: str, times: int = 1) -> list[Post]:
        organization = OrganizationFactory(kind=kind)
        author = AffiliationFactory(member=MemberFactory(name=name), organization=organization).member
        MembershipFactory(group=group, member=author)
        return [
            posts.post_reply(thread=thread, body="<p>Wij.</p>", actor=author, now=MONDAY)
            for _time in range(times)
        ]

    return write


def to(letters: list[OutgoingMail], member) -> OutgoingMail | None:
    """Return the letter to this member, if there is one."""
    return next((letter for letter in letters if letter.member_id == member.pk), None)


def opened_question(**fields):
    """Return a question that opened on Monday."""
    question = QuestionFactory(state="open", opened_at=MONDAY, deadline_at=DEADLINE, **fields)
    journal.record("question_opened", question, audience=journal.MEMBERS, actor=None, now=MONDAY)
    return question


def published(factory, kind: str, **fields):
    """Return an article that readers were told of on Monday."""
    page = factory(**fields)
    journal.record(kind, page, audience=journal.PUBLIC, actor=None, now=MONDAY)
    return page


def test_thread_is_one_line_however_much_was_said(morning, reader, write):
    write("Anne Bos", "buurtteam", times=2)
    write("Karim Ali", "jeugdteam")

    letter = to(morning(TUESDAY), reader)

    assert letter.text.count("Wie belt de school?") == 1
    assert "3 reacties van 2 organisaties: Anne Bos (buurtteam) en Karim Ali (jeugdteam)" in letter.text
    assert letter.subject == "Overzicht wijkteams, week 45"


def test_new_thread_is_said_to_be_new(morning, reader, group):
    author = MembershipFactory(group=group, member=MemberFactory(name="Anne Bos")).member
    posts.start_thread(group=group, title="Hoe doen jullie dit?", body="<p>Zo?</p>", actor=author, now=MONDAY)

    assert "Nieuw gesprek van Anne Bos" in to(morning(TUESDAY), reader).text


def test_nothing_new_is_no_letter(morning, reader, thread):
    assert morning(TUESDAY) == []
    assert DigestDelivery.objects.get(member=reader).is_empty


def test_what_was_read_already_is_no_news(morning, reader, write, thread):
    [post] = write("Anne Bos", "buurtteam")
    thread.refresh_from_db()
    reading.mark_read(thread=thread, position=post.position, actor=reader, now=MONDAY)

    assert to(morning(TUESDAY), reader) is None


def test_own_words_are_no_news(morning, reader, thread):
    posts.post_reply(thread=thread, body="<p>Ik.</p>", actor=reader, now=MONDAY)

    assert to(morning(TUESDAY), reader) is None


def test_post_that_was_taken_back_is_not_told(morning, reader, write):
    [post] = write("Anne Bos", "buurtteam")
    posts.delete_post(post=post, actor=post.author, now=MONDAY)

    assert to(morning(TUESDAY), reader) is None


def test_member_who_left_a_closed_group_hears_nothing_of_it(morning, reader, write):
    write("Anne Bos", "buurtteam")
    Membership.objects.filter(member=reader).delete()

    assert to(morning(TUESDAY), reader) is None


def test_group_without_me_is_no_part_of_my_digest(morning, reader):
    elsewhere = ThreadFactory(group__openness=LearningGroup.Openness.OPEN, post_count=1)
    PostFactory(thread=elsewhere, position=1)
    journal.record("thread_started", elsewhere, audience=journal.PUBLIC, actor=None, now=MONDAY)

    assert to(morning(TUESDAY), reader) is None


def test_closed_account_gets_nothing(morning, reader, write):
    write("Anne Bos", "buurtteam")
    reader.is_active = False
    reader.save()

    assert to(morning(TUESDAY), reader) is None


def test_new_member_hears_of_what_came_after_she_joined(morning, group):
    published(NewsPageFactory, "news_published", title="Oud nieuws")
    sealing.seal(now=MONDAY)
    newcomer = MemberFactory(joined_at=MONDAY + timedelta(hours=3))
    published(NewsPageFactory, "news_published", title="Nieuw nieuws")

    letter = to(morning(TUESDAY), newcomer)

    assert "Nieuw nieuws" in letter.text
    assert "Oud nieuws" not in letter.text


def test_outage_of_weeks_ends_in_one_letter(morning, reader, write):
    write("Anne Bos", "buurtteam")
    actions.choose_frequency(actor=reader, frequency="daily", now=MONDAY)

    letters = morning(TUESDAY + timedelta(days=20, hours=4))

    assert [letter.member for letter in letters].count(reader) == 1
    assert to(morning(TUESDAY + timedelta(days=20, hours=5)), reader) is None


def test_more_lines_than_fit_are_counted_and_led_to(morning, reader, group):
    author = MembershipFactory(group=group).member
    for number in range(14):
        posts.start_thread(group=group, title=f"Vraag {number}", body="<p>?</p>", actor=author, now=MONDAY)

    letter = to(morning(TUESDAY), reader)

    assert letter.text.count("Nieuw gesprek") == 12
    assert "En nog 2: http://localhost:8000/leergroepen/" in letter.text
    assert ">En nog 2<" in letter.html


def test_blocks_stand_in_their_fixed_order(morning, reader, write):
    write("Anne Bos", "buurtteam")
    published(NewsPageFactory, "news_published")
    published(LessonPageFactory, "lesson_published")
    published(DevelopmentPageFactory, "development_published", lead="Dit verandert er.")
    RecipientFactory(question=opened_question(), member=reader)

    text = to(morning(TUESDAY), reader).text

    headings = ["WACHT OP JOU", "LANDELIJK\n", "JOUW LEERGROEPEN", "LESSEN EN KENNIS", "NIEUWS"]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Dit verandert er." in text


def test_letter_as_a_reader_gets_it(morning, reader, write):
    write("Anne Bos", "buurtteam", times=2)
    write("Karim Ali", "jeugdteam")
    published(NewsPageFactory, "news_published", title="Nieuwe collega in het programmateam")
    published(LessonPageFactory, "lesson_published", title="Samen naar de huisarts")
    published(
        DevelopmentPageFactory, "development_published", title="De eigen bijdrage", lead="Dit verandert er."
    )
    organization = OrganizationFactory(name="Wijkteam Oost")
    AffiliationFactory(member=reader, organization=organization, role="contact")
    RecipientFactory(question=opened_question(title="Wat merken jullie?"), organization=organization)
    concluded = QuestionFactory(
        title="Hoe lang wachten mensen?", state="completed", opened_at=MONDAY, deadline_at=DEADLINE
    )
    AnswerFactory(question=concluded, member=reader, submitted_at=MONDAY)
    Outcome.objects.create(
        question=concluded, happened_on=MONDAY.date(), text="De VNG nam dit over.", recorded_at=MONDAY
    )
    journal.record("outcome_recorded", concluded, audience=journal.MEMBERS, actor=None, now=MONDAY)

    assert_letter(to(morning(TUESDAY), reader), "digest")


def test_page_that_is_offline_again_is_not_told(morning, reader):
    page = published(NewsPageFactory, "news_published")
    page.live = False
    page.save()

    assert to(morning(TUESDAY), reader) is None


def test_what_waits_on_my_organisation_stands_first_and_in_the_subject(morning, reader, write):
    write("Anne Bos", "buurtteam")
    organization = OrganizationFactory(name="Wijkteam Oost")
    AffiliationFactory(member=reader, organization=organization, role="contact")
    for number in (1, 2):
        RecipientFactory(question=opened_question(title=f"Vraag {number}"), organization=organization)

    letter = to(morning(TUESDAY), reader)

    assert letter.subject == "2 vragen wachten op jouw organisatie (za 14 nov)"
    assert letter.text.index("WACHT OP JOU") < letter.text.index("JOUW LEERGROEPEN")
    assert letter.text.count("Vraag 1") == 1
    assert "Antwoorden kan tot zaterdag 14 november, 07.00 uur" in letter.text
    assert "VNG vraagt dit aan Wijkteam Oost." in letter.text


def test_what_waits_is_repeated_but_no_reason_to_write(morning, reader):
    RecipientFactory(question=opened_question(title="Wat merken jullie?"), member=reader)

    first = to(morning(TUESDAY), reader)
    second = to(morning(TUESDAY + timedelta(days=7)), reader)

    assert first.subject == "1 vraag wacht op jou (za 14 nov)"
    assert second is None


def test_question_that_asks_others_is_national_news(morning, reader):
    opened_question(title="Wat merken jullie?")

    letter = to(morning(TUESDAY), reader)

    assert "LANDELIJK" in letter.text
    assert "Nieuwe landelijke vraag van VNG" in letter.text
    assert letter.subject == "Overzicht wijkteams, week 45"


@pytest.mark.parametrize(
    ("took_part", "heading"),
    [(True, "TERUGKOPPELING: DIT IS ER MET JOUW INBRENG GEDAAN"), (False, "LANDELIJK")],
)
def test_outcome_stands_apart_for_who_answered(morning, reader, took_part, heading):
    question = QuestionFactory(state="completed", opened_at=MONDAY, deadline_at=DEADLINE)
    if took_part:
        AnswerFactory(question=question, member=reader, submitted_at=MONDAY)
    Outcome.objects.create(
        question=question, happened_on=MONDAY, text="De VNG nam dit over.", recorded_at=MONDAY
    )
    journal.record("outcome_recorded", question, audience=journal.MEMBERS, actor=None, now=MONDAY)

    letter = to(morning(TUESDAY), reader)

    assert heading in letter.text
    assert "De VNG nam dit over." in letter.text


def test_titles_of_members_are_words_and_never_markup(morning, reader, group):
    author = MembershipFactory(group=group, member=MemberFactory(name="<i>Bob")).member
    posts.start_thread(group=group, title="<script>@@stop@@ & co", body="<p>?</p>", actor=author, now=MONDAY)

    letter = to(morning(TUESDAY), reader)

    assert "<script>@@stop@@ & co" in letter.text
    assert "&lt;script&gt;@@stop@@ &amp; co" in letter.html
    assert "<script>" not in letter.html
    assert "&lt;i&gt;Bob" in letter.html


def test_chunk_costs_the_same_for_one_reader_and_for_three(opened, thread, write):
    organization = OrganizationFactory()
    Recipient.objects.create(question=opened_question(), organization=organization)
    spent = []
    # The first week only warms what Django remembers between queries.
    for week, more_readers in enumerate([1, 0, 2]):
        for _reader in range(more_readers):
            member = MembershipFactory(group=thread.group).member
            AffiliationFactory(member=member, organization=organization, role="contact")
        write(f"Collega {week}", "buurtteam")
        Membership.objects.filter(member__name__startswith="Collega").delete()
        actions.plan_due(now=TUESDAY + timedelta(days=7 * week))
        with CaptureQueriesContext(connection) as queries:
            list(actions.write_due(now=TUESDAY + timedelta(days=7 * week)))
        spent.append(len(queries))
        OutgoingMail.objects.update(state="sent")

    assert OutgoingMail.objects.filter(letter="digest").count() >= 5
    assert spent[1] == spent[2]


def test_letter_says_why_it_came_and_how_to_stop_it(morning, reader, write):
    write("Anne Bos", "buurtteam")

    letter = to(morning(TUESDAY), reader)

    for form in (letter.text, letter.html):
        assert "Je krijgt dit omdat je een account hebt bij de Associatie Wijkteams" in form
        assert f"/mail/instellen/{reader.pk}:" in form
        assert "/mail/afmelden/" in form
        assert "@@" not in form
    assert max(map(len, letter.html.splitlines())) < 900


def test_events_of_a_year_ago_are_deleted_once_everybody_was_told(morning, reader, write):
    write("Anne Bos", "buurtteam")
    morning(TUESDAY)

    morning(TUESDAY + timedelta(days=364))
    assert sealing.Event.objects.exists()

    morning(TUESDAY + timedelta(days=366))
    assert not sealing.Event.objects.exists()
