"""Doors beside lessons: how organisations do it, what readers have of them, and knowledge from outside."""

from home.models import KnowledgeLink, LessonPage, LocalPractice, Takeaway
from home.notifications.readers import token_of
from tests.cast import Scene
from tests.doors import Door
from tests.factories.home import (
    KnowledgeLinkFactory,
    KnowledgePageFactory,
    LessonPageFactory,
    LocalPracticeFactory,
    TakeawayFactory,
)

WORDS = {
    "what": "Wij bellen eerst.",
    "context": "In drie dorpen.",
    "contact_line": "Cor, 06 12345678",
    "openness": "open",
}


def lesson_of(scene: Scene) -> LessonPage:
    """An open lesson of the closed group."""
    found = LessonPage.objects.filter(slug="eerst-bellen").first()
    return found or LessonPageFactory(title="Eerst bellen", slug="eerst-bellen", group=scene.closed_group)


def practice(scene: Scene) -> list:
    own = LocalPractice.objects.filter(author=scene.participant).first()
    own = own or LocalPracticeFactory(
        lesson=lesson_of(scene), organization=scene.organization, author=scene.participant
    )
    return [own.pk]


def waiting(scene: Scene) -> list:
    found = Takeaway.objects.filter(state="waiting").first()
    return [(found or TakeawayFactory(lesson=lesson_of(scene), waiting=True)).pk]


def by_letter(scene: Scene) -> list:
    return [token_of(TakeawayFactory(lesson=lesson_of(scene)))]


def link(scene: Scene) -> list:
    found = KnowledgeLink.objects.filter(group=scene.open_group).first()
    return [(found or KnowledgeLinkFactory(group=scene.open_group, member=scene.participant)).pk]


DOORS = {
    "home:practices": Door(lambda scene: [practice(scene) and "eerst-bellen"], get="200"),
    "home:share-practice": Door(
        lambda scene: [lesson_of(scene).slug],
        get="302 200 200 200 200 403 403 403",
        post="302 422 303 303 303 403 403 403",
        guest="403",
        sends=lambda scene: WORDS | {"organization": scene.organization.pk},
    ),
    "home:change-practice": Door(
        practice,
        get="302 403 200 403 200 403 403 403",
        post="302 403 303 403 303 403 403 403",
        sends=lambda scene: WORDS,
    ),
    "home:hide-practice": Door(
        practice,
        get="302 403 403 403 403 200 200 403",
        post="302 403 403 403 403 303 303 403",
        sends=lambda scene: {"reason": "Een gezin is herkenbaar."},
    ),
    "home:takeaway": Door(
        lambda scene: [lesson_of(scene).slug],
        get="200",
        post="303",
        sends=lambda scene: {"words": "Ik bel nu eerst.", "email": "lezer@elders.example"},
    ),
    "home:takeaway-asked": Door(get="200"),
    "home:own-takeaway": [
        Door(lambda scene: ["onzin"], get="410", post="410"),
        Door(by_letter, get="200", post="303"),
    ],
    "home:takeaways": Door(get="302 200"),
    "home:judge-takeaway": Door(
        waiting,
        get="302 405",
        post="302 404 404 303 404 303 303 404",
        sends=lambda scene: {"do": "show"},
    ),
    "home:connect": Door(
        lambda scene: [KnowledgePageFactory().slug],
        get="302 403 200 200 403 403 403 403",
        post="302 403 303 303 403 403 403 403",
        sends=lambda scene: {"group": scene.open_group.pk, "why": "Dit helpt ons beginnen."},
    ),
    "home:disconnect": Door(link, get="302 405", post="302 403 303 303 403 403 403 403"),
}
