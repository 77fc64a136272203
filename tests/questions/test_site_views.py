"""How people answer a question, as a person goes through it."""

import time
from datetime import timedelta

import pytest
from django.urls import reverse

from questions.models import Answer, Outcome, Question, Recipient
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(scene, client_of):
    """The browser of a contact person whose organisation is asked."""
    return client_of(scene.contact)


def on_behalf(scene):
    return reverse("questions:answer_on_behalf", args=[scene.open_question.pk, scene.organization.pk])


def typed(scene, text, version=0, **changes):
    return {
        "version": version,
        "naming": "organization",
        f"part-{scene.sub_question.pk}-text": text,
    } | changes


def words(response):
    return response.content.decode()


def test_contact_person_answers_from_draft_to_change(scene, contact):
    page = contact.get(scene.open_question.get_absolute_url())
    assert "Namens Wijkteam Oost" in words(page)

    response = contact.post(on_behalf(scene), typed(scene, "Een begin.") | {"draft": ""})
    assert response.status_code == 303
    page = contact.get(response.url)
    assert "Je concept is bewaard" in words(page)
    assert "Ga verder met het concept" in words(page)
    assert "Een begin." in words(contact.get(on_behalf(scene)))

    contact.post(on_behalf(scene), typed(scene, "Ons antwoord.", version=1) | {"submit": ""})
    page = contact.get(scene.open_question.get_absolute_url())
    assert "Wijzig het antwoord" in words(page)

    contact.post(on_behalf(scene), typed(scene, "Ons betere antwoord.", version=2) | {"submit": ""})
    answer = Answer.objects.get()
    part = answer.parts.get()
    assert (part.text, answer.version, part.may_be_quoted) == ("Ons betere antwoord.", 3, False)


def test_answer_form_says_first_who_reads_it(scene, contact):
    Question.objects.update(visibility=Question.Visibility.MEMBERS)

    page = words(contact.get(on_behalf(scene)))

    assert page.index("Alle leden en het programmateam") < page.index(
        '<form method="post" action="/landelijke'
    )
    assert "Alleen het programmateam" in page


def test_empty_answer_is_not_handed_in_but_kept_as_draft(scene, contact):
    refused = contact.post(on_behalf(scene), typed(scene, "  ") | {"submit": ""})
    assert refused.status_code == 422
    assert "ten minste één deelvraag" in words(refused)
    assert not Answer.objects.exists()

    assert contact.post(on_behalf(scene), typed(scene, "  ") | {"draft": ""}).status_code == 303


def test_invalid_answer_keeps_what_was_typed(scene, contact):
    response = contact.post(on_behalf(scene), typed(scene, "Lang verhaal.", naming="") | {"submit": ""})

    assert response.status_code == 422
    assert "Lang verhaal." in words(response)


def test_second_contact_person_sees_both_texts(scene, contact, client_of):
    second = client_of(AffiliationFactory(organization=scene.organization, role="contact").member)
    contact.post(on_behalf(scene), typed(scene, "Tekst van Cor.") | {"draft": ""})

    clash = second.post(on_behalf(scene), typed(scene, "Tekst van de ander.") | {"draft": ""})

    assert clash.status_code == 422
    assert "Cor Contact" in words(clash)
    assert "Tekst van Cor." in words(clash)
    assert "Tekst van de ander." in words(clash)
    assert Answer.objects.get().parts.get().text == "Tekst van Cor."

    version = clash.context["form"]["version"].value()
    second.post(on_behalf(scene), typed(scene, "Van ons samen.", version=version) | {"draft": ""})
    answer = Answer.objects.get()
    assert answer.parts.get().text == "Van ons samen."
    history = words(second.get(reverse("questions:answer_history", args=[answer.question_id, answer.pk])))
    assert "Tekst van Cor." in history
    assert "Tekst van de ander." in history


