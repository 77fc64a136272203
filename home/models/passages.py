"""Passages of a thread in a lesson, and how their writers were asked whether they may stand there."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, QuerySet

from privacy.rules import HERS, HERS_AND_GOES, SECRET, WORDS
from ui.wording import is_word_for_word, own_words


def _since_settled(moment: str) -> Q:
    """Say that this happened, and that no editor has looked at the lesson since."""
    happened = Q(**{f"{moment}__isnull": False})
    return happened & (Q(settled_at=None) | Q(settled_at__lt=F(moment)))


class PassageQuerySet(QuerySet):
    def with_sources(self):
        """Load with each passage what says whether it may be shown, and who said it."""
        return self.select_related("post", "author", "organization")

    def pending(self):
        """Passages whose writers have not said yet whether they may stand in a lesson."""
        return self.filter(consent__in=Passage.PENDING)

    def fallen(self):
        """
        Passages that stood in a lesson that is online and may stand there no more, or changed since.

        An editor has not looked yet whether the lesson still holds without them.
        """
        gone = _since_settled("post__deleted_at") | _since_settled("post__hidden_at")
        changed = Q(post__edited_at__gt=F("answered_at")) & _since_settled("post__edited_at")
        nobody = Q(author=None, settled_at=None)
        withdrawn = Q(consent=Passage.Consent.WITHDRAWN) & _since_settled("answered_at")
        return self.filter(
            withdrawn | Q(consent__in=Passage.GIVEN) & (gone | changed | nobody), lesson__live=True
        )


class Passage(models.Model):
    """
    Words of a post that a facilitator wants in a lesson (*citaat uit het gesprek*).

    The lesson holds only the number of this row. What may be shown of it is decided each time
    the lesson is shown, so whoever takes her consent back is out of every copy at once.
    """

    privacy = {"author": HERS, "words": WORDS}

    class Consent(models.TextChoices):
        CHOSEN = "chosen", "nog niet gevraagd"
        ASKED = "asked", "wacht op antwoord"
        BY_NAME = "by_name", "mag, met naam"
        BY_ORGANIZATION = "by_organization", "mag, met de naam van de organisatie"
        UNNAMED = "unnamed", "mag, zonder naam"
        REFUSED = "refused", "mag niet"
        WITHDRAWN = "withdrawn", "ingetrokken"

    PENDING = (Consent.CHOSEN, Consent.ASKED)
    GIVEN = (Consent.BY_NAME, Consent.BY_ORGANIZATION, Consent.UNNAMED)

    lesson = models.ForeignKey("home.LessonPage", models.CASCADE, related_name="passages", verbose_name="les")
    post = models.ForeignKey(
        "learninggroups.Post",
        models.SET_NULL,
        null=True,
        related_name="passages",
        verbose_name="bericht",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="passages",
        verbose_name="schrijver",
    )
    organization = models.ForeignKey(
        "members.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="organisatie van de schrijver",
    )
    words = models.TextField("citaat")
    consent = models.CharField("toestemming", max_length=16, choices=Consent, default=Consent.CHOSEN)
    chosen_at = models.DateTimeField("gekozen op")
    asked_at = models.DateTimeField("gevraagd op", null=True, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    # When an editor last looked whether the lesson holds with what is left of it.
    settled_at = models.DateTimeField("nagelezen op", null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        verbose_name = "citaat uit het gesprek"
        verbose_name_plural = "citaten uit het gesprek"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    consent__in=[
                        "chosen",
                        "asked",
                        "by_name",
                        "by_organization",
                        "unnamed",
                        "refused",
                        "withdrawn",
                    ]
                ),
                name="passage_consent",
            ),
            models.CheckConstraint(
                condition=Q(consent="chosen", asked_at=None)
                | ~Q(consent="chosen") & Q(asked_at__isnull=False),
                name="passage_asked_unless_only_chosen",
            ),
            models.CheckConstraint(
                condition=Q(consent__in=["chosen", "asked"], answered_at=None)
                | ~Q(consent__in=["chosen", "asked"]) & Q(answered_at__isnull=False),
                name="passage_answered_unless_pending",
            ),
        ]

    def __str__(self):
        return f"Passage {self.pk} in lesson {self.lesson_id} ({self.consent})"

    @property
    def is_pending(self) -> bool:
        """Nobody knows yet whether this may stand in the lesson."""
        return self.consent in self.PENDING

    @property
    def is_given(self) -> bool:
        """Its writer agreed, in one of three ways."""
        return self.consent in self.GIVEN

    @property
    def is_shown(self) -> bool:
        """Its writer agrees, is there to take that back, and her post still says it."""
        return self.is_given and self.author_id is not None and self.still_stands

    @property
    def reason_unseen(self) -> str:
        """Say why this is not shown, without saying whose words they are."""
        match self.consent:
            case self.Consent.CHOSEN | self.Consent.ASKED:
                return "de schrijver heeft nog niet geantwoord"
            case self.Consent.REFUSED:
                return "de schrijver wil het niet"
            case self.Consent.WITHDRAWN:
                return "de schrijver heeft haar toestemming ingetrokken"
        return "het staat niet meer zo in het bericht"

    @property
    def attribution(self) -> str:
        """Say who said it, in the way its writer chose."""
        where = self.organization.name if self.organization else ""
        if self.consent == self.Consent.BY_NAME and self.author:
            return f"{self.author.name}, {where}" if where else self.author.name
        if self.consent == self.Consent.BY_ORGANIZATION and where:
            return f"iemand van {where}"
        return "een deelnemer aan het gesprek"

    @property
    def still_stands(self) -> bool:
        """Whether her post says this now; what was taken out of it is repeated nowhere."""
        if self.post is None:
            return True
        is_gone = self.post.deleted_at is not None or self.post.hidden_at is not None
        return not is_gone and is_word_for_word(self.words, own_words(self.post.body))


class ConsentRequest(models.Model):
    """
    One letter that asks a writer about her passages in a lesson (*vraag om toestemming*).

    Its link keeps working as long as the lesson has words of hers, so that she can change her
    mind; only the token's hash is kept.
    """

    privacy = {"author": HERS_AND_GOES, "token_hash": SECRET}

    lesson = models.ForeignKey(
        "home.LessonPage", models.CASCADE, related_name="consent_requests", verbose_name="les"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consent_requests", verbose_name="schrijver"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("gevraagd op")
    # She had not answered an earlier letter.
    is_reminder = models.BooleanField("herinnering", default=False)

    class Meta:
        verbose_name = "vraag om toestemming"
        verbose_name_plural = "vragen om toestemming"
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "author"],
                condition=Q(is_reminder=True),
                name="consent_reminder_once",
            )
        ]

    def __str__(self):
        return f"Consent request {self.pk} to {self.author_id}"
