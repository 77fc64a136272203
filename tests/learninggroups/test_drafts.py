"""What one is still writing is kept: over a closed browser, and beside a second window."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learninggroups.actions.attachments import purge_attachments
from learninggroups.actions.drafts import DraftKey, keep_draft, purge_drafts
from learninggroups.models import Attachment, Draft, Post, place_of
from tests.factories.attachments import AttachmentFactory
from tests.factories.learninggroups import DraftFactory

SCRIPT = {"Accept": "application/json"}
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
HTML = "<p>Wij bellen altijd eerst.</p>"


@pytest.fixture
def writer(scene, client_of):
    return client_of(scene.participant)


@pytest.fixture
def keep(scene, writer):
    """Return a function that keeps a text for a reply, as the script on the page does."""

    def send(text: str, known: dict | None = None):
        data = {"place": place_of(scene.open_thread), "body": text, **(known or {})}
        return writer.post("/leergroepen/concepten/", data, headers=SCRIPT).json()

    return send


def texts() -> list[str]:
    return [draft.fields["body"] for draft in Draft.objects.order_by("pk")]


def test_a_draft_comes_back_where_it_was_typed_and_may_be_thrown_away(scene, writer, keep):
    kept = keep(HTML)

    for path in (
        f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/",
        scene.open_thread.get_absolute_url(),
    ):
        page = writer.get(path)
        assert page.context["form"]["body"].value() == HTML
        assert "Je concept van" in page.text

    writer.post(f"/leergroepen/concepten/{kept['draft']}/weggooien/")
    assert "Je concept van" not in writer.get(path).text


def test_one_window_keeps_one_draft(keep):
    known = keep("<p>Wij</p>")
    known = keep("<p>Wij bellen</p>", known)
    keep(HTML, known)

    assert texts() == [HTML]


def test_two_windows_keep_both_texts_and_the_writer_chooses(scene, writer, keep):
    known = keep("<p>Samen begonnen</p>")
    keep("<p>In het ene venster</p>", known)
    beside = keep("<p>In het andere venster</p>", known)

    assert beside["beside"]
    assert texts() == ["<p>In het ene venster</p>", "<p>In het andere venster</p>"]

    path = f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/"
    page = writer.get(path)
    assert page.context["form"]["body"].value() == "<p>In het andere venster</p>"
    assert "Er is nog een concept van jou" in page.text
    other = writer.get(f"{path}?concept={known['draft']}")
    assert other.context["form"]["body"].value() == "<p>In het ene venster</p>"


def test_the_same_text_is_not_kept_twice(keep):
    first = keep(HTML)

    assert keep(HTML)["draft"] == first["draft"]
    assert texts() == [HTML]


@pytest.mark.parametrize("nothing", ["", "<p></p>", "  \n"])
def test_nothing_is_no_draft(keep, nothing):
    assert keep(nothing) == {}
    assert texts() == []


def test_posting_ends_the_draft_and_leaves_what_another_window_kept(scene, writer, keep):
    known = keep(HTML)
    keep("<p>Iets heel anders.</p>")

    writer.post(f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/", {"body": HTML, **known})

    assert Post.objects.get(thread=scene.open_thread, position=2).body == HTML
    assert texts() == ["<p>Iets heel anders.</p>"]


def test_a_reply_that_is_refused_keeps_its_draft(scene, writer, keep):
    known = keep(HTML)

    answer = writer.post(
        f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/", {"body": "<p>06-12345678</p>", **known}
    )

    assert answer.status_code == 422
    assert f'name="draft" value="{known["draft"]}"' in answer.text
    assert texts() == [HTML]


def test_without_script_a_button_keeps_it(scene, writer):
    data = {"place": place_of(scene.open_group), "title": "Een vraag", "body": "Wie weet raad?"}

    answer = writer.post("/leergroepen/concepten/", data, follow=True)

    assert "Je concept is bewaard." in answer.text
    form = answer.context["form"]
    assert (form["title"].value(), form["body"].value()) == ("Een vraag", "Wie weet raad?")

    known = {"draft": Draft.objects.get().pk, "version": 1}
    writer.post(f"/leergroepen/{scene.open_group.slug}/nieuw-gesprek/", data | known)
    assert texts() == []


def test_without_script_files_are_kept_with_what_is_said_of_them(scene, writer):
    place = place_of(scene.open_thread)
    old = AttachmentFactory(uploader=scene.participant, place=place, name="kaart.png")
    gone = AttachmentFactory(uploader=scene.participant, place=place)
    other = AttachmentFactory(uploader=scene.facilitator, place=place)
    data = {
        "place": place,
        "body": HTML,
        "attachments": [SimpleUploadedFile("verslag.pdf", PDF), SimpleUploadedFile("los.svg", b"<svg/>")],
        "attachments-key": [old.key, gone.key, other.key],
        "attachments-remove": [gone.key, other.key],
        f"alt-{old.key}": "Een kaart van de wijk.",
    }

    answer = writer.post("/leergroepen/concepten/", data, follow=True)

    assert "Je concept is bewaard." in answer.text
    assert "los.svg" in answer.text
    kept = Attachment.objects.filter(uploader=scene.participant, post=None).order_by("pk")
    assert [(file.name, file.alt) for file in kept] == [
        ("kaart.png", "Een kaart van de wijk."),
        ("verslag.pdf", ""),
    ]
    assert Attachment.objects.filter(pk=other.pk).exists()
    assert Draft.objects.get().fields == {"body": HTML}


def test_without_script_files_alone_make_a_draft_that_they_wait_with(scene, writer, now):
    data = {"place": place_of(scene.open_thread), "attachments": SimpleUploadedFile("verslag.pdf", PDF)}

    writer.post("/leergroepen/concepten/", data)
    Attachment.objects.update(uploaded_at=now - timedelta(days=9))

    assert Draft.objects.count() == 1
    assert purge_attachments(now=now) == 0


def test_without_script_a_change_takes_no_file_off_a_post_yet(scene, writer):
    file = AttachmentFactory(uploader=scene.participant, post=scene.open_post, alt="Was.")
    data = {
        "place": place_of(scene.open_post),
        "body": HTML,
        "attachments-key": file.key,
        "attachments-remove": file.key,
    }

    writer.post("/leergroepen/concepten/", data)

    file.refresh_from_db()
    assert (file.post, file.alt) == (scene.open_post, "Was.")


def test_a_draft_in_one_form_is_not_written_over_in_another(scene, writer):
    place = place_of(scene.open_group)
    path = f"/leergroepen/{scene.open_group.slug}/nieuw-gesprek/"
    writer.post(
        "/leergroepen/concepten/", {"place": place, "title": "Een casus", "case-1": "Er speelt iets."}
    )
    case = Draft.objects.get()

    assert writer.get(path).context["desk"].current.pk == case.pk
    other = writer.get(f"{path}?vorm=vraag")
    assert other.context["desk"].key is None
    assert "Er speelt iets." in other.text

    writer.post("/leergroepen/concepten/", {"place": place, "title": "Een vraag"})
    case.refresh_from_db()
    assert case.fields == {"title": "Een casus", "case-1": "Er speelt iets."}


def test_a_change_of_a_post_is_kept_beside_the_post(scene, writer):
    path = f"/leergroepen/berichten/{scene.open_post.pk}/wijzigen/"
    writer.post("/leergroepen/concepten/", {"place": place_of(scene.open_post), "body": HTML})

    assert writer.get(path).context["form"]["body"].value() == HTML
    assert writer.get(f"{path}?plat").context["form"]["body"].value() == "Wij bellen altijd eerst."
    scene.open_post.refresh_from_db()
    assert scene.open_post.body == "<p>Een bericht.</p>"

    writer.post(path, {"body": HTML, "draft": Draft.objects.get().pk, "version": 1})
    assert texts() == []


def test_nobody_sees_or_throws_away_the_draft_of_another(scene, client_of, keep):
    kept = keep(HTML)
    other = client_of(scene.facilitator)

    assert "Wij bellen" not in other.get(scene.open_thread.get_absolute_url()).text
    assert other.post(f"/leergroepen/concepten/{kept['draft']}/weggooien/").status_code == 404
    assert texts() == [HTML]


def test_who_may_not_write_somewhere_keeps_nothing_there(scene, now):
    with pytest.raises(PermissionDenied):
        keep_draft(
            target=scene.closed_thread, fields={"body": HTML}, key=None, actor=scene.elsewhere, now=now
        )


def test_a_text_beyond_measure_is_not_kept(writer, scene):
    data = {"place": place_of(scene.open_thread), "body": "a" * 150_001}

    assert writer.post("/leergroepen/concepten/", data, headers=SCRIPT).status_code == 413


def test_who_is_signed_out_is_told_and_her_text_is_given_back(scene, client_of):
    visitor = client_of(None)
    data = {"place": place_of(scene.open_thread), "body": HTML * 3}

    assert visitor.post("/leergroepen/concepten/", data, headers=SCRIPT).status_code == 401
    answer = visitor.post(f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/", data)
    assert answer.status_code == 401
    assert answer.text.count("Wij bellen altijd eerst.") == 3


def test_an_image_of_a_draft_waits_with_it_and_comes_along_from_whatever_form(scene, writer, now):
    place = place_of(scene.open_thread)
    image = AttachmentFactory(uploader=scene.participant, place=place, uploaded_at=now - timedelta(days=9))
    html = f'{HTML}<img src="{image.get_absolute_url()}" alt="Een kaart.">'
    draft = DraftFactory(member=scene.participant, place=place, fields={"body": html}, kept_at=now)

    assert purge_attachments(now=now) == 0
    writer.post(
        f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/",
        {"body": html, "draft": draft.pk, "version": draft.version},
    )

    image.refresh_from_db()
    assert (image.post, image.post.body) == (Post.objects.get(thread=scene.open_thread, position=2), html)


def test_an_image_of_somebody_else_does_not_come_along(scene, writer):
    image = AttachmentFactory(uploader=scene.facilitator, place=place_of(scene.open_thread))

    writer.post(
        f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/",
        {"body": f'{HTML}<img src="{image.get_absolute_url()}" alt="Een kaart.">'},
    )

    image.refresh_from_db()
    assert image.post is None


def test_old_drafts_are_deleted(scene, now):
    young = DraftFactory(member=scene.participant, place="thread:1", kept_at=now - timedelta(days=89))
    DraftFactory(member=scene.participant, place="thread:1", kept_at=now - timedelta(days=91))

    purge_drafts(now=now)

    assert list(Draft.objects.all()) == [young]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9)), max_size=8))
@pytest.mark.django_db
def test_whatever_windows_do_the_last_text_of_each_is_kept(scene, now, steps):
    Draft.objects.all().delete()
    # Three windows that were opened with the same draft.
    first = keep_draft(
        target=scene.open_thread, fields={"body": "begin"}, key=None, actor=scene.participant, now=now
    )
    known = dict.fromkeys(range(3), DraftKey(first.pk, first.version))
    last: dict[int, str] = {}

    for window, number in steps:
        last[window] = f"venster {window}, tekst {number}"
        draft = keep_draft(
            target=scene.open_thread,
            fields={"body": last[window]},
            key=known[window],
            actor=scene.participant,
            now=now,
        )
        known[window] = DraftKey(draft.pk, draft.version)

    assert set(last.values()) <= set(texts())
