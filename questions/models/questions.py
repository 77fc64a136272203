"""National questions: what is asked, in which state that is, and every step it took."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from files.storage import private_storage
from privacy.rules import ACTOR, EDITORIAL, HER_ADDRESS, INTERNAL, PERSONAL, PLAIN, SECRET, TITLE, Kept
from questions.querysets import QuestionQuerySet

OFFER_KEPT = timedelta(days=365)


class Question(models.Model):
    """
    A question that a national party asks of members, in its own words (*landelijke vraag*).

    The sentence about who reads the answers is fixed when the question opens, because
    people answered under that promise. A second round is a question of its own that points
    at its ``previous_round``, so that the answers of two rounds never mix. One with a ``year``
    puts the same three questions to every member, once a year.
    """

    privacy = {
        "title": TITLE,
        "asker": EDITORIAL,
        "wording": EDITORIAL,
        "context": EDITORIAL,
        "importance": EDITORIAL,
        "use": EDITORIAL,
        "forum": EDITORIAL,
        "withdrawn_reason": EDITORIAL,
        "owner": ACTOR,
        "edited_by": ACTOR,
        "ready_by": ACTOR,
        "audience_kinds": INTERNAL,
        "audience_members": ACTOR,
    }

    class State(models.TextChoices):
        SUBMITTED = "submitted", "ingediend"
        DRAFT = "draft", "concept"
        READY = "ready", "klaar"
        SCHEDULED = "scheduled", "gepland"
        OPEN = "open", "open"
        CLOSED = "closed", "gesloten"
        INTERPRETING = "interpreting", "in duiding"
        RETURNED = "returned", "teruggelegd"
        SHARED = "shared", "gedeeld"
        AWAITING = "awaiting", "terugkoppeling volgt"
        COMPLETED = "completed", "afgerond"
        WITHDRAWN = "withdrawn", "ingetrokken"
        MERGED = "merged", "samengevoegd"
        SECOND_ROUND = "second_round", "tweede ronde"

    class Visibility(models.TextChoices):
        TEAM = "team", "alleen het programmateam"
        RESPONDENTS = "respondents", "wie zelf antwoord gaf"
        MEMBERS = "members", "alle leden"
        PUBLIC = "public", "iedereen"

    title = models.CharField("titel", max_length=160)
    asker = models.CharField("wie vraagt dit", max_length=160)
    wording = models.TextField("de vraag, in de woorden van de vrager")
    context = models.TextField("onze toelichting", blank=True)
    importance = models.TextField("waarom doet dit ertoe", blank=True)
    use = models.TextField("wat gebeurt er met de antwoorden", blank=True)
    use_date = models.DateField("wanneer gebeurt dat", null=True, blank=True)
    effort_minutes = models.PositiveSmallIntegerField(
        "hoeveel minuten kost het", default=10, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    deadline_at = models.DateTimeField("antwoorden kan tot", null=True, blank=True)
    visibility = models.CharField(
        "wie leest de antwoorden", max_length=12, choices=Visibility, default=Visibility.TEAM
    )
    # Two promises about when others read, which hold from the opening on.
    shows_after_closing = models.BooleanField("antwoorden pas na sluiting tonen", default=False)
    shows_after_answering = models.BooleanField("eerst zelf antwoorden, dan anderen lezen", default=False)
    is_public = models.BooleanField("iedereen mag deze vraag zien", default=True)
    forum = models.CharField("tafel", max_length=160, blank=True)
    themes = models.ManyToManyField(
        "themes.Theme", blank=True, related_name="questions", verbose_name="thema's"
    )
    programme = models.ForeignKey(
        "themes.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name="programma",
    )

    year = models.PositiveSmallIntegerField("de drie vragen van", null=True, blank=True)
    state = models.CharField("stand", max_length=14, choices=State, default=State.DRAFT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="van het programmateam",
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="laatst bewerkt door",
    )
    ready_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="klaar bevonden door",
    )
    created_at = models.DateTimeField("gemaakt op")
    opens_at = models.DateTimeField("gaat open op", null=True, blank=True)
    opened_at = models.DateTimeField("opengezet op", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    halfway_reminded_at = models.DateTimeField("halverwege herinnerd op", null=True, blank=True)
    last_reminded_at = models.DateTimeField("voor het laatst herinnerd op", null=True, blank=True)
    # Whom it asks is written by the worker, which goes on after this member when it was stopped.
    planned_at = models.DateTimeField("gevraagden vastgelegd op", null=True, blank=True)
    planned_up_to = models.BigIntegerField("brieven klaargezet tot en met", default=0)
    extended_at = models.DateTimeField("verlengd op", null=True, blank=True)
    extension_told_at = models.DateTimeField("verlenging gemeld op", null=True, blank=True)
    return_until = models.DateTimeField("reageren op de synthese kan tot", null=True, blank=True)
    withdrawn_reason = models.TextField("waarom ingetrokken", blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_from",
        verbose_name="samengevoegd met",
    )
    previous_round = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next_round",
        verbose_name="eerste ronde",
    )
    outcome_reminded_at = models.DateTimeField("herinnerd aan terugkoppeling op", null=True, blank=True)

    # Who is asked, as chosen; the recipients themselves are rows.
    asks_everyone = models.BooleanField("alle organisaties", default=False)
    audience_themes = models.ManyToManyField(
        "themes.Theme", blank=True, related_name="+", verbose_name="thema's"
    )
    audience_regions = models.ManyToManyField(
        "members.Region", blank=True, related_name="+", verbose_name="regio's"
    )
    audience_kinds = models.JSONField("soorten team", default=list, blank=True)
    audience_members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="leden met naam"
    )
    audience_groups = models.ManyToManyField(
        "learninggroups.LearningGroup", blank=True, related_name="+", verbose_name="leergroepen"
    )
    audience_limit = models.PositiveIntegerField("hoogstens zoveel organisaties", null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "landelijke vraag"
        verbose_name_plural = "landelijke vragen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["submitted", "draft", "ready", "scheduled", "withdrawn", "merged"]
                )
                | models.Q(
                    opened_at__isnull=False, deadline_at__isnull=False, deadline_at__gt=models.F("opened_at")
                ),
                name="question_opened_before_deadline",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "submitted",
                        "draft",
                        "ready",
                        "scheduled",
                        "open",
                        "closed",
                        "interpreting",
                        "returned",
                        "shared",
                        "awaiting",
                        "completed",
                        "withdrawn",
                        "merged",
                        "second_round",
                    ]
                ),
                name="question_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="scheduled") | models.Q(opens_at__isnull=False),
                name="question_scheduled_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="question_merged_into",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="withdrawn") | ~models.Q(withdrawn_reason=""),
                name="question_withdrawn_reason",
            ),
            models.UniqueConstraint(
                fields=["year"],
                condition=~models.Q(state__in=["withdrawn", "merged"]),
                name="question_year_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "deadline_at"], name="question_state_deadline")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("questions:question", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it takes answers, as far as the row knows; the clock is the action's to ask."""
        return self.state == self.State.OPEN

    @property
    def readers(self) -> str:
        """Who reads an answer, as it is promised before somebody answers."""
        match self.visibility:
            case self.Visibility.PUBLIC:
                return "iedereen, ook wie geen lid is"
            case self.Visibility.MEMBERS:
                return "alle leden en het programmateam"
            case self.Visibility.RESPONDENTS:
                return "het programmateam en wie zelf antwoord geeft"
            case _:
                return "alleen het programmateam"


