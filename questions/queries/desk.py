"""The desk at which a synthesis is written: the answers with what was done with each, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from members.models import Member
from questions.models import Label, Question
from questions.queries.coverage import Coverage, coverage_of
from questions.queries.desk_answers import Choices, DeskAnswer, page_of
from questions.queries.draft import DraftPassage, DraftSection, draft_of
from questions.queries.narrowing import Wanted, page_of_all, page_of_some

PER_PAGE = 10


@dataclass(frozen=True)
class Desk:
    """Left the answers, right the synthesis."""

    question: Question
    sections: list[DraftSection]
    answers: Page
    coverage: Coverage
    choices: Choices
    wanted: Wanted

    @property
    def passages(self) -> list[DraftPassage]:
        """Every passage, in order."""
        return [passage for section in self.sections for passage in section.passages]

    @property
    def undecided(self) -> list[DeskAnswer]:
        """The answers on this page that are in no passage, and were not left out either."""
        return [row for row in self.answers.object_list if not row.is_used and not row.left_out]

    @property
    def flagged(self) -> list[DraftPassage]:
        """The passages whose writers came back on their consent."""
        return [passage for passage in self.passages if passage.flagged]


def desk(question: Question, reader: Member, wanted: Wanted) -> Desk | None:
    """Return the desk of a question, or None when no synthesis was begun, in a constant number of queries."""
    synthesis = getattr(question, "synthesis", None)
    if synthesis is None:
        return None
    sections = draft_of(synthesis)
    coverage = coverage_of(question, sections)
    pages = Paginator((), PER_PAGE)
    # Paginator looks here before it counts.
    pages.count = coverage.total
    if wanted.is_narrowed:
        chosen = page_of_some(question, reader, wanted, PER_PAGE)
    else:
        number = pages.get_page(wanted.page).number
        chosen = page_of_all(question, (number - 1) * PER_PAGE, PER_PAGE)
    found = page_of(question, reader, chosen, _passages_by_part(sections))
    if wanted.is_narrowed:
        pages.count = found.found
    page = pages.get_page(wanted.page)
    page.object_list = found.answers
    return Desk(
        question=question,
        sections=sections,
        answers=page,
        coverage=coverage,
        choices=found.choices,
        wanted=wanted,
    )


def labels_of(question: Question) -> list[Label]:
    """Return the labels of a question, each with ``part_count``: on how many parts it was put."""
    return list(question.labels.annotate(part_count=Count("labellings")).order_by("name"))


def _passages_by_part(sections: list[DraftSection]) -> dict[int, list[DraftPassage]]:
    passages = defaultdict(list)
    for section in sections:
        for passage in section.passages:
            for source in passage.sources:
                passages[source.part_id].append(passage)
    return passages
