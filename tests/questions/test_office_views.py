"""The programme team's pages, as a browser without JavaScript meets them."""

from datetime import timedelta

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.urls import reverse
from django.utils import timezone

from mailing.models import OutgoingMail
from members.models import PROGRAMME_TEAM, Affiliation, Organization
from questions.actions import planning
from questions.models import Answer, AnswerPart, Question, Recipient
from tests.cast import in_team
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.factories.questions import (
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
    complete_draft,
    quote_of,
)

SAID = "Wij zien het elke dag: er is te weinig tijd."


@pytest.fixture
def team_member(db):
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def office(team_member, client_of):
    return client_of(team_member)


@pytest.fixture
def second_office(client_of):
    """The office as the second pair of eyes sees it."""
    return client_of(in_team(MemberFactory(name="Pim Programma"), PROGRAMME_TEAM))


def address(name: str, *args) -> str:
    return reverse(f"questions_office:{name}", args=args)


def typed(**fields) -> dict:
    """What a filled-in question form sends."""
    friday = timezone.localdate() + timedelta(weeks=3)
    return {
        "title": "Wat merk je van het convenant?",
        "asker": "VNG",
        "wording": "Wat merken jullie hiervan?",
        "importance": "Het raakt je werk.",
        "use": "De VNG bespreekt het.",
        "use_date": f"{friday + timedelta(days=14):%Y-%m-%d}",
        "deadline_at_0": f"{friday:%Y-%m-%d}",
        "deadline_at_1": "17:00",
        "effort_minutes": "10",
        "visibility": "members",
        "is_public": "on",
        "part_1_text": "Wat verandert er bij jullie?",
        "part_1_kind": "text",
        "part_2_text": "Hoeveel ruimte is er?",
        "part_2_kind": "choice",
        "part_2_choices": "veel\n weinig \n\nweinig\n",
    } | fields


def errors_of(response, form: str = "form") -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in response.context[form].errors.items()}


def test_a_question_goes_all_the_way_round(office, second_office):
    contact = AffiliationFactory(organization__name="Oost", role=Affiliation.Role.CONTACT).member
    OrganizationFactory(name="West")
    noor = MemberFactory(name="Noor", email="noor@example.nl")

    to_audience = office.post(address("compose"), typed(next="1"))
    question = Question.objects.get()
    to_recipients = office.post(
        address("audience", question.pk), {"whom": "everyone", "addresses": "NOOR@example.nl"}
    )
    preview = office.get(address("recipients", question.pk))
    own = office.post(address("approve", question.pk), {"seen": preview.context["mark"]}, follow=True)
    seen = second_office.get(address("recipients", question.pk)).context["mark"]
    approved = second_office.post(address("approve", question.pk), {"seen": seen})
    opened = office.post(address("open", question.pk))
    planning.plan_due(clock=timezone.now, seconds=60)

    assert "Laat een collega meekijken." in own.content.decode()
    assert (approved.status_code, approved.url) == (303, address("recipients", question.pk))
    assert (to_audience.status_code, to_audience.url) == (303, address("audience", question.pk))
    assert (to_recipients.status_code, to_recipients.url) == (303, address("recipients", question.pk))
    assert preview.context["audience"].without_contact == ["West"]
    assert "met naam gekozen" in preview.content.decode()
    assert (opened.status_code, opened.url) == (303, address("question", question.pk))
    assert [part.choices for part in question.sub_questions.order_by("position")] == [[], ["veel", "weinig"]]
    assert set(OutgoingMail.objects.values_list("to_address", flat=True)) == {contact.email, noor.email}

    part = AnswerPartFactory(
        answer=AnswerFactory(
            question=question,
            organization=Organization.objects.get(name="Oost"),
            last_editor=contact,
            submitted_at=timezone.now(),
        ),
        sub_question=question.sub_questions.get(position=1),
        text=SAID,
        may_be_quoted=True,
    )
    answers = office.get(address("answers", question.pk))
    office.post(address("close", question.pk))
    office.post(address("start-interpreting", question.pk))
    compose = address("compose-passage", question.pk)
    begun = office.post(compose, {"quote": part.pk})
    quote = {"source": part.pk, "section": "recognized", "text": "er is te weinig tijd"}
    office.post(compose, quote | {"add_quote": "1"})
    office.post(address("share", question.pk))
    office.post(
        address("outcome", question.pk),
        {"happened_on": "2026-11-01", "nothing_done": "on", "text": "Er was geen geld.", "follow_up": ""},
    )
    office.post(address("complete", question.pk))

    assert SAID in answers.content.decode()
    assert begun.context["quoting"].initial["text"] == SAID
    assert OutgoingMail.objects.get(letter="outcome_recorded").to_address == contact.email
    question.refresh_from_db()
    assert question.state == "completed"
    for page in ("question", "answers", "synthesis", "outcome"):
        assert office.get(address(page, question.pk)).status_code == 200


