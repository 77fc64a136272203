"""The desk of a synthesis, as a browser without JavaScript meets it."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import PROGRAMME_TEAM
from questions.actions.sorting import leave_out_together
from questions.actions.steps import WrongState
from questions.models import AnswerPart, Label, LeftOut, Passage
from questions.queries.desk import desk
from questions.queries.narrowing import Wanted
from tests.cast import in_team
from tests.factories.members import MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    LabelFactory,
    PassageFactory,
    PassageSourceFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

pytestmark = pytest.mark.django_db

SAID = "Wij zien het elke dag: er is te weinig tijd."


@pytest.fixture
def team_member():
    return in_team(MemberFactory(name="Pia Programma"), PROGRAMME_TEAM)


@pytest.fixture
def office(team_member, client_of):
    return client_of(team_member)


@pytest.fixture
def synthesis():
    return SynthesisFactory()


@pytest.fixture
def sub_question(synthesis):
    return SubQuestionFactory(question=synthesis.question)


@pytest.fixture
def part(sub_question):
    return part_of(
        sub_question,
        organization=OrganizationFactory(name="Oost", kind="jeugdteam", region=RegionFactory(name="Twente")),
    )


def part_of(sub_question, *, text=SAID, **voice):
    answer = AnswerFactory(question=sub_question.question, submitted_at=DEADLINE, **voice)
    return AnswerPartFactory(answer=answer, sub_question=sub_question, text=text, may_be_quoted=True)


def address(name, synthesis, *args, query=""):
    return reverse(f"questions_office:{name}", args=[synthesis.question_id, *args]) + query


def shown(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_selected_words_begin_a_quote(office, synthesis, part):
    compose = address("compose-passage", synthesis, query="?use=open")

    begun = office.post(compose, {"quote": part.pk, "selection": "einig tij"})
    sent = {"source": part.pk, "section": "signals", "text": begun.context["quoting"].initial["text"]}
    added = office.post(compose, sent | {"add_quote": "1"})

    passage = Passage.objects.get()
    assert (passage.kind, passage.section, passage.text) == ("quote", "signals", "weinig tijd")
    assert added.url == address("synthesis", synthesis, query=f"?use=open#passage-{passage.pk}")


def test_without_a_selection_the_whole_text_is_offered(office, synthesis, part):
    begun = office.post(address("compose-passage", synthesis), {"quote": part.pk})

    assert begun.context["quoting"].initial["text"] == SAID


@pytest.mark.parametrize(
    ("may_be_quoted", "text", "message"),
    [
        (False, "er is te weinig tijd", "De schrijver wil niet geciteerd worden."),
        (True, "er is veel te weinig tijd", "Deze woorden staan niet zo in het antwoord."),
        (True, "", "Plak hier de woorden die je citeert."),
    ],
)
def test_a_refused_quote_is_said_beside_the_field(office, synthesis, part, may_be_quoted, text, message):
    AnswerPart.objects.update(may_be_quoted=may_be_quoted)

    response = office.post(
        address("compose-passage", synthesis),
        {"source": part.pk, "section": "recognized", "text": text, "add_quote": "1"},
    )

    assert response.status_code == 422
    assert response.context["quoting"].errors["text"][0].startswith(message)
    assert not Passage.objects.exists()


def test_a_paraphrase_gets_more_sources(office, synthesis, sub_question, part):
    compose = address("compose-passage", synthesis)
    other = part_of(sub_question, member=MemberFactory())
    words = {"source": part.pk, "excerpt": "weinig tijd", "section": "recognized", "add_words": "1"}

    office.post(compose, words | {"text": "Tijd knelt."})
    passage = Passage.objects.get()
    begun = office.post(compose, {"paraphrase": other.pk, "selection": "elke dag"})
    office.post(compose, words | {"source": other.pk, "excerpt": "elke dag", "into": passage.pk})

    assert begun.context["writing"].initial["excerpt"] == "elke dag"
    assert list(passage.links.order_by("pk").values_list("part", "excerpt")) == [
        (part.pk, "weinig tijd"),
        (other.pk, "elke dag"),
    ]


def test_refused_words_come_back_with_others_that_can_be_taken_over(office, synthesis, part):
    compose = address("compose-passage", synthesis)
    words = {"source": part.pk, "section": "recognized", "text": "De leden willen tijd."}

    refused = office.post(compose, words | {"add_words": "1"})
    office.post(compose, words | {"proposal": refused.context["writing"].proposal})

    assert refused.status_code == 422
    assert "Je schrijft ‘De leden willen’." in shown(refused)
    assert "De leden willen tijd." in shown(refused)
    assert Passage.objects.get().text == "1 organisatie wil tijd."


def test_two_who_change_one_passage_see_both_texts(office, synthesis):
    passage = PassageFactory(synthesis=synthesis)
    page = address("passage", synthesis, passage.pk)
    office.post(page, {"version": "1", "text": "Wat zij schreef"})

    conflict = office.post(page, {"version": "1", "text": "Wat ik schreef"})
    again = office.post(page, {"version": conflict.context["editing"]["version"].value(), "text": "Van ons"})

    assert conflict.status_code == 409
    assert "Wat zij schreef" in shown(conflict)
    assert "Wat ik schreef" in shown(conflict)
    assert again.status_code == 303
    passage.refresh_from_db()
    assert (passage.text, passage.version) == ("Van ons", 3)


def test_words_for_a_passage_that_is_gone_are_kept_to_be_added(office, synthesis):
    passage = PassageFactory(synthesis=synthesis)
    page = address("passage", synthesis, passage.pk)
    office.post(page, {"version": "1", "remove": "1"})

    response = office.post(page, {"version": "1", "text": "Wat ik schreef"})

    assert response.status_code == 409
    assert response.context["writing"].initial["text"] == "Wat ik schreef"
    assert office.get(page).status_code == 404


def test_passages_move_up_down_and_to_another_section(office, synthesis):
    first, second = PassageFactory(synthesis=synthesis), PassageFactory(synthesis=synthesis)

    office.post(address("passage-order", synthesis), {"up": second.pk})
    office.post(address("passage", synthesis, first.pk), {"move": "1", "section": "unknown"})

    assert list(synthesis.passages.filter(section="recognized")) == [second]
    assert list(synthesis.passages.filter(section="unknown")) == [first]
    elsewhere = PassageFactory()
    assert office.post(address("passage-order", synthesis), {"up": elsewhere.pk}).status_code == 404
    assert office.post(address("passage", synthesis, first.pk), {"move": "1"}).status_code == 404


def test_the_last_passage_of_a_labelled_section_stays(office, synthesis, part):
    passage = PassageFactory(synthesis=synthesis, section="signals")
    part.labellings.create(label=LabelFactory(question=synthesis.question, section="signals"))

    page = address("passage", synthesis, passage.pk)
    response = office.post(page, {"version": "1", "remove": "1"}, follow=True)

    assert "Er zijn antwoorden gelabeld bij ‘Losse signalen’." in shown(response)
    assert Passage.objects.exists()


def test_an_answer_is_left_out_with_a_reason_and_taken_up_again(office, synthesis, part):
    page = address("leave-out", synthesis, part.answer_id)

    refused = office.post(page, {"reason": ""})
    office.post(page, {"reason": "Dit gaat over wonen."})
    left_out = office.get(address("synthesis", synthesis, query="?use=left_out"))

    assert refused.status_code == 422
    assert "want: Dit gaat over wonen. Pia Programma" in shown(left_out).replace(
        '<span class="office-meta">', ""
    )
    assert left_out.context["desk"].coverage.is_complete
    office.post(page, {"take_up": "1"})
    assert not LeftOut.objects.exists()


def test_an_answer_in_a_passage_is_not_left_out(office, synthesis, part):
    PassageSourceFactory(passage__synthesis=synthesis, part=part)

    response = office.post(address("leave-out", synthesis, part.answer_id), {"reason": "Toch niet."})

    assert "Het doet dus mee." in shown(response)
    assert not LeftOut.objects.exists()


def test_labels_are_put_taken_and_made_on_the_way(office, synthesis, part):
    old = LabelFactory(question=synthesis.question, name="tijd")
    colleagues = LabelFactory(question=synthesis.question, name="geld")
    part.labellings.create(label=old)
    page = address("sort-part", synthesis, part.pk)
    part.labellings.create(label=colleagues)

    office.post(page, {"seen": old.pk, "name": "wonen", "section": "signals"})
    again = office.post(page, {"name": "Wonen"})

    assert sorted(part.labellings.values_list("label__name", flat=True)) == ["geld", "wonen"]
    assert Label.objects.get(name="wonen").section == "signals"
    assert again.status_code == 422
    assert "Er is al een label met deze naam." in shown(again)


def test_labels_are_renamed_and_taken_away(office, synthesis):
    label = LabelFactory(question=synthesis.question, name="tijd")
    page = address("label", synthesis, label.pk)

    office.post(address("labels", synthesis), {"name": "geld"})
    office.post(page, {"name": "tijdnood", "section": "diverging"})
    refused = office.post(page, {"name": "Geld"})

    label.refresh_from_db()
    assert (label.name, label.section, refused.status_code) == ("tijdnood", "diverging", 422)
    office.post(page, {"remove": "1"})
    assert [label.name for label in Label.objects.all()] == ["geld"]


def test_reading_is_each_persons_own_and_a_change_is_new_again(office, synthesis, part, team_member):
    page = address("read-answers", synthesis)
    colleague = in_team(MemberFactory(name="Jan"), PROGRAMME_TEAM)

    office.post(page, {"read": f"{part.answer_id} "})
    mine = desk(synthesis.question, team_member, Wanted(reading="by_me"))
    hers = desk(synthesis.question, colleague, Wanted(reading="not_by_me"))
    part.answer.version += 1
    part.answer.save()
    changed = desk(synthesis.question, team_member, Wanted(reading="by_nobody"))
    office.post(page, {"read": f"{part.answer_id}"})
    office.post(page, {"unread": part.answer_id})

    assert [row.readers for row in mine.answers] == [["Pia Programma"]]
    assert [row.is_read for row in hers.answers] == [False]
    assert len(changed.answers.object_list) == 1
    assert not part.answer.reads.exists()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(voice="organization"),
        Wanted(kind="jeugdteam"),
        Wanted(use="used"),
    ],
)
def test_answers_are_narrowed_to_what_is_asked_for(synthesis, sub_question, part, team_member, wanted):
    part_of(sub_question, member=MemberFactory())
    PassageSourceFactory(passage__synthesis=synthesis, part=part)

    found = desk(synthesis.question, team_member, wanted)

    assert [row.pk for row in found.answers] == [part.answer_id]


def test_answers_are_narrowed_to_a_label_and_a_region(synthesis, sub_question, part, team_member):
    oost = part.answer.organization
    at_oost = part_of(sub_question, member=MemberFactory(), place=oost)
    part_of(sub_question, member=MemberFactory())
    label = LabelFactory(question=synthesis.question)
    part.labellings.create(label=label)

    labelled = desk(synthesis.question, team_member, Wanted(label=str(label.pk)))
    in_region = desk(synthesis.question, team_member, Wanted(region=str(oost.region_id)))

    assert [row.pk for row in labelled.answers] == [part.answer_id]
    assert [row.pk for row in in_region.answers] == [part.answer_id, at_oost.answer_id]
    assert [each.name for each in labelled.answers[0].parts[0].labels] == [label.name]


def test_coverage_counts_each_answer_once_and_each_voice_apart(synthesis, sub_question, part, team_member):
    PassageSourceFactory(passage__synthesis=synthesis, part=part)
    PassageSourceFactory(passage__synthesis=synthesis, part=part)
    left = part_of(sub_question, member=MemberFactory()).answer
    LeftOut.objects.create(answer=left, reason="past niet", decided_at=DEADLINE)
    part_of(sub_question, member=MemberFactory())
    AnswerFactory(question=synthesis.question, member=MemberFactory())

    coverage = desk(synthesis.question, team_member, Wanted()).coverage

    assert (coverage.organizations.total, coverage.organizations.used) == (1, 1)
    assert (coverage.members.total, coverage.members.left_out, coverage.members.open) == (2, 1, 1)


def test_the_team_sees_who_wrote_and_how_she_wants_to_be_named(office, synthesis, part):
    AnswerPart.objects.update(naming="untraceable")

    page = shown(office.get(address("synthesis", synthesis)))

    assert ">Oost</h3>" in page
    assert "noem: een organisatie" in page


def test_nothing_can_be_pressed_while_respondents_look_at_it(office, synthesis, part):
    synthesis.question.state = "returned"
    synthesis.question.save()

    page = office.get(address("synthesis", synthesis))
    refused = office.post(
        address("compose-passage", synthesis), {"text": "Tijd knelt.", "section": "signals"}
    )

    assert "Zolang verandert er niets." in shown(page)
    assert "Vat samen" not in shown(page)
    assert refused.status_code == 422
    assert not Passage.objects.exists()


def test_an_address_that_makes_no_sense_shows_all(office, synthesis, part):
    page = office.get(address("synthesis", synthesis, query="?voice=x&region=abc&label=9&use=&pagina=x"))

    assert page.status_code == 200
    assert len(page.context["desk"].answers.object_list) == 0


def test_a_writer_reads_why_her_answer_was_left_out_once_others_read_the_synthesis(
    synthesis, sub_question, client_of
):
    member = MemberFactory()
    answer = part_of(sub_question, member=member).answer
    LeftOut.objects.create(answer=answer, reason="Dit gaat over wonen.", decided_at=DEADLINE)
    page = reverse("questions:answer_personally", args=[synthesis.question_id])

    before = shown(client_of(member).get(page))
    synthesis.question.state = "shared"
    synthesis.question.save()
    after = shown(client_of(member).get(page))

    assert "Dit gaat over wonen." not in before
    assert "nam het niet op in de synthese, want: Dit gaat over wonen." in after


@pytest.mark.parametrize("query", ["", "?use=open&voice=organization&reading=not_by_me"])
def test_the_desk_takes_as_many_statements_for_three_answers_as_for_one(
    office, synthesis, sub_question, part, query
):
    page = address("synthesis", synthesis, query=query)
    PassageSourceFactory(passage__synthesis=synthesis, part=part_of(sub_question, member=MemberFactory()))
    part.labellings.create(label=LabelFactory(question=synthesis.question))

    one = statements(office, page)
    for name in ("West", "Zuid"):
        more = part_of(sub_question, organization=OrganizationFactory(name=name))
        more.answer.reads.create(member=MemberFactory(), version=1)
        PassageSourceFactory(passage__synthesis=synthesis, part=part_of(sub_question, member=MemberFactory()))
    three = statements(office, page)

    assert three == one <= 20


def statements(office, page) -> int:
    """Count the statements of one look, while nothing of the page is kept."""
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as queries:
        office.get(page)
    return len(queries)


def test_a_page_past_the_last_shows_the_last(synthesis, sub_question, team_member):
    voices = [part_of(sub_question, organization=OrganizationFactory(name=f"Oost {n}")) for n in range(12)]
    voices.append(part_of(sub_question, member=MemberFactory()))

    narrowed = desk(synthesis.question, team_member, Wanted(voice="organization", page="9"))
    everything = desk(synthesis.question, team_member, Wanted(page="9"))

    assert narrowed.answers.paginator.count == 12
    assert [row.pk for row in narrowed.answers] == [each.answer_id for each in voices[10:12]]
    assert [row.pk for row in everything.answers] == [each.answer_id for each in voices[10:]]


def test_an_answer_that_was_left_out_and_used_after_all_counts_as_used(
    synthesis, sub_question, part, team_member
):
    LeftOut.objects.create(answer=part.answer, reason="past niet", decided_at=DEADLINE)
    PassageSourceFactory(passage__synthesis=synthesis, part=part)

    coverage = desk(synthesis.question, team_member, Wanted()).coverage

    assert (coverage.organizations.used, coverage.organizations.left_out) == (1, 0)


def test_the_desk_shows_what_respondents_said_of_a_passage(office, synthesis, part):
    source = PassageSourceFactory(passage__synthesis=synthesis, part=part)
    source.passage.verdicts.create(
        answer=part.answer, word="nuance", text="Alleen in <Enschede>.", given_at=DEADLINE
    )

    page = shown(office.get(address("synthesis", synthesis)))

    assert "Oost: mist nuance, ‘Alleen in &lt;Enschede&gt;.’" in page


def test_answers_are_left_out_together_for_one_reason(office, synthesis, sub_question, part):
    used = part_of(sub_question, member=MemberFactory())
    PassageSourceFactory(passage__synthesis=synthesis, part=used)
    other, apart = (part_of(sub_question, member=MemberFactory()) for _ in range(2))
    page = address("leave-out-together", synthesis)

    asked = office.get(page)
    refused = office.post(page, {"reason": "Dit gaat over wonen."})
    office.post(page, {"answers": [part.answer_id, other.answer_id], "reason": "Dit gaat over wonen."})

    assert [pk for pk, _ in asked.context["leaving_together"].fields["answers"].choices] == [
        part.answer_id,
        other.answer_id,
        apart.answer_id,
    ]
    assert refused.status_code == 422
    assert "Vink ten minste één antwoord aan." in shown(refused)
    assert set(LeftOut.objects.values_list("answer", "reason")) == {
        (part.answer_id, "Dit gaat over wonen."),
        (other.answer_id, "Dit gaat over wonen."),
    }


def test_what_a_colleague_decided_meanwhile_stays_when_answers_are_left_out_together(
    synthesis, sub_question, part, team_member
):
    used, waiting = (part_of(sub_question, member=MemberFactory()) for _ in range(2))
    PassageSourceFactory(passage__synthesis=synthesis, part=used)
    LeftOut.objects.create(answer=part.answer, reason="past niet", decided_at=DEADLINE)

    count = leave_out_together(
        question=synthesis.question,
        answers=[each.answer for each in (part, used, waiting)],
        actor=team_member,
        reason="Dit gaat over wonen.",
        now=DEADLINE,
    )

    assert count == 1
    assert set(LeftOut.objects.values_list("answer", "reason")) == {
        (part.answer_id, "past niet"),
        (waiting.answer_id, "Dit gaat over wonen."),
    }


def test_nothing_is_left_out_together_once_the_synthesis_was_returned(synthesis, part, team_member):
    synthesis.question.state = "returned"
    synthesis.question.save()

    with pytest.raises(WrongState):
        leave_out_together(
            question=synthesis.question, answers=[part.answer], actor=team_member, reason="x", now=DEADLINE
        )


def test_a_change_of_consent_is_said_at_the_desk_and_in_the_list_until_it_is_settled(office, synthesis, part):
    passage = PassageSourceFactory(passage__synthesis=synthesis, part=part).passage
    flag = synthesis.consent_flags.create(part=part, change="citeren mag niet meer", raised_at=DEADLINE)
    at_desk, in_list = address("synthesis", synthesis), reverse("questions_office:questions")

    assert "Toestemming gewijzigd door Oost: citeren mag niet meer." in shown(office.get(at_desk))
    assert f'Dat raakt <a href="#passage-{passage.pk}">passage 1</a>' in shown(office.get(at_desk))
    assert "toestemming gewijzigd</a>" in shown(office.get(in_list))
    office.post(address("settle-flag", synthesis, flag.pk))
    assert "Toestemming gewijzigd" not in shown(office.get(at_desk))
    assert "toestemming gewijzigd</a>" not in shown(office.get(in_list))
