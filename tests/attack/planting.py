"""Putting hostile words into every field that people type, of every row there is."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.attack.vectors import VECTORS
from ui import prose

OURS = {
    "activity",
    "audit",
    "digests",
    "home",
    "inbound",
    "learninggroups",
    "mailing",
    "meetings",
    "members",
    "questions",
    "search",
    "themes",
}
# What no person types, or only what a form lets through that knows its shape.
NOT_TYPED = {
    "activity.Event": {"kind", "subject_kind", "audience"},
    "audit.Entry": {"subject_kind", "network", "browser"},
    "audit.Seal": {"digest"},
    "digests.DigestDelivery": {"carried", "left_over"},
    "digests.DigestRun": {"period"},
    "digests.OpenRun": {"period"},
    "digests.WritingTurn": {"token"},
    "home.ConsentRequest": {"token_hash"},
    "home.ImportedFile": {"site", "path"},
    "home.ImportedPage": {"site", "digest"},
    "inbound.InboundMail": {"fingerprint", "recipient", "sender"},
    "inbound.MailboxVisit": {"trouble"},
    "learninggroups.Attachment": {"place", "content_type"},
    "learninggroups.Draft": {"place"},
    "learninggroups.ExposureRequest": {"token_hash"},
    "learninggroups.GroupInvitation": {"token_hash"},
    "mailing.Heartbeat": {"name", "trouble"},
    "mailing.KnownSite": {"host"},
    "mailing.Lease": {"token"},
    "mailing.LetterPart": {"about", "key", "text", "html"},
    "mailing.OutgoingMail": {
        "key",
        "message_id",
        "letter",
        "about",
        "reply_about",
        "thread_id",
        "lease_token",
        "last_code",
        "text",
        "html",
        "parts",
        "calendar",
    },
    "meetings.CalendarFeed": {"secret"},
    "meetings.Material": {"content_type"},
    "members.Choice": {"words", "words_version", "choice"},
    "members.Import": {"heading_key"},
    "members.ImportRow": {"address", "organization_key"},
    "members.Invitation": {"token_hash"},
    "members.Member": {"password"},
    "members.Message": {"mail_key"},
    "members.Organization": {"kind"},
    "search.Entry": {"subject_kind"},
}
# What passes the cleaner, and what an editor of the association writes in Wagtail's own.
CLEANED = {"learninggroups.Post": {"body"}, "learninggroups.PostRevision": {"body"}}
EDITORS_OWN = {"home.DevelopmentPage": {"what", "importance", "ask"}, "home.KnowledgePage": {"reading"}}
SHAPED = (models.SlugField, models.EmailField, models.URLField)
OPENINGS = ("<p>", "<p>Kijk: <strong>", "<blockquote>", "<ul><li>", "<h3>", "<table><tbody><tr><td>")


def typed_fields() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Yield each field that takes what a person types; a new one is among them by itself."""
    for model in apps.get_models():
        label = model._meta.label
        if model._meta.app_label not in OURS:
            continue
        apart = NOT_TYPED.get(label, set()) | EDITORS_OWN.get(label, set())
        for field in model._meta.local_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, SHAPED)
            if is_text and not field.choices and field.name not in apart:
                yield model, field
    yield apps.get_model("wagtailcore.Page"), apps.get_model("wagtailcore.Page")._meta.get_field("title")


def plant() -> None:
    """Fill every typed field of every row, each with the vectors that come next."""
    start = 0
    for model, field in typed_fields():
        is_cleaned = field.name in CLEANED.get(model._meta.label, ())
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True):
            if is_cleaned:
                words = prose.clean(rich(start))
                start += 1
            else:
                words, start = fitting(field.max_length or 20_000, start, ends_in=str(pk))
            model._base_manager.filter(pk=pk).update(**{field.name: words})
    drafts = apps.get_model("learninggroups.Draft")._base_manager.all()
    drafts.update(fields={"title": VECTORS[0], "body": rich(1)})


def rich(number: int) -> str:
    """Return one vector as the editor would send it."""
    vector = VECTORS[number % len(VECTORS)]
    return f"{OPENINGS[number % len(OPENINGS)]}Hallo {vector}".replace("\x00", "")


def fitting(room: int, start: int, ends_in: str) -> tuple[str, int]:
    """Return as many vectors as fit, all of them in a long field, and which comes next."""
    room -= len(ends_in) + 1
    chosen: list[str] = []
    for number in range(start, start + len(VECTORS)):
        vector = VECTORS[number % len(VECTORS)]
        if len(vector) + 1 > room:
            if chosen:
                return " ".join([*chosen, ends_in]), number
            continue
        chosen.append(vector)
        room -= len(vector) + 1
    return " ".join([*chosen, ends_in]), start + len(VECTORS)