def test_draft_is_laid_before_colleagues(scene, contact, client_of):
    contact.post(on_behalf(scene), typed(scene, "Een begin.") | {"consult": ""})

    page = words(client_of(scene.participant).get(scene.open_question.get_absolute_url()))

    assert Answer.objects.get().submitted_at is None
    assert "ter afstemming" in page


def test_changes_of_different_sentences_come_together_without_a_question(scene, contact, client_of):
    second = client_of(AffiliationFactory(organization=scene.organization, role="contact").member)
    contact.post(on_behalf(scene), typed(scene, "Eerste. Tweede.") | {"draft": ""})
    contact.post(on_behalf(scene), typed(scene, "Eerste, nu. Tweede.", version=1) | {"draft": ""})

    response = second.post(
        on_behalf(scene), typed(scene, "Eerste. Tweede, nu.", version=1) | {"draft": ""}, follow=True
    )

    assert Answer.objects.get().parts.get().text == "Eerste, nu. Tweede, nu."
    assert "staan nu samen in het antwoord" in words(response)


def test_draft_is_kept_while_typing_and_colleagues_words_come_back(scene, contact, client_of):
    second = client_of(AffiliationFactory(organization=scene.organization, role="contact").member)
    keep = {"autosave": "", "since": int(time.time()) - 60}

    first = contact.post(on_behalf(scene), typed(scene, "Eerste. Tweede.") | keep).json()
    contact.post(on_behalf(scene), typed(scene, "Eerste, nu. Tweede.", version=1) | keep)
    merged = second.post(on_behalf(scene), typed(scene, "Eerste. Tweede, nu.", version=1) | keep).json()
    clash = second.post(on_behalf(scene), typed(scene, "Heel anders.", version=1) | keep)

    assert (first["version"], first["texts"]) == (1, {})
    assert merged["texts"] == {f"part-{scene.sub_question.pk}-text": "Eerste, nu. Tweede, nu."}
    assert merged["by"] == "Cor Contact"
    assert (clash.status_code, Answer.objects.get().submitted_at) == (409, None)
    assert 170 <= Answer.objects.get().writing_seconds <= 300


def test_what_was_handed_in_does_not_change_while_somebody_types(scene, contact):
    contact.post(on_behalf(scene), typed(scene, "Ons antwoord.") | {"submit": ""})

    response = contact.post(on_behalf(scene), typed(scene, "Nog bezig", version=1) | {"autosave": ""})

    assert response.status_code == 422
    assert Answer.objects.get().parts.get().text == "Ons antwoord."


def test_organization_that_does_not_agree_gives_two_readings(scene, contact, client_of):
    prefix = f"part-{scene.sub_question.pk}"
    asked = contact.post(
        on_behalf(scene), typed(scene, "Het loopt.") | {"add_reading": scene.sub_question.pk}
    )
    assert f'name="{prefix}-2-text"' in words(asked)
    both = typed(scene, "Het loopt.") | {f"{prefix}-2-text": "Het hapert.", "submit": ""}

    refused = contact.post(on_behalf(scene), both)
    held = {f"{prefix}-held_by": "de jeugdwerkers", f"{prefix}-2-held_by": "de wijkverpleging"}
    contact.post(on_behalf(scene), both | held | {f"{prefix}-2-naming": "untraceable"})

    assert refused.status_code == 422
    assert "wie het zo ziet" in words(refused)
    parts = Answer.objects.get().parts.order_by("reading").values_list("held_by", "text", "naming")
    assert list(parts) == [
        ("de jeugdwerkers", "Het loopt.", "organization"),
        ("de wijkverpleging", "Het hapert.", "untraceable"),
    ]
    page = words(contact.get(on_behalf(scene)))
    assert "de wijkverpleging" in page


def test_answer_is_withdrawn_after_a_warning(scene, contact):
    contact.post(on_behalf(scene), typed(scene, "Ons antwoord.") | {"submit": ""})
    address = reverse("questions:withdraw_answer", args=[scene.open_question.pk, Answer.objects.get().pk])
    assert "Dit kan niet terug" in words(contact.get(address))

    response = contact.post(address, follow=True)

    assert "ingetrokken op" in words(response)
    assert Answer.objects.get().parts.get().text == ""