class SubQuestion(models.Model):
    """One of the one to five parts of a question (*deelvraag*)."""

    privacy = {"text": TITLE, "choices": EDITORIAL}

    class Kind(models.TextChoices):
        TEXT = "text", "open vraag"
        CHOICE = "choice", "keuze"
        EXAMPLE = "example", "voorbeeld"

    question = models.ForeignKey(Question, models.CASCADE, related_name="sub_questions", verbose_name="vraag")
    position = models.PositiveSmallIntegerField(
        "plaats", validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    kind = models.CharField("soort", max_length=8, choices=Kind, default=Kind.TEXT)
    text = models.CharField("deelvraag", max_length=400)
    choices = models.JSONField("keuzes", default=list, blank=True)

    class Meta:
        verbose_name = "deelvraag"
        verbose_name_plural = "deelvragen"
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="sub_question_position_once"),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=5), name="sub_question_one_to_five"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["text", "choice", "example"]), name="sub_question_kind"
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.text}"


class StateChange(models.Model):
    """One step that a question took (*stap*): from where, to where, by whom and why; never changed."""

    privacy = {"by": ACTOR, "reason": EDITORIAL}

    question = models.ForeignKey(Question, models.CASCADE, related_name="state_changes", verbose_name="vraag")
    from_state = models.CharField("van", max_length=14, choices=Question.State, blank=True)
    to_state = models.CharField("naar", max_length=14, choices=Question.State)
    at = models.DateTimeField("op")
    # Empty when time took the step: a planned opening, a deadline that passed.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="door",
    )
    reason = models.TextField("waarom", blank=True)

    class Meta:
        verbose_name = "stap"
        verbose_name_plural = "stappen"
        indexes = [models.Index(fields=["question", "at"], name="state_change_question")]

    def __str__(self):
        return f"Question {self.question_id}: {self.from_state} to {self.to_state}"


