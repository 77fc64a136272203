"""National questions: what is asked, of whom, what came back, and what became of it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from questions.querysets import AnswerQuerySet, QuestionQuerySet, RecipientQuerySet


class Question(models.Model):
    """
    A question that a national party asks of members, in its own words (*landelijke vraag*).

    The sentence about who reads the answers is fixed when the question opens, because
    people answered under that promise.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        OPEN = "open", "open"
        CLOSED = "closed", "gesloten"
        INTERPRETING = "interpreting", "in duiding"
        SHARED = "shared", "gedeeld"
        COMPLETED = "completed", "afgerond"

    class Visibility(models.TextChoices):
        TEAM = "team", "alleen het programmateam"
        RESPONDENTS = "respondents", "wie zelf antwoord gaf"
        MEMBERS = "members", "alle leden"

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
    is_public = models.BooleanField("iedereen mag deze vraag zien", default=True)
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

    state = models.CharField("stand", max_length=14, choices=State, default=State.DRAFT)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="van het programmateam",
    )
    created_at = models.DateTimeField("gemaakt op")
    opened_at = models.DateTimeField("opengezet op", null=True, blank=True)
    closed_at = models.DateTimeField("gesloten op", null=True, blank=True)
    halfway_reminded_at = models.DateTimeField("halverwege herinnerd op", null=True, blank=True)
    last_reminded_at = models.DateTimeField("voor het laatst herinnerd op", null=True, blank=True)
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

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "landelijke vraag"
        verbose_name_plural = "landelijke vragen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | models.Q(
                    opened_at__isnull=False, deadline_at__isnull=False, deadline_at__gt=models.F("opened_at")
                ),
                name="question_opened_before_deadline",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "open", "closed", "interpreting", "shared", "completed"]
                ),
                name="question_state",
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
            case self.Visibility.MEMBERS:
                return "alle leden en het programmateam"
            case self.Visibility.RESPONDENTS:
                return "het programmateam en wie zelf antwoord geeft"
            case _:
                return "alleen het programmateam"


class SubQuestion(models.Model):
    """One of the one to five parts of a question (*deelvraag*)."""

    class Kind(models.TextChoices):
        TEXT = "text", "open vraag"
        CHOICE = "choice", "keuze"

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
            models.CheckConstraint(condition=models.Q(kind__in=["text", "choice"]), name="sub_question_kind"),
        ]

    def __str__(self):
        return f"{self.position}. {self.text}"


class Recipient(models.Model):
    """
    One voice that is asked: an organisation or a member by name (*gevraagde*).

    ``reasons`` are the Dutch words for why, such as "thema Veiligheid". Letters go to
    people: an organisation's contact persons, or the member herself.
    """

    class Reaction(models.TextChoices):
        NONE = "none", "nog geen reactie"
        ANSWERED = "answered", "beantwoord"
        NOT_FOR_US = "not_for_us", "niet voor ons"
        NO_ROOM = "no_room", "nu geen ruimte"
        CALL_ME = "call_me", "bel mij"

    question = models.ForeignKey(Question, models.CASCADE, related_name="recipients", verbose_name="vraag")
    organization = models.ForeignKey(
        "members.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name="organisatie",
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="asked",
        verbose_name="lid",
    )
    reasons = models.JSONField("redenen", default=list)
    reaction = models.CharField("reactie", max_length=12, choices=Reaction, default=Reaction.NONE)
    reacted_at = models.DateTimeField("gereageerd op", null=True, blank=True)
    reacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gereageerd door",
    )
    note = models.CharField("toelichting", max_length=400, blank=True)
    # Only for who asked to be called; emptied when she reacts otherwise.
    phone = models.CharField("telefoon", max_length=30, blank=True)
    call_when = models.CharField("wanneer bellen", max_length=120, blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        verbose_name = "gevraagde"
        verbose_name_plural = "gevraagden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) ^ models.Q(member__isnull=True),
                name="recipient_one_voice",
            ),
            models.UniqueConstraint(fields=["question", "organization"], name="recipient_organization_once"),
            models.UniqueConstraint(fields=["question", "member"], name="recipient_member_once"),
            models.CheckConstraint(
                condition=models.Q(reaction__in=["none", "answered", "not_for_us", "no_room", "call_me"]),
                name="recipient_reaction",
            ),
        ]

    def __str__(self):
        return f"Recipient {self.pk} of question {self.question_id}"


