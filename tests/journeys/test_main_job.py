"""
One national question all the way round, by hand, with and without JavaScript.

The programme team asks, letters leave, people answer in two voices, time reminds and closes,
the team writes a synthesis and tells what became of it, and the digest brings it home.
"""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import docx
import openpyxl
import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import Page, expect

from activity import sealing
from digests import actions as digest_actions
from members.models import PROGRAMME_TEAM, Affiliation, Member
from questions.actions import reminding
from questions.models import Question
from tests.cast import Scene, build_scene, in_team
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.journeys.steps import (
    PASSWORD,
    confirm_addresses,
    sign_in,
    sign_in_to_office,
    sign_in_with_code,
    wait_until,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
TITLE = "Wat vraagt het convenant van jullie?"
EXPERIENCE = "Twee collega's een halve dag vrijmaken lukt. Meer niet."


@pytest.fixture
def people(transactional_db) -> Scene:
    """The cast; those who sign in with a password have one, the others ask for a code."""
    scene = build_scene()
    Question.objects.all().delete()
    second_reader = in_team(MemberFactory(name="Pim Programma"), PROGRAMME_TEAM)
    for member in (scene.programme_team, second_reader, scene.participant, scene.elsewhere):
        member.set_password(PASSWORD)
        member.save()
    confirm_addresses()
    return scene


def let_days_pass(days: int) -> datetime:
    """Move the question into the past, and return the last moment at which letters may leave."""
    ago = timedelta(days=days)
    Question.objects.update(opened_at=F("opened_at") - ago, deadline_at=F("deadline_at") - ago)
    now = timezone.now().astimezone(AMSTERDAM)
    ten = now.replace(hour=10, minute=0, second=0, microsecond=0)
    return ten if ten <= now else ten - timedelta(days=1)


def test_a_question_goes_all_the_way_round(people, browse, mailbox_of, worker, ring, deliver_at):
    silent = AffiliationFactory(
        organization=OrganizationFactory(name="Wijkteam Stil"),
        member=MemberFactory(name="Stien Stil"),
        role=Affiliation.Role.CONTACT,
    ).member
    declining = AffiliationFactory(
        organization=OrganizationFactory(name="Wijkteam Vol"),
        member=MemberFactory(name="Vera Vol"),
        role=Affiliation.Role.CONTACT,
    ).member
    confirm_addresses()
    asked = [people.contact, silent, declining, people.elsewhere]

    team = browse()
    compose(team, people)
    find_ready(browse())
    open_for_answers(team)
    page = browse()
    wait_until(page, lambda: all(mailbox_of(member.email).subjects() for member in asked))
    assert [len(mailbox_of(member.email).letters()) for member in asked] == [1, 1, 1, 1]
    assert TITLE in mailbox_of(people.contact.email).newest_text()

    answer_on_behalf(page, mailbox_of(people.contact.email), people)
    colleague_reads_the_answer(browse(), people)
    answer_personally(browse(), people)
    decline(browse(), mailbox_of(declining.email), declining)

    daytime = let_days_pass(10)
    reminding.remind_due(clock=lambda: daytime, seconds=60)
    deliver_at(daytime)
    wait_until(page, lambda: len(mailbox_of(silent.email).letters()) == 2)
    assert "Herinnering" in mailbox_of(silent.email).subjects()[-1]

    let_days_pass(7)
    ring()
    wait_until(page, lambda: Question.objects.get().state == Question.State.CLOSED)
    assert len(mailbox_of(people.elsewhere.email).letters()) == 1
    assert len(mailbox_of(declining.email).subjects()) == 2  # the question, and a code to sign in

    read_and_write_the_synthesis(team)
    record_outcome(team)
    wait_until(page, lambda: len(mailbox_of(people.elsewhere.email).letters()) == 2)
    assert "reactie in het overleg" in mailbox_of(people.elsewhere.email).newest_text()
    assert len(mailbox_of(silent.email).letters()) == 2

    visitor_reads_what_became_of_it(browse())
    digest_brings_it_home(page, mailbox_of(people.elsewhere.email), deliver_at)


def compose(page: Page, people: Scene) -> None:
    """Step 1: the programme team writes, and looks at the recipients."""
    sign_in_to_office(page, people.programme_team)
    page.goto("/beheer/landelijke-vragen/")
    page.get_by_role("link", name="Schrijf een nieuwe vraag").click()
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Wie vraagt dit?").fill("De VNG")
    page.get_by_label("De vraag, in de woorden van de vrager").fill("Wat hebben jullie nodig?")
    page.get_by_label("Waarom doet dit ertoe?").fill("Het gaat over jullie werk.")
    page.get_by_label("Wat gebeurt er met de antwoorden?").fill("Het bestuur bespreekt ze.")
    later = timezone.localtime() + timedelta(days=16)
    page.locator("[name=use_date]").fill((later + timedelta(days=20)).strftime("%Y-%m-%d"))
    page.locator("[name=deadline_at_0]").fill(later.strftime("%Y-%m-%d"))
    page.locator("[name=deadline_at_1]").fill("17:00")
    page.get_by_label("alle leden").check()
    page.locator("[name=part_1_text]").fill("Wat vraagt het van jullie?")
    page.get_by_role("button", name="Bewaar en kies de doelgroep").click()

    page.get_by_label("Alle organisaties").check()
    page.get_by_label("E-mailadressen van leden").fill("niemand@example.nl")
    page.get_by_role("button", name="Bewaar en bekijk de ontvangers").click()
    expect(page.get_by_text("niemand@example.nl").first).to_be_visible()
    page.get_by_label("E-mailadressen van leden").fill(people.elsewhere.email)
    page.get_by_role("button", name="Bewaar en bekijk de ontvangers").click()

    expect(page.get_by_role("rowheader", name="Wijkteam Oost")).to_be_visible()
    expect(page.get_by_role("cell", name="met naam gekozen")).to_be_visible()
    expect(page.get_by_text("Jij bewerkte deze vraag het laatst.")).to_be_visible()


def find_ready(page: Page) -> None:
    """A colleague reads along and finds the question ready."""
    sign_in_to_office(page, Member.objects.get(name="Pim Programma"))
    page.goto(f"/beheer/landelijke-vragen/{Question.objects.get().pk}/ontvangers/")
    page.get_by_role("button", name="Neem de vraag klaar").click()
    expect(page.get_by_text("Klaar bevonden door Pim Programma.")).to_be_visible()


def open_for_answers(page: Page) -> None:
    """Step 2: the question is asked."""
    page.reload()
    page.get_by_role("button", name="Zet de vraag open en verstuur de brieven").click()
    expect(page.get_by_text("open", exact=True).first).to_be_visible()


def answer_on_behalf(page: Page, mailbox, people: Scene) -> None:
    """Step 3: the contact person follows the letter, saves a draft, and hands it in."""
    sign_in_with_code(page, mailbox, people.contact, mailbox.newest_link("antwoord/namens"))
    expect(page.get_by_role("heading", name="Wie leest je antwoord?")).to_be_visible()
    page.get_by_label("Wat vraagt het van jullie?").fill("Een eerste begin.")
    page.get_by_role("button", name="Bewaar als concept").click()
    page.get_by_role("link", name="Verder met").first.click()
    page.get_by_label("Wat vraagt het van jullie?").fill(EXPERIENCE)
    page.get_by_label("Er mag uit dit antwoord geciteerd worden").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Verstuurd").first).to_be_visible()


def colleague_reads_the_answer(page: Page, people: Scene) -> None:
    """A colleague who is no contact person reads what her organisation said."""
    sign_in(page, people.participant, f"/inloggen/?next={Question.objects.get().get_absolute_url()}")
    page.get_by_role("link", name="Lees het antwoord").click()
    expect(page.get_by_text(EXPERIENCE).first).to_be_visible()


def answer_personally(page: Page, people: Scene) -> None:
    """A member who was asked by name answers for herself, and wants no quotes."""
    sign_in(page, people.elsewhere, f"/inloggen/?next={Question.objects.get().get_absolute_url()}")
    page.get_by_role("link", name="Antwoord persoonlijk").click()
    page.get_by_label("Wat vraagt het van jullie?").fill("Laat gewone teamleden meegaan.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Verstuurd").first).to_be_visible()


