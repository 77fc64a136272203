"""How answers to questions about developments read in a digest."""

from collections.abc import Collection, Iterable

from activity.told import Told
from home.models import Enquiry
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
