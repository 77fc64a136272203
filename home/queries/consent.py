"""Who may answer about which lesson: the holder of a link, and a writer who is signed in."""

from home.models import ConsentRequest, LessonPage
from members.actions import token_hash


def asked_by_letter(token: str) -> ConsentRequest | None:
    """Return the request that a letter's link belongs to."""
    requests = ConsentRequest.objects.select_related("lesson__thread__group", "author")
    return requests.filter(token_hash=token_hash(token)).first()


def quoted_lesson(pk: int, member_id: int | None) -> LessonPage | None:
    """Return a lesson for which this member was asked whether her words may stand in it."""
    lessons = LessonPage.objects.filter(pk=pk, consent_requests__author=member_id)
    return lessons.select_related("thread__group").first()
