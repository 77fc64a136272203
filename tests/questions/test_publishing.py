"""Versions of a synthesis: made at returning and sharing, and never saying more than writers allow."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM
from members.permissions import Roles
from questions.actions import consent, publishing, returning, withdrawing
from questions.actions.consent import PartConsent
from questions.actions.returning import SaidOfPassage
from questions.models import Answer, ConsentFlag, Question, SynthesisVersion, Verdict
from questions.permissions import may_see_version
from questions.queries.exports import exports_of
from questions.queries.versions import shared_text, text_of_version, versions_of
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    ExportFactory,
    PassageFactory,
    PassageSourceFactory,
    SubQuestionFactory,
    SynthesisFactory,
    quote_of,
)

pytestmark = pytest.mark.django_db

QUOTED = "Wij bellen eerst."


@pytest.fixture
def team_member():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def synthesis(team_member):
    return SynthesisFactory(question__owner=team_member, question__visibility="members")


@pytest.fixture
def contact():
    return AffiliationFactory(organization__name="Oost", member__name="Cor Contact", role="contact").member


@pytest.fixture
def part(synthesis, contact):
    """What an organisation says, which may be quoted under its name."""
    answer = AnswerFactory(
        question=synthesis.question,
        organization=contact.affiliations.get().organization,
        last_editor=contact,
        submitted_at=DEADLINE - timedelta(days=1),
    )
    return AnswerPartFactory(
        answer=answer,
        sub_question=SubQuestionFactory(question=synthesis.question),
        text=f"{QUOTED} En dan pas schrijven.",
        may_be_quoted=True,
    )


@pytest.fixture
def quote(synthesis, part):
    """The quote from it, beside a paraphrase and words of the team."""
    PassageFactory(synthesis=synthesis, text="Tijd ontbreekt vaak.")
    PassageSourceFactory(
        passage=PassageFactory(synthesis=synthesis, kind="paraphrase", text="Een organisatie belt vooraf."),
        part=part,
        excerpt="bellen eerst",
    )
    return quote_of(part, synthesis=synthesis, section="signals", text=QUOTED)


def share(synthesis, actor, now):
    return publishing.share_synthesis(question=synthesis.question, actor=actor, now=now)


def shown(question):
    return [passage.text for passage in shared_text(question).passages]


def change(part, actor, now, *, readers=None, naming=None, may_be_quoted=None):
    wanted = PartConsent(
        naming or part.naming, part.may_be_quoted if may_be_quoted is None else may_be_quoted
    )
    return consent.change_consent(
        answer=part.answer,
        actor=actor,
        readers=readers or part.answer.readers,
        parts={part.pk: wanted},
        now=now,
    )


def test_page_shows_the_newest_version_and_not_what_is_being_written(synthesis, quote, team_member, now):
    question = synthesis.question
    share(synthesis, team_member, now)
    PassageFactory(synthesis=synthesis, section="unknown", text="Hoe het verder gaat.")
    before = shown(question)

    with pytest.raises(publishing.WrongState):
        share(synthesis, team_member, now)
    publishing.publish_version(question=question, actor=team_member, note="Aangevuld.", now=now)
    with pytest.raises(publishing.NothingNew):
        publishing.publish_version(question=question, actor=team_member, note="Nog eens.", now=now)

    assert "Hoe het verder gaat." not in before
    assert "Hoe het verder gaat." in shown(question)
    newest, first = versions_of(question, Roles.of(team_member))
    assert (newest.number, newest.note, newest.changes) == (2, "Aangevuld.", "1 passage erbij")
    assert (first.outdated_at, first.outdated_because) == (now, "Er is een nieuwe versie.")


def test_returning_shows_each_respondent_her_passages_and_hears_her(
    synthesis, part, quote, contact, team_member, now
):
    question = synthesis.question
    version = returning.return_synthesis(question=question, actor=team_member, now=now)

    letter = OutgoingMail.objects.get(letter="synthesis_returned")
    assert letter.to_name == "Cor Contact"
    assert QUOTED in letter.text
    assert "Tijd ontbreekt" not in letter.text
    assert (version.purpose, question.return_until) == ("returned", now + timedelta(days=5))

    kept = returning.give_verdicts(
        answer=part.answer,
        actor=contact,
        said=[SaidOfPassage(quote.pk, "nuance", "Alleen als er een nummer is."), SaidOfPassage(0, "right")],
        now=now,
    )
    share(synthesis, team_member, now)

    assert kept == 1
    printed = next(passage for passage in shared_text(question).passages if passage.pk == quote.pk)
    assert [(said.voice.label, said.text) for said in printed.nuances] == [
        ("Oost", "Alleen als er een nummer is.")
    ]


def test_verdict_comes_too_late_after_five_days_or_when_the_team_writes_on(
    synthesis, part, quote, contact, team_member, now
):
    question = synthesis.question
    returning.return_synthesis(question=question, actor=team_member, now=now)
    said = {"answer": part.answer, "actor": contact, "said": [SaidOfPassage(quote.pk, "right")]}

    with pytest.raises(returning.NotReturned):
        returning.give_verdicts(**said, now=now + timedelta(days=6))
    returning.give_verdicts(**said, now=now)
    returning.resume_writing(question=question, actor=team_member, now=now)
    with pytest.raises(returning.NotReturned):
        returning.give_verdicts(**said, now=now)

    assert Verdict.objects.get().given_by == contact


def test_that_an_earlier_text_was_right_is_not_printed_beside_another(
    synthesis, part, quote, contact, team_member, now
):
    returning.return_synthesis(question=synthesis.question, actor=team_member, now=now)
    returning.give_verdicts(
        answer=part.answer, actor=contact, said=[SaidOfPassage(quote.pk, "right")], now=now
    )
    returning.resume_writing(question=synthesis.question, actor=team_member, now=now)
    synthesis.passages.filter(pk=quote.pk).update(changed_at=now + timedelta(hours=1))

    share(synthesis, team_member, now + timedelta(hours=2))

    assert not any(passage.agreed for passage in shared_text(synthesis.question).passages)


def test_scenario_5_consent_narrowed_after_sharing(synthesis, part, quote, contact, team_member, now):
    question = synthesis.question
    first = share(synthesis, team_member, now)
    document = ExportFactory(question=question, kind="document", version=first, finished_at=now)
    # What the team is writing meanwhile stays out of the version that follows by itself.
    PassageFactory(synthesis=synthesis, section="unknown", text="Nog niet af.")

    later = now + timedelta(days=30)
    assert change(part, contact, later, may_be_quoted=False)

    flag = ConsentFlag.objects.get()
    assert (flag.synthesis, flag.part, flag.change) == (synthesis, part, "citeren mag niet meer")
    letter = OutgoingMail.objects.get(letter="consent_changed")
    assert letter.to_name == "Pia Programma"
    first.refresh_from_db()
    assert (first.outdated_at, first.outdated_because) == (later, consent.CAME_BACK)
    assert shown(question) == ["Tijd ontbreekt vaak.", "Een organisatie belt vooraf."]
    assert QUOTED not in [passage.text for passage in text_of_version(first).passages]
    assert [row.key for row in exports_of(question, Roles.of(team_member)) if row.is_outdated] == [
        document.key
    ]


def test_naming_changed_after_sharing_names_nobody_anywhere(
    synthesis, part, quote, contact, team_member, now
):
    first = share(synthesis, team_member, now)

    change(part, contact, now, naming=Answer.Naming.UNTRACEABLE)

    for text in (text_of_version(first), shared_text(synthesis.question)):
        assert {passage.attribution for passage in text.passages} == {"", "een organisatie"}
    assert synthesis.versions.count() == 2


def test_fewer_readers_flag_the_synthesis_and_change_no_version(
    synthesis, part, quote, contact, team_member, now
):
    share(synthesis, team_member, now)

    change(part, contact, now, readers="team")

    assert ConsentFlag.objects.get().change == "minder mensen mogen het antwoord lezen"
    assert synthesis.versions.count() == 1


def test_nothing_changed_flags_nothing(synthesis, part, quote, contact, team_member, now):
    share(synthesis, team_member, now)

    assert not change(part, contact, now)

    assert not ConsentFlag.objects.exists()


def test_withdrawn_answer_leaves_no_word_in_any_version(synthesis, part, quote, contact, team_member, now):
    first = share(synthesis, team_member, now)

    withdrawing.withdraw_answer(answer=part.answer, actor=contact, now=now)

    assert shown(synthesis.question) == ["Tijd ontbreekt vaak."]
    assert ConsentFlag.objects.get().change == consent.WITHDRAWN
    assert all(QUOTED not in str(version.sections) for version in SynthesisVersion.objects.all())
    assert QUOTED not in [passage.text for passage in synthesis.passages.all()]
    assert text_of_version(SynthesisVersion.objects.get(pk=first.pk)).withheld


def test_scenario_7_widened_question_exposes_nothing_before_a_yes(
    synthesis, part, quote, contact, team_member, now
):
    question = synthesis.question
    share(synthesis, team_member, now)
    visitors = Answer.objects.visible_to(Roles.of(AnonymousUser()))

    asked = consent.widen_question(question=question, visibility="public", actor=team_member, now=now)
    with pytest.raises(consent.NotWider):
        consent.widen_question(question=question, visibility="public", actor=team_member, now=now)

    letter = OutgoingMail.objects.get(letter="readers_asked")
    address = reverse("questions:consent", args=[question.pk, part.answer_id])
    assert (asked, letter.to_name) == (1, "Cor Contact")
    assert address in letter.text
    assert not visitors.exists()

    part.answer.question.refresh_from_db()
    change(part, contact, now, readers="public")

    assert visitors.get() == part.answer
    assert not ConsentFlag.objects.exists()


def test_consent_wider_than_asked_is_refused(synthesis, part, contact, team_member, now):
    with pytest.raises(consent.TooWide):
        change(part, contact, now, readers="public")

    assert Answer.objects.get().readers == "members"


@pytest.mark.parametrize("state", ["interpreting", "returned", "shared", "completed"])
@pytest.mark.parametrize("is_public", [True, False])
def test_versions_agree_about_who_sees_them(synthesis, part, contact, team_member, now, state, is_public):
    publishing.keep_version(synthesis.question, "returned", actor=None, now=now)
    publishing.keep_version(synthesis.question, "shared", actor=None, now=now)
    Question.objects.filter(pk=synthesis.question_id).update(state=state, is_public=is_public)
    people = [(AnonymousUser(), False), (MemberFactory(), False), (contact, True), (team_member, False)]

    for person, has_answered in people:
        roles = Roles.of(person)
        visible = set(SynthesisVersion.objects.visible_to(roles))
        for version in SynthesisVersion.objects.select_related("synthesis__question"):
            assert (version in visible) == may_see_version(roles, version, has_answered=has_answered)


@pytest.mark.parametrize("count", [1, 3])
def test_version_costs_the_same_however_much_it_says(
    synthesis, team_member, now, count, django_assert_num_queries
):
    sub_question = SubQuestionFactory(question=synthesis.question)
    for _ in range(count):
        answer = AnswerFactory(
            question=synthesis.question, member=AffiliationFactory().member, submitted_at=DEADLINE
        )
        said = AnswerPartFactory(answer=answer, sub_question=sub_question, may_be_quoted=True)
        quote_of(said, synthesis=synthesis, section="signals", text=QUOTED)
        publishing.keep_version(synthesis.question, "shared", actor=None, now=now)

    roles = Roles.of(team_member)
    with django_assert_num_queries(3):
        text = shared_text(synthesis.question)
    with django_assert_num_queries(1):
        rows = versions_of(synthesis.question, roles)

    assert (len(text.passages), len(rows)) == (count, count)