class Answer(models.Model):
    """
    What one voice says (*antwoord*): a member's own, or one on behalf of an organisation.

    ``version`` rises with every save, so that somebody who saves over another's text is
    shown both. An answer whose ``submitted_at`` is empty is a draft; one that was saved
    after the deadline is marked ``is_late`` and stays apart.
    """

    class Naming(models.TextChoices):
        NAMED = "named", "met naam"
        ORGANIZATION = "organization", "alleen organisatie"
        UNTRACEABLE = "untraceable", "niet herleidbaar"

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", verbose_name="vraag")
    organization = models.ForeignKey(
        "members.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="organisatie",
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name="lid",
    )
    last_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="laatst bewerkt door",
    )
    naming = models.CharField("hoe noemen we je", max_length=12, choices=Naming, default=Naming.ORGANIZATION)
    may_be_quoted = models.BooleanField("citeren mag", default=False)
    is_for_team_only = models.BooleanField("alleen het programmateam leest dit", default=False)
    version = models.PositiveIntegerField("versie", default=1)
    started_at = models.DateTimeField("begonnen op")
    changed_at = models.DateTimeField("gewijzigd op")
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    is_late = models.BooleanField("na sluiting", default=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=True) ^ models.Q(member__isnull=True),
                name="answer_one_voice",
            ),
            models.UniqueConstraint(fields=["question", "organization"], name="answer_organization_once"),
            models.UniqueConstraint(fields=["question", "member"], name="answer_member_once"),
            models.CheckConstraint(
                condition=models.Q(naming__in=["named", "organization", "untraceable"]), name="answer_naming"
            ),
        ]

    def __str__(self):
        return f"Answer {self.pk} to question {self.question_id}"


class AnswerPart(models.Model):
    """What an answer says to one sub-question (*deelantwoord*)."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="parts", verbose_name="antwoord")
    sub_question = models.ForeignKey(
        SubQuestion, models.PROTECT, related_name="answer_parts", verbose_name="deelvraag"
    )
    text = models.TextField("antwoord", blank=True)
    choice = models.CharField("keuze", max_length=200, blank=True)
    has_no_experience = models.BooleanField("geen ervaring mee", default=False)

    class Meta:
        verbose_name = "deelantwoord"
        verbose_name_plural = "deelantwoorden"
        constraints = [models.UniqueConstraint(fields=["answer", "sub_question"], name="answer_part_once")]

    def __str__(self):
        return f"Part {self.sub_question_id} of answer {self.answer_id}"


class AnswerVersion(models.Model):
    """
    What an answer said before it was changed (*eerdere versie*), so that no text is ever lost.

    One that ``is_late`` was written after the deadline over an answer that had been handed
    in: the answer stayed as it was.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions", verbose_name="antwoord")
    version = models.PositiveIntegerField("versie")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    saved_at = models.DateTimeField("opgeslagen op")
    parts = models.JSONField("deelantwoorden")
    is_late = models.BooleanField("na sluiting", default=False)

    class Meta:
        verbose_name = "eerdere versie"
        verbose_name_plural = "eerdere versies"
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="answer_version_once")]

    def __str__(self):
        return f"Version {self.version} of answer {self.answer_id}"


class Synthesis(models.Model):
    """
    The range of what was said, in five fixed sections (*synthese*).

    It is no position of the members: it shows where experiences differ and what that
    depends on, and every quote leads to an answer whose writer agreed to be quoted.
    """

    class Section(models.TextChoices):
        RECOGNIZED = "recognized", "Wat herkennen velen"
        DIVERGING = "diverging", "Waar lopen ervaringen uiteen, en waarvan hangt dat af"
        FAILING = "failing", "Wat werkt niet en wat zou wèl kunnen"
        SIGNALS = "signals", "Losse signalen"
        UNKNOWN = "unknown", "Wat we niet weten"

    question = models.OneToOneField(Question, models.CASCADE, related_name="synthesis", verbose_name="vraag")
    recognized = models.TextField(Section.RECOGNIZED.label, blank=True)
    diverging = models.TextField(Section.DIVERGING.label, blank=True)
    failing = models.TextField(Section.FAILING.label, blank=True)
    signals = models.TextField(Section.SIGNALS.label, blank=True)
    unknown = models.TextField(Section.UNKNOWN.label, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    changed_at = models.DateTimeField("gewijzigd op")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    shared_at = models.DateTimeField("gedeeld op", null=True, blank=True)

    class Meta:
        verbose_name = "synthese"
        verbose_name_plural = "syntheses"

    def __str__(self):
        return f"Synthesis of question {self.question_id}"


class Quote(models.Model):
    """A passage from an answer, word for word, in one section of a synthesis (*citaat*)."""

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="quotes", verbose_name="synthese")
    section = models.CharField("deel", max_length=12, choices=Synthesis.Section)
    source = models.ForeignKey(AnswerPart, models.PROTECT, related_name="quotes", verbose_name="uit")
    passage = models.TextField("citaat")
    position = models.PositiveSmallIntegerField("plaats", default=1)

    class Meta:
        verbose_name = "citaat"
        verbose_name_plural = "citaten"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(section__in=["recognized", "diverging", "failing", "signals", "unknown"]),
                name="quote_section",
            )
        ]

    def __str__(self):
        return f"Quote {self.pk} from part {self.source_id}"


class Outcome(models.Model):
    """
    What the asker did with the answers, dated (*terugkoppeling*).

    "Nothing was done with it, because …" is an outcome too.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="outcomes", verbose_name="vraag")
    happened_on = models.DateField("wanneer")
    text = models.TextField("wat is ermee gedaan")
    nothing_done = models.BooleanField("er is niets mee gedaan", default=False)
    follow_up = models.TextField("wat volgt nog", blank=True)
    recorded_at = models.DateTimeField("vastgelegd op")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="vastgelegd door"
    )

    class Meta:
        verbose_name = "terugkoppeling"
        verbose_name_plural = "terugkoppelingen"

    def __str__(self):
        return f"Outcome {self.pk} of question {self.question_id}"