def test_three_fields_save_a_draft(office):
    response = office.post(address("compose"), {"title": "Titel", "asker": "VNG", "wording": "Wat merk je?"})

    question = Question.objects.get()
    assert (response.status_code, response.url) == (303, address("revise", question.pk))
    assert (question.effort_minutes, question.visibility) == (10, "team")


def test_a_refused_draft_keeps_what_was_typed(office):
    response = office.post(address("compose"), typed(title="", use_date="morgen", part_3_choices="ja"))

    assert response.status_code == 422
    assert list(errors_of(response)) == ["title", "use_date", "part_3_text"]
    assert "De VNG bespreekt het." in response.content.decode()
    assert not Question.objects.exists()


def test_what_is_missing_comes_back_beside_the_fields(office, team_member):
    question = QuestionFactory(owner=team_member, deadline_at=timezone.now() - timedelta(days=1))

    response = office.post(address("approve", question.pk))

    assert response.status_code == 422
    assert errors_of(response)["deadline_at"] == ["Dit moment is al voorbij. Kies een later moment."]
    assert errors_of(response)["part_1_text"] == ["Schrijf ten minste één deelvraag."]
    assert f'action="{address("revise", question.pk)}"' in response.content.decode()


def test_opening_for_nobody_comes_back_at_the_audience(office, team_member):
    question = ready_question(team_member)

    response = office.post(address("open", question.pk))

    assert response.status_code == 422
    assert list(errors_of(response)) == ["whom"]


def ready_question(owner, **fields) -> Question:
    tomorrow = timezone.now() + timedelta(days=1)
    return complete_draft(
        **{"owner": owner, "state": "ready", "deadline_at": tomorrow, "asks_everyone": False} | fields
    )


def test_a_second_click_on_opening_says_that_it_is_open(office, team_member):
    AffiliationFactory(role=Affiliation.Role.CONTACT)
    question = ready_question(team_member, asks_everyone=True)

    office.post(address("open", question.pk))
    second = office.post(address("open", question.pk), follow=True)

    assert "Er gaat geen tweede brief uit." in second.content.decode()


def test_a_draft_does_not_open(office, team_member):
    question = complete_draft(owner=team_member, deadline_at=timezone.now() + timedelta(days=1))

    response = office.post(address("open", question.pk), follow=True)

    assert "Een collega moet deze vraag eerst klaar vinden." in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_a_planned_question_shows_when_it_opens(office, team_member):
    question = ready_question(team_member)
    today = timezone.localdate()

    too_late = office.post(
        address("schedule", question.pk),
        {"opens_at_0": f"{today + timedelta(days=9):%Y-%m-%d}", "opens_at_1": "10:00"},
    )
    soon = timezone.localtime() + timedelta(hours=2)
    office.post(
        address("schedule", question.pk),
        {"opens_at_0": f"{soon:%Y-%m-%d}", "opens_at_1": f"{soon:%H:%M}"},
    )
    planned = office.get(address("recipients", question.pk)).content.decode()
    office.post(address("reopen-draft", question.pk))

    assert list(errors_of(too_late)) == ["opens_at"]
    assert "De vraag gaat vanzelf open op" in planned
    question.refresh_from_db()
    assert (question.state, question.opens_at) == ("draft", None)


