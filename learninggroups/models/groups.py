"""Learning groups, how open each is, and how that changed."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from learninggroups.querysets import GroupLetterQuerySet, LearningGroupQuerySet, narrowest, wider_than
from privacy.rules import ACTOR, EDITORIAL, HERS, HERS_AND_GOES, SECRET, TITLE, WORDS


class LearningGroup(models.Model):
    """
    Members who learn together around one theme (*leergroep*).

    With ``table_of`` it is those who sit at a national table (*landelijke tafel*) of somebody else.
    """

    privacy = {
        "name": TITLE,
        "slug": EDITORIAL,
        "purpose": EDITORIAL,
        "welcome": EDITORIAL,
        "rhythm": EDITORIAL,
        "contact_line": EDITORIAL,
        "join_question": EDITORIAL,
        "table_of": EDITORIAL,
        "house_rules": EDITORIAL,
    }

    class Openness(models.TextChoices):
        OPEN = "open", "open: iedereen leest mee, leden schrijven"
        MEMBERS = "members", "voor leden: alle leden lezen mee"
        CLOSED = "closed", "besloten: alleen deelnemers lezen en schrijven"

    name = models.CharField("naam", max_length=120, unique=True)
    slug = models.SlugField("adres", max_length=120, unique=True)
    purpose = models.TextField("waarvoor is deze groep")
    welcome = models.TextField("welkom", blank=True)
    rhythm = models.CharField(
        "ritme", max_length=120, blank=True, help_text="Bijvoorbeeld: elke tweede dinsdag van de maand."
    )
    contact_line = models.CharField(
        "wie kun je bellen of mailen",
        max_length=200,
        blank=True,
        help_text="Dit ziet iedereen, ook wie geen lid is.",
    )
    join_question = models.CharField(
        "wat vraag je aan wie mee wil doen",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: wat hoop je hier te leren?",
    )
    house_rules = models.TextField("huisregels", blank=True)
    openness = models.CharField("hoe open", max_length=10, choices=Openness, default=Openness.MEMBERS)
    is_confidential = models.BooleanField(
        "vertrouwelijk",
        default=False,
        help_text="Niets van wat hier staat komt in een brief of feed. Kan alleen bij een besloten groep.",
    )
    theme = models.ForeignKey(
        "themes.Theme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="learning_groups",
        verbose_name="thema",
    )
    table_of = models.CharField(
        "landelijke tafel van",
        max_length=160,
        blank=True,
        default="",
        db_default="",
        help_text="Alleen bij een landelijke tafel: wie nodigt uit? Leeg betekent een leergroep.",
    )
    created_at = models.DateTimeField("gestart op")
    archived_at = models.DateTimeField("gearchiveerd op", null=True, blank=True)
    # The programme team offers a silent group help once, and then leaves it in peace for a while.
    help_offered_at = models.DateTimeField("hulp aangeboden op", null=True, blank=True)

    objects = LearningGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "leergroep"
        verbose_name_plural = "leergroepen"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(openness__in=["open", "members", "closed"]), name="learninggroup_openness"
            ),
            models.CheckConstraint(
                condition=models.Q(is_confidential=False) | models.Q(openness="closed"),
                name="learninggroup_confidential_is_closed",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("learninggroups:group", args=[self.slug])


class OpennessChange(models.Model):
    """That a group became more open or more closed, and why (*wijziging van openheid*)."""

    privacy = {"reason": EDITORIAL, "actor": ACTOR}

    group = models.ForeignKey(
        LearningGroup, models.CASCADE, related_name="openness_changes", verbose_name="leergroep"
    )
    before = models.CharField("was", max_length=10, choices=LearningGroup.Openness)
    after = models.CharField("werd", max_length=10, choices=LearningGroup.Openness)
    is_confidential = models.BooleanField("vertrouwelijk", default=False)
    reason = models.CharField("reden", max_length=400)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )
    changed_at = models.DateTimeField("gewijzigd op")

    class Meta:
        verbose_name = "wijziging van openheid"
        verbose_name_plural = "wijzigingen van openheid"

    def __str__(self):
        return f"Group {self.group_id}: {self.before} to {self.after}"

    @property
    def is_widening(self):
        """More people may read than before."""
        return self.after in wider_than(self.before)


class ExposureRequest(models.Model):
    """
    Whether what a member wrote may be read as widely as its group now is (*vraag om verbreding*).

    No answer is no: until she agrees, her posts keep the readers they had.
    """

    privacy = {"member": HERS_AND_GOES, "token_hash": SECRET}

    change = models.ForeignKey(
        OpennessChange, models.CASCADE, related_name="requests", verbose_name="wijziging"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exposure_requests", verbose_name="lid"
    )
    # Answered by a link from the letter, without signing in; only its hash is kept.
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField("gevraagd op")
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    agrees = models.BooleanField("vindt het goed", default=False)

    class Meta:
        verbose_name = "vraag om verbreding"
        verbose_name_plural = "vragen om verbreding"
        constraints = [
            models.UniqueConstraint(fields=["change", "member"], name="exposure_request_once"),
            models.CheckConstraint(
                condition=models.Q(agrees=False) | models.Q(answered_at__isnull=False),
                name="exposure_request_agrees_when_answered",
            ),
        ]

    def __str__(self):
        return f"Exposure request {self.pk} to {self.member_id}"

    @property
    def target(self):
        """How wide she is asked to be read: the group may have become more closed since."""
        return narrowest(self.change.after, self.change.group.openness)

    @property
    def is_over(self):
        """The group is as closed again as it was, so there is nothing left to ask."""
        return self.target not in wider_than(self.change.before)


class GroupLetter(models.Model):
    """A letter of the facilitators to everyone who takes part (*groepsbrief*)."""

    privacy = {"author": HERS, "asked_by": ACTOR, "subject": WORDS, "body": WORDS}

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="letters", verbose_name="leergroep")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="schrijver"
    )
    subject = models.CharField("onderwerp", max_length=120)
    body = models.TextField("brief")
    written_at = models.DateTimeField("geschreven op")
    tested_at = models.DateTimeField("proef gestuurd op", null=True, blank=True)
    # Who wanted to send it to more people than one person may, and asked for a second look.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="meekijken gevraagd door",
    )
    asked_at = models.DateTimeField("meekijken gevraagd op", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)

    objects = GroupLetterQuerySet.as_manager()

    class Meta:
        verbose_name = "groepsbrief"
        verbose_name_plural = "groepsbrieven"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(tested_at__isnull=False),
                name="group_letter_tested_before_sent",
            )
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("learninggroups:letter", args=[self.group.slug, self.pk])


class RaisedHand(models.Model):
    """That a member wants to put her shoulder under a theme (*hier wil ik aan trekken*)."""

    privacy = {"member": HERS_AND_GOES, "word": WORDS}

    theme = models.ForeignKey(
        "themes.Theme", models.CASCADE, related_name="raised_hands", verbose_name="thema"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="raised_hands", verbose_name="lid"
    )
    word = models.CharField("wat wil je ermee", max_length=280, blank=True)
    raised_at = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "opgestoken hand"
        verbose_name_plural = "opgestoken handen"
        constraints = [models.UniqueConstraint(fields=["theme", "member"], name="raised_hand_once")]

    def __str__(self):
        return f"{self.member_id} for theme {self.theme_id}"


class GroupProposal(models.Model):
    """
    That so many hands are up for a theme that it may become a group (*voorstel voor een leergroep*).

    The programme team decides once, and with that the hands are down again.
    """

    privacy = {"decided_by": ACTOR}

    theme = models.ForeignKey(
        "themes.Theme", models.CASCADE, related_name="group_proposals", verbose_name="thema"
    )
    asked_at = models.DateTimeField("gevraagd op")
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="besloten door",
    )
    # Empty once decided: it became no group.
    group = models.ForeignKey(
        LearningGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="leergroep",
    )

    class Meta:
        verbose_name = "voorstel voor een leergroep"
        verbose_name_plural = "voorstellen voor een leergroep"
        constraints = [
            models.UniqueConstraint(
                fields=["theme"], condition=models.Q(decided_at=None), name="group_proposal_one_open"
            )
        ]

    def __str__(self):
        return f"Proposal {self.pk} for theme {self.theme_id}"