def test_member_of_two_organizations_says_beside_which_she_stands(scene, client_of):
    AffiliationFactory(member=scene.elsewhere, organization=scene.organization)
    browser = client_of(scene.elsewhere)
    address = reverse("questions:answer_personally", args=[scene.open_question.pk])
    place = {"place": scene.organization.pk}

    refused = browser.post(address, typed(scene, "Voor mezelf.") | {"submit": ""})
    browser.post(address, typed(scene, "Voor mezelf.") | {"submit": ""} | place)

    assert refused.status_code == 422
    assert "Kies bij welke organisatie" in words(refused)
    assert Answer.objects.get().place == scene.organization


def test_colleague_reads_the_draft_and_cannot_write(scene, contact, client_of):
    contact.post(on_behalf(scene), typed(scene, "Een begin.") | {"draft": ""})
    colleague = client_of(scene.participant)

    assert "Een begin." in words(colleague.get(on_behalf(scene)))
    assert colleague.post(on_behalf(scene), typed(scene, "Anders.", version=1)).status_code == 403
    assert client_of(scene.elsewhere).get(on_behalf(scene)).status_code == 404


def test_answer_after_closing_is_kept_and_said_so(scene, contact):
    Question.objects.filter(pk=scene.open_question.pk).update(
        state=Question.State.CLOSED, closed_at=scene.open_question.deadline_at
    )

    response = contact.post(on_behalf(scene), typed(scene, "Te laat.") | {"submit": ""}, follow=True)

    assert "bewaard als concept, na sluiting" in words(response)
    assert "Te laat." in words(contact.get(on_behalf(scene)))
    assert (Answer.objects.get().is_late, Answer.objects.get().submitted_at) == (True, None)


def test_member_who_was_not_named_answers_personally(scene, client_of):
    elsewhere = client_of(scene.elsewhere)
    address = reverse("questions:answer_personally", args=[scene.open_question.pk])
    assert address in words(elsewhere.get(scene.open_question.get_absolute_url()))

    elsewhere.post(address, typed(scene, "Voor mezelf.") | {"submit": ""})

    assert Answer.objects.get().member == scene.elsewhere


@pytest.mark.parametrize("reaction", ["not_for_us", "no_room", "call_me"])
def test_reaction_ends_the_waiting_and_can_be_undone(scene, contact, reaction):
    address = reverse("questions:react", args=[scene.open_question.pk, scene.recipient.pk])

    response = contact.post(address, {"reaction": reaction, "call_me-phone": "0612345678"}, follow=True)

    assert "geen herinneringen meer" in words(response)
    assert Recipient.objects.get().reaction == reaction

    contact.post(reverse("questions:undo_reaction", args=[scene.open_question.pk, scene.recipient.pk]))
    assert Recipient.objects.get().reaction == "none"


def test_call_without_a_number_is_asked_for_it(scene, contact):
    address = reverse("questions:react", args=[scene.open_question.pk, scene.recipient.pk])

    response = contact.post(address, {"reaction": "call_me", "call_me-call_when": "dinsdag"})

    assert response.status_code == 422
    assert "dinsdag" in words(response)
    assert Recipient.objects.get().reaction == "none"


def test_answer_is_taken_back(scene, contact):
    contact.post(on_behalf(scene), typed(scene, "Ons antwoord.") | {"submit": ""})

    contact.post(reverse("questions:take_back", args=[scene.open_question.pk, Answer.objects.get().pk]))

    assert Answer.objects.get().submitted_at is None


