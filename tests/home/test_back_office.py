"""The back office: one way in, its own content policy, images and documents, and the worklist."""

import io
import re
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Site, Workflow

from activity.models import Event
from home.models import FrontPage
from home.queries.worklist import worklist
from home.tasks import publish_scheduled
from learninggroups.models import GroupProposal, LearningGroup, Membership
from learninggroups.permissions import Roles
from questions.models import Question
from tests.factories.home import DevelopmentPageFactory, NewsPageFactory, PassageFactory
from tests.factories.inbound import InboundMailFactory
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory, ReportFactory
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.questions import OfferFactory, QuestionFactory, RecipientFactory
from tests.factories.themes import ThemeFactory
from themes.models import Theme


def test_site_starts_at_our_front_page(db):
    site = Site.objects.get()

    assert site.site_name == "Associatie Wijkteams"
    assert site.root_page.specific == FrontPage.objects.get()
    assert not any(Page.find_problems())


def test_groups_of_the_back_office_may_do_their_work(db):
    assert set(Group.objects.values_list("name", flat=True)) == {"Programmateam", "Redacteuren", "Beheerders"}
    assert Workflow.objects.get().name == "Tegenlezen"
    for permission in Permission.objects.filter(group__isnull=False):
        assert permission.content_type.model_class(), permission


@pytest.mark.parametrize(
    "path",
    [
        "/beheer/login/?next=/beheer/",
        "/_util/login/?next=/beheer/",
        "/account/login/?next=/beheer/",
        "/beheer/",
    ],
)
def test_there_is_one_way_to_sign_in(db, client_of, path):
    response = client_of(None).get(path)

    assert response.status_code == 302
    assert response["Location"] == "/inloggen/?next=/beheer/"


def test_password_is_found_back_in_one_place(db, client_of):
    for path in ("/beheer/password_reset/", "/beheer/password_reset/confirm/MQ/x-y/"):
        assert client_of(None).get(path)["Location"] == "/account/password/reset/"


def test_visitor_signs_in_first_and_member_is_refused(scene, client_of):
    visitor = client_of(scene.visitor).get("/beheer/")
    member = client_of(scene.contact).get("/beheer/")

    assert visitor["Location"] == "/inloggen/?next=/beheer/"
    assert member.status_code == 403


def test_back_office_has_the_policy_of_every_page_and_a_nonce_of_its_own(scene, client_of):
    client = client_of(scene.editor)

    policies = [client.get("/beheer/")["Content-Security-Policy"] for _ in range(2)]

    nonces = [re.search(r"style-src [^;]*'nonce-([^']+)'", policy)[1] for policy in policies]
    assert nonces[0] != nonces[1]
    assert "unsafe" not in policies[0]


def test_back_office_pages_have_no_inline_script(scene, client_of):
    front = FrontPage.objects.get()
    client = client_of(scene.administrator)

    for path in (
        f"/beheer/pages/{front.pk}/",
        "/beheer/pages/add/home/developmentpage/5/",
        "/beheer/themas/new/",
    ):
        page = client.get(path, follow=True).content.decode()
        scripts = [part for part in page.split("<script")[1:] if " src=" not in part.split(">")[0]]

        assert [part for part in scripts if "application/json" not in part.split(">")[0]] == []


def test_image_of_a_page_is_served_to_everyone_and_nothing_else_is(db, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/plein.png", "images/notitie.pdf", "documents/notitie.pdf", "documents/plein.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"inhoud")
    visitor = client_of(None)

    shown = visitor.get("/media/images/plein.png")

    assert shown.status_code == 200
    assert shown.getvalue() == b"inhoud"
    assert shown["X-Content-Type-Options"] == "nosniff"
    for path in ("images/notitie.pdf", "documents/notitie.pdf", "images/../documents/plein.png"):
        assert visitor.get(f"/media/{path}").status_code in {400, 404}


