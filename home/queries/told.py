"""How answers about developments, and what organisations put beside lessons, read in a digest."""

from collections.abc import Collection, Iterable

from activity.told import Told
from home.models import Enquiry, LocalPractice
from learninggroups.queries.following import topics


def answers_told(enquiry_ids: Collection[int]) -> Iterable[Told]:
    """Return the answers that every member may read, by what their developments are about."""
    answered = Enquiry.objects.filter(pk__in=enquiry_ids, hidden_at=None, page__live=True)
    for enquiry in answered.select_related("page").prefetch_related("page__themes").order_by("-answered_at"):
        yield Told(
            subject_id=enquiry.pk,
            title=enquiry.page.title,
            path=enquiry.get_absolute_url(),
            above="Antwoord op een vraag van een lid",
            below=enquiry.text,
            topics=topics(enquiry.page.programme_id, [theme.pk for theme in enquiry.page.themes.all()]),
        )


def practices_told(practice_ids: Collection[int]) -> Iterable[Told]:
    """Return how organisations do it, for the lesson's group and who follows what the lesson is about."""
    rows = LocalPractice.objects.standing().filter(pk__in=practice_ids, lesson__live=True)
    for practice in (
        rows.select_related("lesson", "organization").prefetch_related("lesson__themes").in_order()
    ):
        lesson = practice.lesson
        followed = topics(lesson.programme_id, [theme.pk for theme in lesson.themes.all()])
        yield Told(
            subject_id=practice.pk,
            title=f"Zo doet {practice.organization.name} het",
            path=f"{lesson.address}hier/",
            above=f"Bij de les ‘{lesson.title}’",
            below=practice.context,
            topics=followed | {f"group:{lesson.group_id}"} if lesson.group_id else followed,
        )