def test_unknown_addresses_are_named_and_kept(office, team_member):
    question = ready_question(team_member)
    noor = MemberFactory(email="noor@example.nl")
    pasted = "noor@example.nl\nonbekend@example.nl\nzomaar iets\n"

    response = office.post(address("audience", question.pk), {"whom": "named", "addresses": pasted})

    assert response.status_code == 422
    assert errors_of(response) == {
        "addresses": [
            "Geen lid met dit adres: onbekend@example.nl.",
            "Dit is geen e-mailadres: zomaar iets.",
        ]
    }
    assert "onbekend@example.nl\nzomaar iets" in response.content.decode().replace("\r", "")
    assert noor not in question.audience_members.all()


@pytest.mark.parametrize(("whom", "field"), [("matching", "whom"), ("named", "addresses")])
def test_an_audience_without_a_choice_is_refused(office, team_member, whom, field):
    question = ready_question(team_member)

    response = office.post(address("audience", question.pk), {"whom": whom})

    assert response.status_code == 422
    assert list(errors_of(response)) == [field]


def test_looking_somebody_up_keeps_what_was_ticked(office, team_member):
    question = ready_question(team_member)
    ahmed, noor = MemberFactory(name="Ahmed"), MemberFactory(name="Noor")
    ticked = {"whom": "named", "members": [ahmed.pk], "addresses": "x@example.nl"}

    found = office.post(address("audience", question.pk), ticked | {"search": "noor", "look_up": "1"})
    saved = office.post(address("audience", question.pk), {"whom": "named", "members": [ahmed.pk, noor.pk]})

    form = found.context["form"]
    assert (found.status_code, list(form.fields["members"].queryset)) == (200, [ahmed, noor])
    assert (form.initial["members"], form.initial["addresses"]) == ([str(ahmed.pk)], "x@example.nl")
    assert saved.status_code == 303
    assert set(question.audience_members.all()) == {ahmed, noor}


def test_a_draft_that_was_opened_meanwhile_sends_on_to_the_question(office):
    question = QuestionFactory(opened=True)

    for page in ("revise", "audience", "recipients"):
        response = office.get(address(page, question.pk))
        assert (response.status_code, response.url) == (303, address("question", question.pk))


def test_an_earlier_deadline_is_refused_beside_the_field(office):
    question = QuestionFactory(opened=True)

    response = office.post(
        address("extend", question.pk), {"deadline_at_0": "2026-11-03", "deadline_at_1": "17:00"}
    )

    assert response.status_code == 422
    assert list(errors_of(response)) == ["deadline_at"]


def test_call_stands_on_top_with_its_number_and_time(office):
    recipient = RecipientFactory(
        question__opened=True,
        organization=OrganizationFactory(name="Oost"),
        reaction=Recipient.Reaction.CALL_ME,
        phone="06-87654321",
        call_when="dinsdag na drie",
    )

    shown = office.get(address("question", recipient.question_id)).content.decode()

    assert 'href="tel:06-87654321"' in shown
    assert "Wanneer: dinsdag na drie" in shown


def test_call_without_a_number_shows_those_of_its_contacts(office):
    question = QuestionFactory(opened=True)
    contact = AffiliationFactory(
        organization__name="Oost", member__phone="06-12345678", role=Affiliation.Role.CONTACT
    )
    RecipientFactory(
        question=question,
        organization=contact.organization,
        reaction=Recipient.Reaction.CALL_ME,
        note="Na drie",
    )
    RecipientFactory(question=question, member=MemberFactory(name="Noor"))

    response = office.get(address("question", question.pk))

    overview = response.context["overview"]
    assert [row.name for row in overview.calls] == ["Oost"]
    assert [(row.name, row.state) for row in overview.members.page] == [("Noor", "verstuurd")]
    assert (overview.organizations.waiting_count, overview.members.waiting_count) == (0, 1)
    assert 'href="tel:06-12345678"' in response.content.decode()


