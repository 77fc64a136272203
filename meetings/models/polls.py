"""Finding a day on which people can come, before there is a meeting."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from meetings.models.meetings import Meeting
from meetings.models.registrations import ATTENDANCE_KEPT
from meetings.querysets import PollAnswerQuerySet, PollQuerySet
from privacy.rules import ACTOR, AS_PARENT, EDITORIAL, HER_ADDRESS, HERS, PERSONAL, TITLE, WORDS, Kept


class DatePoll(models.Model):
    """Moments that somebody proposes for a meeting that has no day yet (*datumprikker*)."""

    privacy = {"title": TITLE, "about": EDITORIAL, "asked_by": ACTOR}
    kept = (Kept(ATTENDANCE_KEPT, since="moments__starts_at", by="meetings.actions.polls.forget_polls"),)

    title = models.CharField("titel", max_length=140)
    about = models.TextField("waar gaat het over", max_length=6000, blank=True)
    openness = models.CharField("voor wie", max_length=8, choices=Meeting.Openness)
    group = models.ForeignKey(
        "learninggroups.LearningGroup",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="date_polls",
        verbose_name="leergroep",
    )
    minutes = models.PositiveSmallIntegerField("hoeveel minuten duurt het")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gevraagd door"
    )
    asked_at = models.DateTimeField("gevraagd op")
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    meeting = models.OneToOneField(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="date_poll",
        verbose_name="de bijeenkomst die het werd",
    )

    objects = PollQuerySet.as_manager()

    class Meta:
        verbose_name = "datumprikker"
        verbose_name_plural = "datumprikkers"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "group"]), name="datepoll_openness"
            ),
            models.CheckConstraint(
                condition=~models.Q(openness="group") | models.Q(group__isnull=False),
                name="datepoll_of_group_has_group",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("meetings:poll", args=[self.pk])


class ProposedMoment(models.Model):
    """One of the moments that are proposed (*moment*)."""

    privacy = {}

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="moments", verbose_name="datumprikker")
    starts_at = models.DateTimeField("begint op")

    class Meta:
        verbose_name = "voorgesteld moment"
        verbose_name_plural = "voorgestelde momenten"
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="proposedmoment_once")]

    def __str__(self):
        return f"Moment {self.pk} of poll {self.poll_id}"


class PollAnswer(models.Model):
    """
    Somebody who is asked when she can, and what she said (*antwoord op een datumprikker*).

    One for each person; until ``answered_at`` she was asked and said nothing yet.
    """

    privacy = {"member": HERS, "email": HER_ADDRESS, "name": PERSONAL, "remark": WORDS}

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="answers", verbose_name="datumprikker")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="poll_answers",
        verbose_name="lid",
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", max_length=254)
    remark = models.CharField("opmerking", max_length=400, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)

    objects = PollAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord op een datumprikker"
        verbose_name_plural = "antwoorden op datumprikkers"
        constraints = [models.UniqueConstraint("poll", Lower("email"), name="pollanswer_once")]

    def __str__(self):
        return f"Answer {self.pk} to poll {self.poll_id}"


class Availability(models.Model):
    """Whether somebody can come at one moment (*kan, liever niet, kan niet*)."""

    privacy = {"answer": AS_PARENT}

    class Word(models.TextChoices):
        CAN = "can", "kan"
        RATHER_NOT = "rather_not", "liever niet"
        CANNOT = "cannot", "kan niet"

    answer = models.ForeignKey(
        PollAnswer, models.CASCADE, related_name="availabilities", verbose_name="antwoord"
    )
    moment = models.ForeignKey(
        ProposedMoment, models.CASCADE, related_name="availabilities", verbose_name="moment"
    )
    word = models.CharField("wat zij zegt", max_length=10, choices=Word)

    class Meta:
        verbose_name = "beschikbaarheid"
        verbose_name_plural = "beschikbaarheid"
        constraints = [
            models.UniqueConstraint(fields=["answer", "moment"], name="availability_once"),
            models.CheckConstraint(
                condition=models.Q(word__in=["can", "rather_not", "cannot"]), name="availability_word"
            ),
        ]

    def __str__(self):
        return f"Answer {self.answer_id} for moment {self.moment_id}"
