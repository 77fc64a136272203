"""What was heard, as a range: passages that lead to their sources, and the versions people can cite."""

from django.conf import settings
from django.db import models

from privacy.rules import ACTOR, AS_PARENT, EDITORIAL, HERS, HERS_AND_GOES, WORDS
from questions.models.answers import Answer, AnswerPart
from questions.models.questions import Question
from questions.querysets import SynthesisVersionQuerySet

SECTIONS = ["recognized", "diverging", "failing", "signals", "unknown"]


class Synthesis(models.Model):
    """
    The range of what was said, in five fixed sections (*synthese*).

    It is no position of the members: it shows where experiences differ and what that
    depends on, and every quote leads to an answer whose writer agreed to be quoted.
    """

    privacy = {"changed_by": ACTOR}

    class Section(models.TextChoices):
        RECOGNIZED = "recognized", "Wat herkennen velen"
        DIVERGING = "diverging", "Waar lopen ervaringen uiteen, en waarvan hangt dat af"
        FAILING = "failing", "Wat werkt niet en wat zou wèl kunnen"
        SIGNALS = "signals", "Losse signalen"
        UNKNOWN = "unknown", "Wat we niet weten"

    question = models.OneToOneField(Question, models.CASCADE, related_name="synthesis", verbose_name="vraag")
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


# Where experiences differ and what only one saw may not be left out while answers say it.
BOUND_SECTIONS = [Synthesis.Section.DIVERGING, Synthesis.Section.SIGNALS]


class Passage(models.Model):
    """
    One numbered paragraph of a synthesis (*passage*): a quote, a paraphrase, or words of the team.

    A quote has one source and repeats it word for word; a paraphrase has one or more. Words
    without a source are the team's own, and are shown as such.
    """

    privacy = {"text": EDITORIAL, "changed_by": ACTOR}

    class Kind(models.TextChoices):
        QUOTE = "quote", "citaat"
        PARAPHRASE = "paraphrase", "parafrase"
        OWN = "own", "eigen woorden van het programmateam"

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="passages", verbose_name="synthese")
    section = models.CharField("deel", max_length=12, choices=Synthesis.Section)
    position = models.PositiveIntegerField("plaats")
    kind = models.CharField("soort", max_length=10, choices=Kind)
    text = models.TextField("tekst")
    version = models.PositiveIntegerField("versie", default=1)
    changed_at = models.DateTimeField("gewijzigd op")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gewijzigd door"
    )
    sources = models.ManyToManyField(
        AnswerPart, through="PassageSource", related_name="passages", verbose_name="bronnen"
    )

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        constraints = [
            models.CheckConstraint(condition=models.Q(section__in=SECTIONS), name="passage_section"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["quote", "paraphrase", "own"]), name="passage_kind"
            ),
        ]
        indexes = [models.Index(fields=["synthesis", "section", "position"], name="passage_place")]

    def __str__(self):
        return f"Passage {self.pk} of synthesis {self.synthesis_id}"


class PassageSource(models.Model):
    """From which words of which part a passage was made (*bron*)."""

    privacy = {"part": AS_PARENT, "excerpt": WORDS}

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="links", verbose_name="passage")
    part = models.ForeignKey(AnswerPart, models.PROTECT, related_name="links", verbose_name="deelantwoord")
    excerpt = models.TextField("woorden in de bron", blank=True)

    class Meta:
        verbose_name = "bron van een passage"
        verbose_name_plural = "bronnen van passages"
        constraints = [models.UniqueConstraint(fields=["passage", "part"], name="passage_source_once")]

    def __str__(self):
        return f"Part {self.part_id} behind passage {self.passage_id}"


class Label(models.Model):
    """
    A word by which the team sorts what was said to one question (*label*).

    A label may belong to a section: as long as parts carry one of *diverging* or *signals*,
    that section cannot be left out.
    """

    privacy = {"name": EDITORIAL}

    question = models.ForeignKey(Question, models.CASCADE, related_name="labels", verbose_name="vraag")
    name = models.CharField("label", max_length=80)
    section = models.CharField("hoort bij", max_length=12, choices=Synthesis.Section, blank=True)

    class Meta:
        verbose_name = "label"
        verbose_name_plural = "labels"
        constraints = [
            models.UniqueConstraint(fields=["question", "name"], name="label_once"),
            models.CheckConstraint(condition=models.Q(section__in=["", *SECTIONS]), name="label_section"),
        ]

    def __str__(self):
        return self.name


class Labelling(models.Model):
    """That a part carries a label, and who saw it so."""

    privacy = {"labelled_by": ACTOR}

    label = models.ForeignKey(Label, models.CASCADE, related_name="labellings", verbose_name="label")
    part = models.ForeignKey(
        AnswerPart, models.CASCADE, related_name="labellings", verbose_name="deelantwoord"
    )
    labelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "gelabeld deelantwoord"
        verbose_name_plural = "gelabelde deelantwoorden"
        constraints = [models.UniqueConstraint(fields=["label", "part"], name="labelling_once")]

    def __str__(self):
        return f"Label {self.label_id} on part {self.part_id}"