def decline(page: Page, mailbox, member: Member) -> None:
    """Another organisation has no room now, which is an answer too."""
    sign_in_with_code(page, mailbox, member, mailbox.newest_link("reageren"))
    page.get_by_role("button", name="Kies nu geen ruimte").click()
    expect(page.get_by_text("Er komen geen herinneringen meer.").first).to_be_visible()


def read_and_write_the_synthesis(page: Page) -> None:
    """Step 5: all answers on one screen, voices apart; a synthesis with a quote; two files."""
    office = f"/beheer/landelijke-vragen/{Question.objects.get().pk}/"
    page.goto(f"{office}antwoorden/")
    expect(page.get_by_text(EXPERIENCE).first).to_be_visible()
    expect(page.get_by_text("Laat gewone teamleden meegaan.").first).to_be_visible()
    page.goto(office)
    page.get_by_role("button", name="Begin de synthese").click()
    page.get_by_role("button", name="Vat samen").first.click()
    page.get_by_label("Wat schrijf je?").fill("De leden vinden dat het kan.")
    page.get_by_role("button", name="Voeg de passage toe").click()
    page.get_by_role("button", name="Neem over en bewaar").click()
    page.get_by_role("link", name="Niet opnemen").first.click()
    page.get_by_label("Gelezen, niet opgenomen, want …").fill("Dit bewaren we voor een volgende vraag.")
    page.get_by_role("button", name="Bewaar de reden").click()
    page.get_by_role("button", name="Citeer").first.click()
    page.get_by_label("Citaat", exact=True).fill("Meer niet.")
    page.get_by_role("button", name="Citaat toevoegen").click()
    expect(page.locator("blockquote", has_text="Meer niet.").first).to_be_visible()

    book = openpyxl.load_workbook(io.BytesIO(take_along(page, office, "Maak xlsx")))
    assert EXPERIENCE in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    written = docx.Document(io.BytesIO(take_along(page, office, "Maak docx")))
    assert "Meer niet." in " ".join(paragraph.text for paragraph in written.paragraphs)

    page.goto(f"{office}synthese/")
    page.get_by_role("button", name="Deel de synthese").click()


