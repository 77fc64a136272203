"""Who may answer about which lesson: the holder of a link, and a writer who is signed in."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.urls import reverse

from activity.asked import Asked
from home.models import ConsentRequest, LessonPage, Passage
from members.actions.invitations import token_hash


def asked_by_letter(token: str) -> ConsentRequest | None:
    """Return the request that a letter's link belongs to."""
    requests = ConsentRequest.objects.select_related("lesson__thread__group", "author")
    return requests.filter(token_hash=token_hash(token)).first()


def quoted_lesson(pk: int, member_id: int | None) -> LessonPage | None:
    """Return a lesson for which this member was asked whether her words may stand in it."""
    lessons = LessonPage.objects.filter(pk=pk, consent_requests__author=member_id)
    return lessons.select_related("thread__group").first()


def words_asked(member_ids: Collection[int], now: datetime) -> Iterable[Asked]:
    """
    Say in which lessons words of these members wait for their yes or no.

    PRIVACY: of a confidential group neither the lesson nor the group is named.
    """
    waiting = Passage.objects.filter(consent=Passage.Consent.ASKED, author__in=member_ids)
    for member_id, lesson_id, title, group, is_confidential in (
        waiting.order_by("lesson")
        .values_list(
            "author",
            "lesson",
            "lesson__title",
            "lesson__thread__group__name",
            "lesson__thread__group__is_confidential",
        )
        .distinct()
    ):
        yield Asked(
            member_id=member_id,
            title="Mogen woorden van jou in een les?"
            if is_confidential
            else f"Mogen woorden van jou in de les ‘{title}’?",
            path=reverse("home:own-passages", args=[lesson_id]),
            above="Wacht op jouw ja of nee",
            below=(
                "Iemand wil je aanhalen. Jij zegt of dat mag, en met welke naam."
                if is_confidential or not group
                else f"De begeleider van {group} wil je aanhalen. Jij zegt of dat mag, en met welke naam."
            ),
            noun=("citaat", "citaten"),
        )
