"""
What was found, fetched again from each domain as the asker may see it.

Search knows numbers only. What is not fetched here is shown nowhere: not in a count, not in a
passage, not as a place in the order.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from home.indexing import text_of as text_of_page
from home.models import (
    ContentPage,
    DevelopmentPage,
    Enquiry,
    KnowledgePage,
    LessonPage,
    NewsPage,
    PortalPage,
)
from home.permissions import may_read
from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles, takes_part
from learninggroups.queries.found import found_posts, found_threads
from members.indexing import organizations_of
from members.models import Member
from questions.indexing import text_of as text_of_question
from questions.models import Question
from search import index, stems
from search.matching import Hit


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One thing that was found: what it is called, where and when it stands, and who says it."""

    title: str
    address: str
    kind: str
    where: str = ""
    author: str = ""
    at: datetime | None = None
    text: str = ""
    # A post goes by the title of its thread.
    has_own_title: bool = True

    @property
    def origin(self) -> str:
        """What it is, where it stands and who says it, in one line."""
        kind = f"{self.kind} in {self.where}" if self.where else self.kind
        return f"{kind} · {self.author}" if self.author else kind


def fetch(roles: Roles, hits: Iterable[Hit]) -> dict[Hit, Found]:
    """Return what this asker may see of these hits, in one query per kind or two."""
    wanted: dict[str, dict[int, Hit]] = defaultdict(dict)
    for hit in hits:
        wanted[hit.kind][hit.subject_id] = hit
    return {
        wanted[kind][pk]: found
        for kind in wanted
        if kind in _FETCH
        for pk, found in _FETCH[kind](roles, wanted[kind].keys())
    }


def _posts(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    for post in found_posts(roles, pks):
        yield (
            post.pk,
            Found(
                title=post.title,
                address=post.address,
                kind="bericht",
                where=post.group,
                author=post.author,
                at=post.at,
                text=stems.bare(post.body),
                has_own_title=False,
            ),
        )


def _threads(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    for thread in found_threads(roles, pks):
        yield (
            thread.pk,
            Found(
                title=thread.title,
                address=thread.address,
                kind="gesprek",
                where=thread.group,
                author=thread.author,
                at=thread.at,
            ),
        )


def _groups(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    for group in LearningGroup.objects.visible_to(roles).current().filter(pk__in=pks):
        # PRIVACY: what a confidential group is called is found by nobody but who takes part.
        if not group.is_confidential or takes_part(roles, group):
            yield (
                group.pk,
                Found(
                    title=group.name, address=group.get_absolute_url(), kind="leergroep", text=group.purpose
                ),
            )


def _members(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    members = Member.objects.visible_to(roles).filter(pk__in=pks, is_guest=False)
    for member in members.prefetch_related("affiliations__organization"):
        yield (
            member.pk,
            Found(
                title=member.name,
                address=member.get_absolute_url(),
                kind="lid",
                text=", ".join(organizations_of(member)),
            ),
        )


def _questions(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    questions = Question.objects.visible_to(roles).asked().filter(pk__in=pks).select_related("synthesis")
    for question in questions.prefetch_related("sub_questions", "outcomes", "synthesis__passages"):
        yield (
            question.pk,
            Found(
                title=question.title,
                address=question.get_absolute_url(),
                kind="landelijke vraag",
                author=question.asker,
                at=question.opened_at,
                text=text_of_question(question),
            ),
        )


def _enquiries(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
    enquiries = Enquiry.objects.visible_to(roles).filter(pk__in=pks)
    for enquiry in enquiries.select_related("page", "asker", "organization"):
        yield (
            enquiry.pk,
            Found(
                title=enquiry.page.title,
                address=enquiry.get_absolute_url(),
                kind="vraag bij een ontwikkeling",
                author=enquiry.voice,
                at=enquiry.asked_at,
                text=f"{enquiry.text} {enquiry.answer}",
                has_own_title=False,
            ),
        )


def _pages(model: type[PortalPage], kind: str):
    def fetch_pages(roles: Roles, pks: Collection[int]) -> Iterable[tuple[int, Found]]:
        for page in model.objects.live().public().filter(pk__in=pks):
            if isinstance(page, LessonPage) and not may_read(roles, page):
                continue
            yield (
                page.pk,
                Found(
                    title=page.title,
                    address=page.address,
                    kind=kind,
                    author=page.sender,
                    at=page.first_published_at,
                    text=text_of_page(page),
                ),
            )

    return fetch_pages


_FETCH: dict[str, Callable[[Roles, Collection[int]], Iterable[tuple[int, Found]]]] = {
    index.kind_of(Post): _posts,
    index.kind_of(Thread): _threads,
    index.kind_of(LearningGroup): _groups,
    index.kind_of(Member): _members,
    index.kind_of(Question): _questions,
    index.kind_of(Enquiry): _enquiries,
    index.kind_of(NewsPage): _pages(NewsPage, "nieuws"),
    index.kind_of(DevelopmentPage): _pages(DevelopmentPage, "landelijke ontwikkeling"),
    index.kind_of(LessonPage): _pages(LessonPage, "les"),
    index.kind_of(KnowledgePage): _pages(KnowledgePage, "kennis van buiten"),
    index.kind_of(ContentPage): _pages(ContentPage, "pagina"),
}