@pytest.mark.parametrize("others", [0, 4])
def test_answerer_is_warned_when_kind_and_region_say_who_she_is(scene, contact, others):
    region = RegionFactory(name="Twente")
    scene.organization.kind, scene.organization.region = "jeugdteam", region
    scene.organization.save()
    OrganizationFactory.create_batch(others, kind="jeugdteam", region=region)

    page = words(contact.get(on_behalf(scene)))

    assert ("kan een lezer raden wie je bent" in page) is (others == 0)


def test_scenario_4_page_offers_each_voice_and_guesses_none(scene, contact):
    recipient = RecipientFactory(question=scene.open_question, organization=scene.other_organization)
    AffiliationFactory(member=scene.contact, organization=scene.other_organization, role="contact")

    page = words(contact.get(scene.open_question.get_absolute_url()))
    other = reverse("questions:answer_on_behalf", args=[scene.open_question.pk, recipient.organization_id])
    contact.post(other, typed(scene, "Alleen namens West.") | {"submit": ""})

    assert on_behalf(scene) in page
    assert other in page
    assert reverse("questions:answer_personally", args=[scene.open_question.pk]) in page
    assert "Antwoord namens Wijkteam West" in words(contact.get(other))
    assert [answer.organization for answer in Answer.objects.all()] == [scene.other_organization]


@pytest.mark.parametrize("count", [1, 3])
def test_writing_and_reading_back_cost_the_same_at_any_length(
    count, scene, contact, django_assert_num_queries
):
    for position in range(2, 2 + count):
        SubQuestionFactory(question=scene.open_question, position=position)
    answer = AnswerFactory(
        question=scene.open_question, organization=scene.organization, last_editor=scene.contact
    )
    for sub_question in scene.open_question.sub_questions.all():
        AnswerPartFactory(answer=answer, sub_question=sub_question, text="Bij ons ook.")
    for version in range(count):
        answer.versions.create(
            version=version, editor=scene.contact, saved_at=OPENED + version * timedelta(hours=1), parts=[]
        )
    history = reverse("questions:answer_history", args=[scene.open_question.pk, answer.pk])

    # Session, member, her roles (3); question, recipient, answer, its parts and late texts, her voice;
    # sub-questions, and how many organisations are alike.
    with django_assert_num_queries(11):
        contact.get(on_behalf(scene))
    # Session, member, her roles (3); answer, sub-questions, versions.
    with django_assert_num_queries(6):
        contact.get(history)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_at_any_length(count, scene, contact, django_assert_num_queries):
    for _ in range(count):
        question = QuestionFactory(
            opened=True, opened_at=scene.open_question.opened_at, deadline_at=scene.open_question.deadline_at
        )
        RecipientFactory(question=question, organization=scene.organization)
        AnswerFactory(question=question, organization=scene.organization, last_editor=scene.contact)
        done = QuestionFactory(opened=True, state=Question.State.COMPLETED, closed_at=DEADLINE)
        Outcome.objects.create(
            question=done, happened_on=DEADLINE.date(), text="Besproken.", recorded_at=DEADLINE
        )

    # Session, member, her roles (3); open questions, recipients, answers; count, page, outcomes.
    with django_assert_num_queries(9):
        contact.get(reverse("questions:list"))


@pytest.mark.parametrize("count", [1, 3])
def test_open_question_costs_the_same_with_any_number_of_voices(
    count, scene, contact, django_assert_num_queries
):
    for position in range(2, 2 + count):
        SubQuestionFactory(question=scene.open_question, position=position)
        organization = OrganizationFactory()
        AffiliationFactory(member=scene.contact, organization=organization, role="contact")
        RecipientFactory(question=scene.open_question, organization=organization)
        AnswerFactory(question=scene.open_question, organization=organization, last_editor=scene.elsewhere)
        AnswerFactory(question=scene.open_question, member=MemberFactory())

    scene.open_question.recipients.update(seen_at=OPENED)

    # Session, member, her roles (3); question, sub-questions, recipients, answers.
    with django_assert_num_queries(7):
        contact.get(scene.open_question.get_absolute_url())
