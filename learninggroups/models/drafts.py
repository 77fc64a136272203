"""What a member is still writing, and the files that belong to what is written."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse

from files.storage import private_storage
from learninggroups.models.groups import LearningGroup
from learninggroups.models.posts import Post
from learninggroups.models.threads import Thread
from learninggroups.querysets import AttachmentQuerySet, DraftQuerySet
from privacy.rules import FILE, HERS_AND_GOES, INTERNAL, PERSONAL, PLAIN, WORDS, Kept

DRAFT_KEPT = timedelta(days=90)

# In the fields of a draft, what nobody typed: the post it answers, and the mail it came in.
MAIL_FIELD = "mail"
NOT_TYPED = frozenset({"answers", MAIL_FIELD})


def place_of(target: LearningGroup | Thread | Post) -> str:
    """Return the words for where a text will land, as a draft and its files keep them."""
    kinds = {LearningGroup: "group", Thread: "thread", Post: "post"}
    return f"{kinds[type(target)]}:{target.pk}"


class Draft(models.Model):
    """
    An unfinished text of one member for one place (*concept*), kept while she types.

    ``place`` names where it will land: ``group:3`` for a new thread, ``thread:12`` for a reply,
    ``post:77`` for a change. ``fields`` holds what was typed in each field of the form, by name.
    ``version`` counts each time it is kept: who keeps from an older one overwrites nothing, but
    gets a draft beside it. Kept for ninety days.
    """

    privacy = {"member": HERS_AND_GOES, "place": INTERNAL, "fields": WORDS}
    kept = (Kept(DRAFT_KEPT, since="kept_at", by="learninggroups.actions.drafts.purge_drafts"),)

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts", verbose_name="lid"
    )
    place = models.CharField("waarvoor", max_length=40)
    fields = models.JSONField("tekst", default=dict)
    version = models.PositiveIntegerField("versie", default=1)
    kept_at = models.DateTimeField("bewaard op", db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "concept"
        verbose_name_plural = "concepten"
        indexes = [models.Index(fields=["member", "place"], name="draft_place")]

    def __str__(self):
        return f"Draft of {self.member_id} for {self.place}"


def attachment_path(attachment: "Attachment", filename: str) -> str:
    """Return a name nobody can guess; what its owner called the file stays in the database."""
    return f"attachments/{attachment.key.hex[:2]}/{attachment.key.hex}"


class Attachment(models.Model):
    """
    A file or image that belongs to a post (*bijlage*); served only by the view that asks who may see it.

    Uploaded while writing, it belongs to its uploader alone until the post is there; ``place``
    says until then what it is for, in the words of :class:`Draft`.
    """

    privacy = {
        "uploader": HERS_AND_GOES,
        "place": INTERNAL,
        "file": FILE,
        "name": PERSONAL,
        "content_type": PLAIN,
        "alt": WORDS,
    }

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="attachments", verbose_name="van"
    )
    place = models.CharField("waarvoor", max_length=40, blank=True)
    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="attachments", verbose_name="bericht"
    )
    file = models.FileField("bestand", upload_to=attachment_path, storage=private_storage, max_length=200)
    name = models.CharField("naam", max_length=160)
    content_type = models.CharField("soort", max_length=120)
    size = models.PositiveIntegerField("grootte in bytes")
    width = models.PositiveIntegerField("breedte", null=True, blank=True)
    height = models.PositiveIntegerField("hoogte", null=True, blank=True)
    alt = models.CharField("wat is er te zien", max_length=300, blank=True)
    uploaded_at = models.DateTimeField("geüpload op")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage"
        verbose_name_plural = "bijlagen"
        indexes = [
            models.Index(fields=["uploaded_at"], condition=models.Q(post=None), name="attachment_loose")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("learninggroups:attachment", args=[self.key])
