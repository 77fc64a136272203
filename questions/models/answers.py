"""What voices say to a question, each in its own words and under its own conditions."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from privacy.rules import ACTOR, AS_PARENT, HERS, PLAIN, WORDS
from questions.models.questions import Question, SubQuestion
from questions.querysets import AnswerQuerySet

# To one sub-question.
LONGEST_TEXT = 20_000
# From narrow to wide.
READERS = [
    Question.Visibility.TEAM,
    Question.Visibility.RESPONDENTS,
    Question.Visibility.MEMBERS,
    Question.Visibility.PUBLIC,
]


def up_to(readers: str) -> list[str]:
    """Return these readers and all that are narrower, from narrow to wide."""
    return READERS[: READERS.index(readers) + 1]


def narrowest(*readers: str) -> str:
    """Return the narrowest of these circles of readers."""
    return min(readers, key=READERS.index)


class Answer(models.Model):
    """
    What one voice says (*antwoord*): a member's own, or one on behalf of an organisation.

    ``version`` rises with every save, so that somebody who saves over another's text is
    shown both. An answer whose ``submitted_at`` is empty is a draft; one that was saved
    after the deadline is marked ``is_late`` and stays apart. ``readers`` is what its writer
    agreed to, never wider than what the question promised; who is named and what may be
    quoted is said per part. Of an answer that is ``withdrawn_at`` no text is left.
    """

    privacy = {"member": HERS, "last_editor": ACTOR, "typed_by": ACTOR}

    class Naming(models.TextChoices):
        NAMED = "named", "met naam"
        ORGANIZATION = "organization", "alleen organisatie"
        KIND_AND_REGION = "kind_region", "alleen soort team en regio"
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
    # Beside whose name a personal answer stands; who works at two places chose one, or none.
    place = models.ForeignKey(
        "members.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="bij welke organisatie",
    )
    readers = models.CharField(
        "wie leest dit", max_length=12, choices=Question.Visibility, default=Question.Visibility.TEAM
    )
    # Who wrote down what somebody else said; it counts once that person approved it.
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="opgeschreven door",
    )
    version = models.PositiveIntegerField("versie", default=1)
    writing_seconds = models.PositiveIntegerField("seconden geschreven", default=0)
    started_at = models.DateTimeField("begonnen op")
    changed_at = models.DateTimeField("gewijzigd op")
    consulted_at = models.DateTimeField("ter afstemming sinds", null=True, blank=True)
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    withdrawn_at = models.DateTimeField("ingetrokken op", null=True, blank=True)
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
                condition=models.Q(readers__in=["team", "respondents", "members", "public"]),
                name="answer_readers",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None) | models.Q(submitted_at=None),
                name="answer_withdrawn_is_not_handed_in",
            ),
            models.CheckConstraint(
                condition=models.Q(organization=None) | models.Q(place=None), name="answer_place_is_personal"
            ),
        ]

    def __str__(self):
        return f"Answer {self.pk} to question {self.question_id}"


class AnswerPart(models.Model):
    """
    What an answer says to one sub-question (*deelantwoord*), and what may be done with it.

    An organisation that does not agree within gives several readings of one sub-question,
    each with a line on who holds it.
    """

    privacy = {"answer": AS_PARENT, "held_by": WORDS, "text": WORDS, "choice": PLAIN}

    class Nature(models.TextChoices):
        FACT = "fact", "feit"
        EXPERIENCE = "experience", "ervaring"
        EXAMPLE = "example", "voorbeeld"
        OPINION = "opinion", "mening"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="parts", verbose_name="antwoord")
    sub_question = models.ForeignKey(
        SubQuestion, models.PROTECT, related_name="answer_parts", verbose_name="deelvraag"
    )
    reading = models.PositiveSmallIntegerField(
        "lezing", default=1, validators=[MinValueValidator(1), MaxValueValidator(4)]
    )
    held_by = models.CharField("wie het zo ziet", max_length=120, blank=True)
    nature = models.CharField("wat is dit", max_length=10, choices=Nature, blank=True)
    naming = models.CharField(
        "hoe noemen we je", max_length=12, choices=Answer.Naming, default=Answer.Naming.ORGANIZATION
    )
    may_be_quoted = models.BooleanField("citeren mag", default=False)
    text = models.TextField("antwoord", blank=True)
    choice = models.CharField("keuze", max_length=200, blank=True)
    has_no_experience = models.BooleanField("geen ervaring mee", default=False)

    class Meta:
        verbose_name = "deelantwoord"
        verbose_name_plural = "deelantwoorden"
        constraints = [
            models.UniqueConstraint(fields=["answer", "sub_question", "reading"], name="answer_part_once"),
            models.CheckConstraint(
                condition=models.Q(reading__gte=1, reading__lte=4), name="answer_part_reading"
            ),
            models.CheckConstraint(
                condition=models.Q(naming__in=["named", "organization", "kind_region", "untraceable"]),
                name="answer_part_naming",
            ),
            models.CheckConstraint(
                condition=models.Q(nature__in=["", "fact", "experience", "example", "opinion"]),
                name="answer_part_nature",
            ),
        ]

    def __str__(self):
        return f"Part {self.sub_question_id} of answer {self.answer_id}"

    @property
    def says_something(self) -> bool:
        """Whether anything was said here, if only that there is no experience with it."""
        return bool(self.text or self.choice or self.has_no_experience)


class AnswerVersion(models.Model):
    """
    What an answer said before it was changed (*eerdere versie*), so that no text is ever lost.

    One that ``is_aside`` is a text as it was typed beside the answer: over what somebody else
    had written meanwhile, or after the deadline (``is_late``) over what had been handed in.
    """

    privacy = {"answer": AS_PARENT, "editor": ACTOR, "parts": WORDS}

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="versions", verbose_name="antwoord")
    version = models.PositiveIntegerField("versie")
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    saved_at = models.DateTimeField("opgeslagen op")
    parts = models.JSONField("deelantwoorden")
    is_aside = models.BooleanField("ernaast getypt", default=False)
    is_late = models.BooleanField("na sluiting", default=False)

    class Meta:
        verbose_name = "eerdere versie"
        verbose_name_plural = "eerdere versies"
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="answer_version_once")]

    def __str__(self):
        return f"Version {self.version} of answer {self.answer_id}"