class AnswerRead(models.Model):
    """That somebody of the team read an answer (*gelezen*)."""

    privacy = {"member": HERS_AND_GOES}

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="reads", verbose_name="antwoord")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="lid")
    version = models.PositiveIntegerField("versie van het antwoord")

    class Meta:
        verbose_name = "gelezen antwoord"
        verbose_name_plural = "gelezen antwoorden"
        constraints = [models.UniqueConstraint(fields=["answer", "member"], name="answer_read_once")]

    def __str__(self):
        return f"Answer {self.answer_id} read by {self.member_id}"


class LeftOut(models.Model):
    """That an answer was read and not taken up, and why (*gelezen, niet opgenomen, want …*)."""

    privacy = {"reason": EDITORIAL, "decided_by": ACTOR}

    answer = models.OneToOneField(Answer, models.CASCADE, related_name="left_out", verbose_name="antwoord")
    reason = models.CharField("want", max_length=400)
    decided_at = models.DateTimeField("op")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "niet opgenomen antwoord"
        verbose_name_plural = "niet opgenomen antwoorden"
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="left_out_because")]

    def __str__(self):
        return f"Answer {self.answer_id} left out"


class SynthesisVersion(models.Model):
    """
    A synthesis as it was at one moment (*versie*), which people can cite for ever.

    ``sections`` holds the passages as they stood, with the keys of their sources. What a
    writer no longer allows is left out when a version is shown; ``outdated_at`` says since
    when a newer one took its place.
    """

    privacy = {"sections": EDITORIAL, "note": EDITORIAL, "outdated_because": EDITORIAL, "made_by": ACTOR}

    class Purpose(models.TextChoices):
        RETURNED = "returned", "teruggelegd"
        SHARED = "shared", "gedeeld"

    synthesis = models.ForeignKey(Synthesis, models.CASCADE, related_name="versions", verbose_name="synthese")
    number = models.PositiveIntegerField("nummer")
    purpose = models.CharField("waarvoor", max_length=10, choices=Purpose)
    sections = models.JSONField("delen")
    note = models.CharField("wat is er anders", max_length=400, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="gemaakt door",
    )
    outdated_at = models.DateTimeField("verouderd sinds", null=True, blank=True)
    outdated_because = models.CharField("waarom verouderd", max_length=400, blank=True)

    objects = SynthesisVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van een synthese"
        verbose_name_plural = "versies van syntheses"
        constraints = [
            models.UniqueConstraint(fields=["synthesis", "number"], name="synthesis_version_once"),
            models.CheckConstraint(
                condition=models.Q(purpose__in=["returned", "shared"]), name="synthesis_version_purpose"
            ),
        ]

    def __str__(self):
        return f"Version {self.number} of synthesis {self.synthesis_id}"

    @property
    def is_shared(self) -> bool:
        """It stands, or stood, on the page of the question."""
        return self.purpose == self.Purpose.SHARED


class Verdict(models.Model):
    """What a respondent says of a passage that rests on her answer (*kanttekening*): right, or not quite."""

    privacy = {"given_by": HERS, "text": WORDS}

    class Word(models.TextChoices):
        RIGHT = "right", "klopt"
        NUANCE = "nuance", "mist nuance"

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="verdicts", verbose_name="passage")
    answer = models.ForeignKey(Answer, models.CASCADE, related_name="verdicts", verbose_name="antwoord")
    word = models.CharField("oordeel", max_length=8, choices=Word)
    text = models.TextField("welke nuance", blank=True)
    given_at = models.DateTimeField("gegeven op")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="door"
    )

    class Meta:
        verbose_name = "kanttekening"
        verbose_name_plural = "kanttekeningen"
        constraints = [
            models.UniqueConstraint(fields=["passage", "answer"], name="verdict_once"),
            models.CheckConstraint(
                condition=models.Q(word="right") | (models.Q(word="nuance") & ~models.Q(text="")),
                name="verdict_nuance_is_said",
            ),
        ]

    def __str__(self):
        return f"Verdict on passage {self.passage_id} from answer {self.answer_id}"


class ConsentFlag(models.Model):
    """That a synthesis used what its writer allows no longer (*signalering*), until somebody settled it."""

    privacy = {"change": EDITORIAL, "settled_by": ACTOR}

    synthesis = models.ForeignKey(
        Synthesis, models.CASCADE, related_name="consent_flags", verbose_name="synthese"
    )
    part = models.ForeignKey(
        AnswerPart, models.CASCADE, related_name="consent_flags", verbose_name="deelantwoord"
    )
    change = models.CharField("wat veranderde er", max_length=200)
    raised_at = models.DateTimeField("sinds")
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="afgehandeld door",
    )

    class Meta:
        verbose_name = "gewijzigde toestemming"
        verbose_name_plural = "gewijzigde toestemmingen"
        indexes = [
            models.Index(
                fields=["synthesis"], condition=models.Q(settled_at=None), name="consent_flag_unsettled"
            )
        ]

    def __str__(self):
        return f"Consent flag {self.pk} on synthesis {self.synthesis_id}"