@pytest.fixture
def synthesis():
    return SynthesisFactory()


@pytest.fixture
def part(synthesis):
    answer = AnswerFactory(
        question=synthesis.question,
        organization=OrganizationFactory(name="Oost"),
        submitted_at=timezone.now(),
    )
    return AnswerPartFactory(
        answer=answer,
        sub_question=SubQuestionFactory(question=synthesis.question),
        text=SAID,
        may_be_quoted=True,
    )


def test_an_empty_synthesis_is_not_shared(office, synthesis):
    response = office.post(address("share", synthesis.question_id), follow=True)

    assert "Er staat nog niets in de synthese." in response.content.decode()


def test_an_outcome_needs_its_words(office, synthesis):
    response = office.post(
        address("outcome", synthesis.question_id), {"happened_on": "2026-11-01", "nothing_done": "on"}
    )

    assert response.status_code == 422
    assert errors_of(response) == {"text": ["Schrijf wat ermee gedaan is. Is dat niets, schrijf dan waarom."]}


def test_telling_back_about_an_open_question_is_refused(office):
    question = QuestionFactory(opened=True)

    response = office.post(address("outcome", question.pk), {"happened_on": "2026-11-01", "text": "Iets"})

    assert response.status_code == 422
    assert list(errors_of(response)) == [NON_FIELD_ERRORS]


def test_team_sees_who_wrote_and_how_she_is_named_elsewhere(office, part):
    AnswerPart.objects.update(naming=Answer.Naming.UNTRACEABLE)

    shown = office.get(address("answers", part.answer.question_id)).content.decode()

    assert "Oost" in shown
    assert "niet herleidbaar" in shown


@pytest.mark.parametrize("page", ["questions", "recipients", "question", "answers", "synthesis"])
def test_pages_cost_the_same_with_one_row_and_with_three(
    page, office, team_member, django_assert_num_queries, django_assert_max_num_queries
):
    counts = {}
    for wanted in (1, 3):
        question = filled_question(team_member, page, wanted)
        path = address(page) if page == "questions" else address(page, question.pk)
        office.get(path)
        with django_assert_max_num_queries(100) as queries:
            assert office.get(path).status_code == 200
        counts[wanted] = len(queries)

    assert counts[1] == counts[3]


def filled_question(owner, page: str, rows: int) -> Question:
    """Build a question with this many organisations, members, answers, letters and quotes."""
    state = {"recipients": "draft", "synthesis": "interpreting"}.get(page, "open")
    question = QuestionFactory(opened=True, state=state, owner=owner)
    sub_question = SubQuestionFactory(question=question)
    question.audience_kinds = [f"soort {question.pk}"]
    question.save()
    synthesis = SynthesisFactory(question=question)
    for _ in range(rows):
        contact = AffiliationFactory(role=Affiliation.Role.CONTACT, organization__kind=f"soort {question.pk}")
        member = AffiliationFactory().member
        question.audience_members.add(member)
        for voice in ({"organization": contact.organization}, {"member": member}):
            RecipientFactory(question=question, reaction=Recipient.Reaction.ANSWERED, **voice)
            answer = AnswerFactory(
                question=question,
                submitted_at=timezone.now(),
                last_editor=contact.member,
                **voice,
            )
            said = AnswerPartFactory(
                answer=answer,
                sub_question=sub_question,
                text=SAID,
                naming=Answer.Naming.NAMED,
                may_be_quoted=True,
            )
            quote_of(said, synthesis=synthesis, section="signals", text="tijd")
    return question