class Offer(models.Model):
    """
    Who offered a question from outside (*aanbod*), and how to reach her while it is prepared.

    The key in her letters opens what became of her question; only its hash is kept. Her
    address is forgotten a year after the question was completed.
    """

    privacy = {
        "name": PERSONAL,
        "organization": PLAIN,
        "email": HER_ADDRESS,
        "phone": PERSONAL,
        "key_hash": SECRET,
    }
    kept = (
        Kept(
            OFFER_KEPT,
            since="offered_at",
            fields=("name", "email", "phone"),
            by="questions.actions.offering.forget_offers",
        ),
    )

    question = models.OneToOneField(Question, models.CASCADE, related_name="offer", verbose_name="vraag")
    name = models.CharField("naam", max_length=120)
    organization = models.CharField("organisatie", max_length=160)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon", max_length=30, blank=True)
    wanted_by = models.DateField("antwoorden nodig voor", null=True, blank=True)
    key_hash = models.CharField(max_length=64, unique=True)
    offered_at = models.DateTimeField("aangeboden op")
    agreed_at = models.DateTimeField("akkoord met de tekst op", null=True, blank=True)

    class Meta:
        verbose_name = "aanbod"
        verbose_name_plural = "aanbiedingen"

    def __str__(self):
        return f"Offer of question {self.question_id}"


def question_file_path(file: "QuestionFile", filename: str) -> str:
    """Return a name nobody can guess; what the file is called stays in the database."""
    return f"questions/{file.key.hex[:2]}/{file.key.hex}"


class QuestionFile(models.Model):
    """A document that goes with a question (*bijlage*); seen by whoever may see the question."""

    privacy = {"file": EDITORIAL, "name": EDITORIAL, "content_type": INTERNAL}

    key = models.UUIDField("sleutel", default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="files", verbose_name="vraag")
    file = models.FileField("bestand", upload_to=question_file_path, storage=private_storage, max_length=200)
    name = models.CharField("naam", max_length=160)
    content_type = models.CharField("soort", max_length=120)
    size = models.PositiveIntegerField("grootte in bytes")
    added_at = models.DateTimeField("toegevoegd op")

    class Meta:
        verbose_name = "bijlage bij een vraag"
        verbose_name_plural = "bijlagen bij vragen"

    def __str__(self):
        return self.name
