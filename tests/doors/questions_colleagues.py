"""Who gets in where colleagues are asked along: contact persons, and whoever has a code."""

from datetime import timedelta

from django.utils import timezone

from tests.cast import Scene
from tests.doors import Door
from tests.factories.contributions import ContributionCodeFactory, ContributionFactory


def a_code(scene: Scene):
    """Return a code that works, with which something was written."""
    code = ContributionCodeFactory(recipient=scene.recipient, expires_at=timezone.now() + timedelta(days=3))
    ContributionFactory(code=code, texts={str(scene.sub_question.pk): "Wij zien dit vaker."})
    return code


def our_colleagues(scene: Scene) -> list[int]:
    a_code(scene)
    return [scene.open_question.pk, scene.organization.pk]


DOORS = {
    "questions:colleagues": [
        Door(
            our_colleagues,
            get="302 404 403 403 200 404 404 404",
            post="302 404 403 403 422 404 404 404",
        ),
        Door(
            lambda scene: [scene.open_question.pk, scene.other_organization.pk], get="302 404", post="302 404"
        ),
    ],
    "questions:revoke_code": Door(
        lambda scene: [scene.open_question.pk, scene.organization.pk, a_code(scene).pk],
        get="302 405",
        post="302 404 403 403 303 404 404 404",
    ),
    "questions:take_over": Door(
        lambda scene: [
            scene.open_question.pk,
            scene.organization.pk,
            ContributionFactory(code=a_code(scene), texts={str(scene.sub_question.pk): "Nog iets."}).pk,
        ],
        get="302 405",
        post="302 404 403 403 303 404 404 404",
    ),
    "questions:pass_on": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 403 403 200 404 404 404",
        post="302 404 403 403 422 404 404 404",
    ),
    "questions:take_on_again": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 405",
        post="302 404 403 403 303 404 404 404",
    ),
    "questions:type_code": Door(get="200", post="422", guest="200 422"),
    # Nobody here handed in a code: everyone is asked for one.
    "questions:contribute": Door(lambda scene: [a_code(scene).pk], get="303", post="303", guest="303 303"),
}
