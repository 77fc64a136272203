"""Meetings, and the rows of them that were planned together."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from meetings.querysets import MeetingQuerySet
from privacy.rules import ACTOR, EDITORIAL, TITLE


class Series(models.Model):
    """Meetings that were planned together, each on a day of its own (*reeks*)."""

    privacy = {}

    planned_at = models.DateTimeField("gepland op")

    class Meta:
        verbose_name = "reeks"
        verbose_name_plural = "reeksen"

    def __str__(self):
        return f"Series {self.pk}"


class Meeting(models.Model):
    """
    People who come together on a day, somewhere or online (*bijeenkomst*).

    ``uid`` and ``sequence`` are how calendars recognise it and its changes (RFC 5545). Where it
    is, ``place`` says to everybody and ``online_url`` only to who comes.
    """

    privacy = {
        "title": TITLE,
        "about": EDITORIAL,
        "place": EDITORIAL,
        "online_url": EDITORIAL,
        "agenda": EDITORIAL,
        "notes": EDITORIAL,
        "cancelled_reason": EDITORIAL,
        "planned_by": ACTOR,
    }

    class Openness(models.TextChoices):
        OPEN = "open", "open: iedereen kan meedoen"
        MEMBERS = "members", "voor leden van de associatie"
        GROUP = "group", "voor deelnemers van de leergroep"

    title = models.CharField("titel", max_length=140)
    about = models.TextField("waar gaat het over", max_length=6000, blank=True)
    openness = models.CharField("voor wie", max_length=8, choices=Openness, default=Openness.OPEN)
    group = models.ForeignKey(
        "learninggroups.LearningGroup",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="leergroep",
    )
    theme = models.ForeignKey(
        "themes.Theme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="thema",
    )
    programme = models.ForeignKey(
        "themes.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="landelijk programma",
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name="reeks"
    )
    starts_at = models.DateTimeField("begint op")
    ends_at = models.DateTimeField("eindigt op")
    place = models.CharField("plek", max_length=200, blank=True)
    online_url = models.URLField("link om online mee te doen", max_length=500, blank=True)
    agenda = models.TextField("programma", max_length=6000, blank=True)
    capacity = models.PositiveIntegerField("aantal plaatsen", null=True, blank=True)
    notes = models.TextField("verslag", max_length=20_000, blank=True)
    uid = models.UUIDField("kenmerk in agenda's", default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField("volgnummer van wijziging", default=0)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="gepland door",
    )
    planned_at = models.DateTimeField("gepland op")
    changed_at = models.DateTimeField("gewijzigd op")
    cancelled_at = models.DateTimeField("afgelast op", null=True, blank=True)
    cancelled_reason = models.CharField("waarom afgelast", max_length=400, blank=True)
    notes_at = models.DateTimeField("verslag geschreven op", null=True, blank=True)
    told_at = models.DateTimeField("verteld dat alles klaarstaat op", null=True, blank=True)
    guests_asked_at = models.DateTimeField("gasten gevraagd op", null=True, blank=True)
    # What stays of the list once its names and addresses are forgotten.
    came_count = models.PositiveIntegerField("aantal aangemeld", null=True, blank=True)
    present_count = models.PositiveIntegerField("aantal dat erbij was", null=True, blank=True)
    reminded_at = models.DateTimeField("herinnering gestuurd op", null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        indexes = [models.Index(fields=["starts_at", "id"], name="meeting_when")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "group"]), name="meeting_openness"
            ),
            models.CheckConstraint(
                condition=~models.Q(openness="group") | models.Q(group__isnull=False),
                name="meeting_of_group_has_group",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(place="") | ~models.Q(online_url=""), name="meeting_is_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gt=0), name="meeting_has_seats"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])
