"""Doors of home: a member's overview, lessons in the making, and what search engines ask for."""

from datetime import UTC, datetime

from home.models import ConsentRequest, ContentPage, LessonPage, Passage
from members.actions.invitations import token_hash
from tests.cast import Scene
from tests.doors import Door
from tests.factories.home import LessonPageFactory, PassageFactory

TOKEN = "een-teken-uit-een-brief"
ASKED = datetime(2026, 11, 4, 9, tzinfo=UTC)


def quoted_lesson(scene: Scene, **fields) -> LessonPage:
    """A lesson of the closed thread, in which the participant was asked whether she may be quoted."""
    lesson = LessonPage.objects.filter(thread=scene.closed_thread).first()
    if lesson is None:
        lesson = LessonPageFactory(
            thread=scene.closed_thread,
            group=scene.closed_group,
            live=False,
            owner=scene.facilitator,
            **fields,
        )
        passage = PassageFactory(lesson=lesson, post=scene.closed_post, asked_at=ASKED, consent="asked")
        ConsentRequest.objects.create(
            lesson=lesson, author=passage.author, token_hash=token_hash(TOKEN), asked_at=ASKED
        )
        lesson.body.append(("passage", passage.pk))
        lesson.save()
        lesson.save_revision(user=scene.facilitator)
    return lesson


def asked_by_letter(scene: Scene) -> list:
    quoted_lesson(scene)
    return [TOKEN]


def thread_with_lesson(scene: Scene) -> list:
    return [quoted_lesson(scene).thread_id]


def changed_lesson(scene: Scene) -> list:
    """A lesson online of which a passage was withdrawn."""
    lesson = quoted_lesson(scene)
    lesson.passages.update(consent=Passage.Consent.WITHDRAWN, answered_at=ASKED)
    LessonPage.objects.filter(pk=lesson.pk).update(live=True)
    return [lesson.pk]


def answer(scene: Scene) -> dict:
    return {f"passage-{Passage.objects.get(consent='asked').pk}": "unnamed"}


DOORS = {
    "home:overview": Door(get="302 200"),
    "home:find": [Door(get="200"), Door(get="200", query="?zoek=begeleider&wie=dina&wanneer=jaar")],
    "home:robots": Door(get="200"),
    "home:security": Door(get="200"),
    "home:feed": [
        Door(lambda scene: ["nieuws"], get="200"),
        Door(lambda scene: ["bijeenkomsten"], get="200"),
        Door(lambda scene: ["andere"], get="404"),
    ],
    "home:sitemap": Door(get="200"),
    "home:picture": Door(lambda scene: [ContentPage.objects.get(slug="over").pk, "x"], get="200"),
    "home:write-lesson": [
        Door(
            lambda scene: [scene.closed_thread.pk],
            get="302 404 403 200 404 404 404 404",
            post="302 404 403 303 404 404 404 404",
            guest="403",
            sends=lambda scene: {"title": "Eerst bellen", "lead": "Bel voor je schrijft."},
        ),
        Door(
            lambda scene: [scene.open_thread.pk],
            get="302 403 403 200 403 403 403 403",
            post="302 403 403 422 403 403 403 403",
        ),
        Door(
            thread_with_lesson,
            get="302 404 403 200 404 404 404 404",
            post="302 404 403 422 404 404 404 404",
            guest="403",
        ),
    ],
    "home:preview-lesson": Door(thread_with_lesson, get="302 404 403 200 404 404 404 404", guest="403"),
    "home:consent": [
        Door(lambda scene: ["onzin"], get="410", post="410"),
        Door(asked_by_letter, get="200", post="303", sends=answer),
    ],
    "home:own-passages": Door(
        lambda scene: [quoted_lesson(scene).pk],
        get="302 404 200 404 404 404 404 404",
        post="302 404 303 404 404 404 404 404",
        sends=answer,
    ),
    "home_office:manual": Door(
        get="302 403 403 403 403 200 200 200", post="302 403 403 403 403 405", query="?zoek=tegenlezen"
    ),
    "home_office:read-again": Door(
        changed_lesson,
        get="302 403 403 403 403 200 200 403",
        post="302 403 403 403 403 303 303 403",
    ),
}
