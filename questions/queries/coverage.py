"""What became of the answers in a synthesis: which were used, left out with a reason, or neither."""

from dataclasses import dataclass

from django.db.models import Count, Q

from questions.models import Answer, LeftOut, PassageSource, Question, Synthesis
from questions.models.synthesis import BOUND_SECTIONS


@dataclass(frozen=True)
class VoiceCoverage:
    """How far the team is with the answers in one of the two voices."""

    name: str
    total: int
    used: int
    left_out: int

    @property
    def accounted_for(self) -> int:
        """Answers of which it is known what became of them."""
        return self.used + self.left_out

    @property
    def open(self) -> int:
        """Answers that are in no passage, and were not left out either."""
        return self.total - self.accounted_for


@dataclass(frozen=True)
class Coverage:
    """The two voices apart; they are never added up in what is shown."""

    organizations: VoiceCoverage
    members: VoiceCoverage

    @property
    def total(self) -> int:
        """How many answers there are to go through; only to divide them into pages."""
        return self.organizations.total + self.members.total

    @property
    def voices(self) -> list[tuple[str, VoiceCoverage]]:
        """Each with what it is called."""
        return [("Namens organisaties", self.organizations), ("Persoonlijk", self.members)]

    @property
    def is_complete(self) -> bool:
        """Of every answer it is known what became of it."""
        return not (self.organizations.open or self.members.open)


def coverage_of(question: Question) -> Coverage:
    """Return how many answers were used, left out or neither, in one query."""
    used = Q(
        pk__in=PassageSource.objects.filter(passage__synthesis__question=question).values("part__answer")
    )
    left_out = Q(pk__in=LeftOut.objects.filter(answer__question=question).values("answer"))
    of_organization = Q(organization__isnull=False)
    counts = (
        Answer.objects.filter(question=question)
        .submitted()
        .order_by()
        .aggregate(
            organization_total=Count("pk", filter=of_organization),
            organization_used=Count("pk", filter=of_organization & used),
            organization_left_out=Count("pk", filter=of_organization & left_out & ~used),
            member_total=Count("pk", filter=~of_organization),
            member_used=Count("pk", filter=~of_organization & used),
            member_left_out=Count("pk", filter=~of_organization & left_out & ~used),
        )
    )

    def of_voice(name: str) -> VoiceCoverage:
        return VoiceCoverage(name, *(counts[f"{name}_{what}"] for what in ("total", "used", "left_out")))

    return Coverage(organizations=of_voice("organization"), members=of_voice("member"))


def unsaid_sections(synthesis: Synthesis) -> list[Synthesis.Section]:
    """Return the sections that cannot be left out, because answers were labelled to them, and are empty."""
    labelled = (
        synthesis.question.labels.filter(
            section__in=BOUND_SECTIONS, labellings__part__answer__submitted_at__isnull=False
        )
        .exclude(section__in=synthesis.passages.values("section"))
        .values_list("section", flat=True)
        .distinct()
    )
    found = set(labelled.order_by())
    return [section for section in BOUND_SECTIONS if section in found]
