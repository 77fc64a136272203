"""Files that go with posts: taken in with and without a script, hung on the post, given to who may see it."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from files.serving import FILE_POLICY
from files.storage import private_storage
from learninggroups.actions import attachments as actions
from learninggroups.actions.posts import delete_post
from learninggroups.models import Attachment, Post
from learninggroups.permissions import Roles, may_see_attachment
from learninggroups.queries.attachments import attachments_of
from tests.cast import ROLES
from tests.factories.attachments import AttachmentFactory
from tests.factories.learninggroups import PostFactory

PDF = b"%PDF-1.4\n%%EOF\n"
WORDS = "<p>Zie de bijlage.</p>"


def pdf(name: str = "verslag.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def png(name: str = "foto.png") -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue())


@pytest.fixture
def reply_url(scene):
    return f"/leergroepen/gesprekken/{scene.closed_thread.pk}/reageren/"


@pytest.fixture
def writer(scene, client_of):
    return client_of(scene.participant)


def upload(client, scene, *files):
    return client.post(
        "/leergroepen/bijlagen/nieuw/",
        {"place": f"thread:{scene.closed_thread.pk}", "attachments": list(files)},
    )


def names_on(post: Post) -> list[str]:
    return [entry.name for entry in attachments_of([post.pk]).get(post.pk, ())]


def test_files_that_come_with_a_reply_hang_on_it(writer, reply_url):
    response = writer.post(reply_url, {"body": WORDS, "attachments": [pdf(), png()]})

    assert response.status_code == 303
    assert names_on(Post.objects.latest("pk")) == ["verslag.pdf", "foto.png"]


def test_files_that_come_with_a_new_thread_hang_on_its_first_post(scene, writer):
    response = writer.post(
        f"/leergroepen/{scene.closed_group.slug}/nieuw-gesprek/",
        {"title": "Een vraag", "body": WORDS, "attachments": [pdf()]},
    )

    assert response.status_code == 303
    assert names_on(Post.objects.latest("pk")) == ["verslag.pdf"]


def test_a_file_that_was_fine_stays_when_the_words_are_refused(writer, reply_url):
    refused = writer.post(reply_url, {"body": "<p></p>", "attachments": [pdf()]})
    kept = Attachment.objects.get()

    assert refused.status_code == 422
    assert f'value="{kept.key}"' in refused.content.decode()
    assert names_on(Post.objects.latest("pk")) == []

    writer.post(reply_url, {"body": WORDS, "attachments-key": [kept.key]})

    assert names_on(Post.objects.latest("pk")) == ["verslag.pdf"]


def test_a_file_that_may_not_be_kept_is_named_beside_the_field_and_nothing_is_lost(writer, reply_url):
    page = SimpleUploadedFile("pagina.pdf", b"<html><script>alert(1)</script>")

    response = writer.post(reply_url, {"body": WORDS, "attachments": [pdf(), page]})

    text = response.content.decode()
    assert response.status_code == 422
    assert "pagina.pdf: De naam eindigt op .pdf, maar dit is iets anders." in text
    assert "Zie de bijlage." in text
    assert [attachment.name for attachment in Attachment.objects.all()] == ["verslag.pdf"]


def test_uploading_while_writing_answers_with_the_list_as_it_is_now(scene, writer, reply_url):
    response = upload(writer, scene, png())
    kept = Attachment.objects.get()

    text = response.content.decode()
    assert "<html" not in text
    assert f'data-attachment="/leergroepen/bijlagen/{kept.key}/"' in text

    writer.post(
        reply_url, {"body": WORDS, "attachments-key": [kept.key], f"alt-{kept.key}": "Een overleg aan tafel"}
    )

    entry = attachments_of([Post.objects.latest("pk").pk])[Post.objects.latest("pk").pk][0]
    assert (entry.alt, entry.is_image, entry.width, entry.height) == ("Een overleg aan tafel", True, 40, 30)


def test_what_was_uploaded_waits_for_who_comes_back(scene, writer, reply_url):
    upload(writer, scene, pdf())

    assert "verslag.pdf" in writer.get(reply_url).content.decode()


def test_an_upload_with_a_refused_file_says_why_and_keeps_the_others(scene, writer):
    response = upload(writer, scene, pdf(), SimpleUploadedFile("los.svg", b"<svg onload=alert(1)>"))

    text = response.content.decode()
    assert response.status_code == 422
    assert "los.svg: Dit soort bestand kun je hier niet delen." in text
    assert "verslag.pdf" in text


def test_no_more_than_ten_files_go_with_one_post(scene, writer):
    response = upload(writer, scene, *[pdf(f"deel {number}.pdf") for number in range(11)])

    assert "deel 10.pdf: Er kunnen hoogstens 10 bestanden bij één bericht." in response.content.decode()
    assert Attachment.objects.count() == 10


def test_a_file_of_somebody_else_does_not_come_along(scene, writer, reply_url):
    of_another = AttachmentFactory(
        uploader=scene.facilitator, place=f"thread:{scene.closed_thread.pk}", name="niet-van-jou.pdf"
    )

    writer.post(reply_url, {"body": WORDS, "attachments-key": [of_another.key]})

    assert names_on(Post.objects.latest("pk")) == []
    assert Attachment.objects.get().post is None


def test_a_file_is_taken_from_ones_own_post_and_from_the_disk(
    scene, writer, django_capture_on_commit_callbacks
):
    stays = AttachmentFactory(post=scene.closed_post, uploader=scene.participant, name="blijft.pdf")
    goes = AttachmentFactory(post=scene.closed_post, uploader=scene.participant, name="weg.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        writer.post(
            f"/leergroepen/berichten/{scene.closed_post.pk}/wijzigen/",
            {"body": WORDS, "attachments-key": [stays.key, goes.key], "attachments-remove": [goes.key]},
        )

    assert names_on(scene.closed_post) == ["blijft.pdf"]
    assert private_storage().exists(stays.file.name)
    assert not private_storage().exists(goes.file.name)


def test_an_edit_without_a_word_about_files_leaves_them(scene, writer):
    AttachmentFactory(post=scene.closed_post, uploader=scene.participant)

    writer.post(f"/leergroepen/berichten/{scene.closed_post.pk}/wijzigen/", {"body": WORDS})

    assert names_on(scene.closed_post) == ["verslag.pdf"]


@pytest.mark.parametrize(
    ("name", "content_type", "disposition"),
    [
        ("jaarverslag.pdf", "application/pdf", 'inline; filename="jaarverslag.pdf"'),
        ("foto.png", "image/png", 'inline; filename="foto.png"'),
        (
            "één brief.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment; filename*=utf-8''%C3%A9%C3%A9n%20brief.docx",
        ),
    ],
)
def test_a_file_is_served_so_that_nothing_in_it_can_act(scene, writer, name, content_type, disposition):
    attachment = AttachmentFactory(post=scene.closed_post, name=name, content_type=content_type)

    response = writer.get(attachment.get_absolute_url())

    assert b"".join(response.streaming_content) == PDF
    headers = (
        "Content-Type",
        "Content-Disposition",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Cross-Origin-Resource-Policy",
        "Cache-Control",
    )
    assert [response.headers[header] for header in headers] == [
        content_type,
        disposition,
        FILE_POLICY,
        "nosniff",
        "same-origin",
        "private, no-cache",
    ]


def test_a_browser_that_has_the_file_gets_no_bytes_but_is_asked_who_it_is(scene, writer, client_of):
    attachment = AttachmentFactory(post=scene.closed_post)
    first = writer.get(attachment.get_absolute_url())
    assert b"".join(first.streaming_content) == PDF
    etag = first.headers["ETag"]

    again = writer.get(attachment.get_absolute_url(), headers={"If-None-Match": etag})
    stranger = client_of(scene.elsewhere).get(attachment.get_absolute_url(), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert stranger.status_code == 404


@pytest.mark.parametrize("gone", ["deleted_at", "hidden_at"])
def test_a_file_goes_out_of_sight_with_its_post(scene, writer, gone):
    attachment = AttachmentFactory(post=scene.closed_post, uploader=scene.participant)
    Post.objects.filter(pk=scene.closed_post.pk).update(**{gone: timezone.now()})

    assert writer.get(attachment.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_rows_and_rule_agree_on_who_sees_a_file(scene, role):
    AttachmentFactory(post=scene.open_post)
    AttachmentFactory(post=scene.closed_post)
    AttachmentFactory(post=PostFactory(thread=scene.open_thread, openness="closed"))
    AttachmentFactory(post=PostFactory(thread=scene.open_thread, deleted_at=timezone.now()))
    AttachmentFactory(post=PostFactory(thread=scene.open_thread, hidden_at=timezone.now()))
    AttachmentFactory(uploader=scene.contact)
    person = scene.person(role)
    roles = Roles.of(person) if person else Roles()

    everything = Attachment.objects.select_related("post__thread__group")
    allowed = {attachment.pk for attachment in everything if may_see_attachment(roles, attachment)}

    assert set(Attachment.objects.visible_to(roles).values_list("pk", flat=True)) == allowed


def test_files_that_nobody_posted_are_deleted_after_a_day_with_what_is_on_disk(
    scene, now, django_capture_on_commit_callbacks
):
    fresh = AttachmentFactory(uploaded_at=now - timedelta(hours=23))
    old = AttachmentFactory(uploaded_at=now - timedelta(hours=25))
    posted = AttachmentFactory(uploaded_at=now - timedelta(days=300), post=scene.closed_post)

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.purge_attachments(now=now) == 1

    assert set(Attachment.objects.all()) == {fresh, posted}
    assert not private_storage().exists(old.file.name)


def test_files_of_a_deleted_post_stay_as_long_as_it_can_be_restored(scene, now):
    AttachmentFactory(post=scene.closed_post)
    delete_post(post=scene.closed_post, actor=scene.participant, now=now)

    assert actions.purge_attachments(now=now + timedelta(days=29)) == 0
    assert actions.purge_attachments(now=now + timedelta(days=31)) == 1


def test_the_file_stays_when_taking_it_away_fails_halfway(scene, now, django_capture_on_commit_callbacks):
    old = AttachmentFactory(uploaded_at=now - timedelta(hours=25))

    with django_capture_on_commit_callbacks(execute=False):
        actions.purge_attachments(now=now)

    assert private_storage().exists(old.file.name)


def test_files_without_a_row_are_swept_away(scene, now):
    known = AttachmentFactory(post=scene.closed_post)
    orphan = AttachmentFactory()
    Attachment.objects.filter(pk=orphan.pk).delete()

    assert actions.delete_orphans(now=timezone.now()) == 0
    assert actions.delete_orphans(now=timezone.now() + timedelta(days=2)) >= 1
    assert private_storage().exists(known.file.name)
    assert not private_storage().exists(orphan.file.name)

    told = StringIO()
    call_command("sweep_attachments", stdout=told)
    assert told.getvalue() == "0 deleted\n"


def test_the_files_of_many_posts_take_one_statement(scene, django_assert_num_queries):
    for count in (1, 3):
        posts = [PostFactory(thread=scene.closed_thread) for _ in range(count)]
        for post in posts:
            AttachmentFactory(post=post)
        with django_assert_num_queries(1):
            assert len(attachments_of([post.pk for post in posts])) == count


def test_a_thread_page_shows_what_hangs_on_its_posts_and_an_image_only_once(scene, writer):
    picture = AttachmentFactory(
        post=scene.closed_post, name="overleg.png", content_type="image/png", width=40, height=30
    )
    AttachmentFactory(post=scene.closed_post, name="verslag <b>.pdf")
    url = picture.get_absolute_url()
    path = scene.closed_thread.get_absolute_url()

    page = writer.get(path).content.decode()
    assert f'<img src="{url}" alt="overleg.png" width="40" height="30" loading="lazy">' in page
    assert "verslag &lt;b&gt;.pdf</a>" in page

    Post.objects.filter(pk=scene.closed_post.pk).update(body=f'<p><img src="{url}" alt="Een tafel"></p>')
    assert writer.get(path).content.decode().count(f'src="{url}"') == 1


def test_files_cost_a_thread_page_one_statement(scene, writer, django_assert_num_queries):
    path = scene.closed_thread.get_absolute_url()
    with CaptureQueriesContext(connection) as without:
        writer.get(path)
    for _ in (1, 2, 3):
        AttachmentFactory(post=scene.closed_post)
        with django_assert_num_queries(len(without) + 1):
            writer.get(path)