def test_document_in_the_drawer_for_members_is_for_members(scene, client_of, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make = get_document_model().objects.create
    closed = make(
        title="Verslag",
        file=ContentFile(b"tekst", name="verslag.txt"),
        collection=Collection.objects.get(name="Voor leden"),
    )
    public = make(title="Folder", file=ContentFile(b"tekst", name="folder.txt"))

    answers = []
    for person, document in ((scene.visitor, public), (scene.visitor, closed), (scene.elsewhere, closed)):
        response = client_of(person).get(document.url)
        response.getvalue()  # reading to the end closes the file
        answers.append(response.status_code)

    assert answers == [200, 302, 200]


def test_picture_with_script_in_it_is_refused(scene, client_of):
    drawing = io.BytesIO(b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    drawing.name = "plein.svg"

    client_of(scene.editor).post("/beheer/images/add/", {"title": "Een plein", "file": drawing})

    assert not get_image_model().objects.exists()


def test_scheduled_page_is_published_when_its_moment_has_come(db, client_of):
    news = NewsPageFactory(live=False)
    news.go_live_at = timezone.now() + timedelta(hours=1)
    news.save_revision().publish()
    before = client_of(None).get(news.address).status_code

    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_scheduled()
        after = client_of(None).get(news.address).status_code

    assert (before, after) == (404, 200)
    assert Event.objects.get().kind == "news_published"


def ask_for_work(scene, count):
    """Leave so many of each kind of work."""
    now = timezone.now()
    states = [
        (Question.State.DRAFT, {}),
        (Question.State.OPEN, {"opened_at": now - timedelta(days=1), "deadline_at": now + timedelta(days=2)}),
        (
            Question.State.CLOSED,
            {"opened_at": now - timedelta(days=9), "deadline_at": now - timedelta(days=2), "closed_at": now},
        ),
    ]
    for _ in range(count):
        for state, moments in states:
            RecipientFactory(
                question=QuestionFactory(state=state, **moments), organization=scene.organization
            )
        OfferFactory()
        MembershipFactory(role=Membership.Role.REQUESTED, group__created_at=now)
        LearningGroupFactory(created_at=now - timedelta(weeks=9))
        GroupProposal.objects.create(theme=ThemeFactory(), asked_at=now)
        ReportFactory(post__thread__group=scene.open_group, to_programme_team=True)
        DevelopmentPageFactory(valid_until=timezone.localdate() - timedelta(days=1))
        PassageFactory(post=scene.closed_post, consent="asked", asked_at=now)
        OutgoingMailFactory(state="failed")
        InboundMailFactory(state="stuck")
        for is_returned in (False, True):
            news = NewsPageFactory(live=False)
            news.save_revision(user=scene.editor)
            state = Workflow.objects.get().start(news, scene.editor)
            if is_returned:
                state.current_task_state.reject(user=scene.programme_team, comment="Noem de datum.")


def test_worklist_names_all_work_in_as_many_queries_for_three_as_for_one(scene):
    of_scene = set(Question.objects.values_list("title", flat=True))
    LearningGroup.objects.update(archived_at=timezone.now())
    roles = Roles.of(scene.programme_team)
    counts = []
    for more in (1, 2):
        ask_for_work(scene, more)
        with CaptureQueriesContext(connection) as asked:
            found = worklist(roles, timezone.now(), of_everybody=True)
        counts.append(len(asked))

    work = [work for work, _ in found.rows if work.title not in of_scene]
    assert Counter(each.kind for each in work) == {
        **dict.fromkeys(
            [
                "Vraag, concept", "Vraag, open", "Vraag, gesloten", "Vraag, ingediend", "Tegenlezen",
                "Teruggegeven", "Toestemming", "Verlopen", "Wordt dit een leergroep?", "Aanvraag",
                "Stille leergroep",
            ],
            3,
        ),
        **dict.fromkeys(["Melding", "Post", "Binnengekomen post", "Zonder contactpersoon"], 1),
    }  # fmt: skip
    assert [each.since for each in work] == sorted(each.since for each in work)
    assert counts[0] == counts[1]


def test_worklist_says_what_waits_on_whom_and_since_when(scene, client_of):
    news = NewsPageFactory(title="Een akkoord", live=False)
    news.save_revision(user=scene.editor)
    Workflow.objects.get().start(news, scene.editor)

    team = client_of(scene.programme_team).get("/beheer/").text
    editor = client_of(scene.editor).get("/beheer/").text
    everybody = client_of(scene.editor).get("/beheer/?werk=iedereen").text
    administrator = client_of(scene.administrator).get("/beheer/?werk=iedereen").text

    assert "Een akkoord" in team
    assert "Ingeleverd door Rik Redacteur" in team
    assert "Er wacht niets op jou" in editor
    assert "Wacht sinds vandaag op een andere redacteur" in everybody
    assert scene.open_question.title not in everybody
    assert "Een akkoord" not in administrator
    assert "Er wacht niets, op niemand" in administrator


def test_programme_team_keeps_themes(scene, client_of):
    client = client_of(scene.programme_team)

    client.post("/beheer/themas/new/", {"name": "Veiligheid", "slug": "veiligheid", "description": ""})
    refused = client_of(scene.editor).get("/beheer/themas/new/")

    assert Theme.objects.get().slug == "veiligheid"
    assert refused.status_code == 302
