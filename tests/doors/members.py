"""Who may open what of members, organisations and invitations."""

from datetime import UTC, datetime
from uuid import UUID

from members.models import CHOOSABLE, Affiliation, Message
from tests.cast import Scene
from tests.doors import Door
from tests.factories.members import InvitationFactory


def message(scene: Scene) -> list:
    """A message between two who share nothing else."""
    both = {"sender": scene.elsewhere, "recipient": scene.participant}
    return [
        Message.objects.get_or_create(**both, defaults={"text": "Dag", "sent_at": datetime.now(UTC)})[0].pk
    ]


def colleague(scene: Scene) -> list:
    """The place of somebody at the contact person's organisation."""
    return [Affiliation.objects.get(member=scene.participant, organization=scene.organization).pk]


DOORS = {
    "wagtailusers_users:edit": Door(
        lambda scene: [scene.contact.pk],
        get="302 403 403 403 403 302 302 200",
        post="302 403 403 403 403 302 302 200",
        guest="403 403",
    ),
    "members:directory": Door(get="302 200", guest="403"),
    "members:member": Door(lambda scene: [scene.contact.pk], get="302 200", guest="404"),
    "members:organizations": Door(get="302 200", guest="403"),
    "members:organization": Door(lambda scene: [scene.organization.pk], get="302 200", guest="404"),
    "members:write": Door(
        lambda scene: [scene.contact.pk],
        get="302 200 200 200 403 200",
        post="302 303 303 303 403 303",
        guest="404",
        sends=lambda scene: {"kind": "words", "text": "Dag Cor"},
    ),
    "members:take-list": Door(
        get="302 403 403 403 403 200 403 200",
        # They first show again who they are.
        post="302 403 403 403 403 302 403 302",
        sends=lambda scene: {"kind": "leden", "form": "csv", "reason": "Uitnodiging voor de ledendag."},
    ),
    "members:refuse-messages": Door(
        lambda scene: [scene.contact.pk],
        get="302 405",
        post="302 303",
        guest="405 404",
    ),
    "members:message": Door(
        message,
        get="302 200 200 404",
        post="302 303 303 404",
        guest="404",
        sends=lambda scene: {"text": "Dag terug"},
    ),
    "members:report-message": Door(message, get="302 405", post="302 403 303 404", guest="405 404"),
    "members:rest": Door(
        lambda scene: [scene.organization.pk],
        get="302 403 403 403 200 200 403 403",
        post="302 403 403 403 303 303 403 403",
        guest="404",
        sends=lambda scene: {"again": "1"},
    ),
    "members:facts": Door(
        lambda scene: [scene.organization.pk],
        get="302 403 403 403 200 200 403 403",
        post="302 403 403 403 303 303 403 403",
        guest="404",
        sends=lambda scene: {"about": "Wij werken in drie wijken."},
    ),
    "questions:hand-over": Door(
        lambda scene: [scene.organization.pk],
        get="302 403 403 403 200 403 403 403",
        post="302 403 403 403 303 403 403 403",
        guest="404",
        sends=lambda scene: {"colleague": scene.participant.pk},
    ),
    "members:speak-for": Door(
        lambda scene: [scene.organization.pk],
        get="302 405",
        post="302 403 303 303 303 403 403 403",
        guest="405 404",
    ),
    "members:invite": Door(
        lambda scene: [scene.organization.pk],
        get="302 403 403 403 200 200 403 403",
        post="302 403 403 403 303 303 403 403",
        guest="404",
        sends=lambda scene: {"addresses": "Noor <nieuw@example.nl>", "role": "colleague"},
    ),
    "members:change-role": Door(
        colleague,
        get="302 405",
        post="302 403 403 403 303 303 403 403",
        guest="405 404",
        sends=lambda scene: {"role": "contact"},
    ),
    "members:leave": Door(
        colleague,
        get="302 403 200 403 200 200 403 403",
        post="302 403 303 403 303 303 403 403",
        guest="404",
    ),
    "members:withdraw": Door(
        lambda scene: [InvitationFactory(organization=scene.organization).pk],
        get="302 405",
        post="302 404 404 404 303 303 404 404",
    ),
    "members:send-again": Door(
        lambda scene: [InvitationFactory(organization=scene.organization).pk],
        get="302 405",
        post="302 404 404 404 303 303 404 404",
    ),
    "members:accept": Door(lambda scene: ["onzin"], get="410", post="410"),
    "members:profile": Door(
        get="302 200",
        post="302 303",
        sends=lambda scene: {f"{field}_viewers": "self" for field in CHOOSABLE} | {"name": "Andere Naam"},
    ),
    # Whoever asks shows first who she is.
    "members:personal-data": Door(get="302 200", post="302"),
    "members:take-data": Door(lambda scene: [UUID(int=1)], get="302 410", post="302 410"),
    "members:choices": Door(get="302 200"),
    # Wagtail's page for an organisation, with a view of our own that tells search of a new name.
    "organization:edit": Door(
        lambda scene: [scene.organization.pk],
        get="302 403 403 403 403 200 302 200",
        post="302 403 403 403 403 200 302 200",
        guest="403 403",
    ),
}