def take_along(page: Page, office: str, button: str) -> bytes:
    """Ask for a file, wait for the worker to make it, and return what was downloaded."""
    page.goto(f"{office}uitvoer/")
    page.get_by_role("button", name=button).click()
    download = page.get_by_role("link", name="Downloaden")

    def is_made() -> bool:
        page.reload()
        return download.is_visible()

    wait_until(page, is_made)
    with page.expect_download() as file:
        download.click()
    return file.value.path().read_bytes()


def record_outcome(page: Page) -> None:
    """Step 6: what the asker did with it."""
    page.goto(f"/beheer/landelijke-vragen/{Question.objects.get().pk}/terugkoppeling/")
    page.locator("[name=happened_on]").fill(timezone.localdate().isoformat())
    page.locator("[name=text]").fill("Er kwam een reactie in het overleg.")
    page.get_by_role("button", name="Leg vast en laat het weten").click()


def visitor_reads_what_became_of_it(page: Page) -> None:
    """Step 8: without an account one reads the synthesis and what was done with it."""
    page.goto(Question.objects.get().get_absolute_url())
    expect(page.get_by_text("Er kwam een reactie in het overleg.").first).to_be_visible()
    expect(page.get_by_text("Meer niet.").first).to_be_visible()
    expect(page.get_by_text("geen standpunt namens de leden").first).to_be_visible()
    page.goto("/leergroepen/")
    expect(page.get_by_text("Leergroep closed").first).to_be_visible()


def digest_brings_it_home(page: Page, mailbox, deliver_at) -> None:
    """Step 7: the digest tells her what was done with her answer."""
    # The worker seals each day by the real clock, so the digest is one that is still to come.
    now = timezone.now().astimezone(AMSTERDAM)
    tuesday = (now + timedelta(days=(1 - now.weekday()) % 7)).replace(hour=7, minute=5)
    moment = tuesday if tuesday > now else tuesday + timedelta(days=7)
    sealing.seal(now=moment - timedelta(days=1))
    digest_actions.plan_due(now=moment)
    for _ in digest_actions.write_due(now=moment):
        pass
    deliver_at(moment)
    wait_until(page, lambda: len(mailbox.letters()) == 3)
    assert TITLE in mailbox.newest_text()
