"""Members and organisations."""

from datetime import UTC, datetime

import factory

from members.models import Affiliation, Application, Invitation, Member, Organization, Region


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Member

    name = factory.Sequence(lambda n: f"Lid {n}")
    email = factory.Sequence(lambda n: f"lid{n}@example.nl")
    joined_at = datetime(2026, 1, 1, tzinfo=UTC)


class RegionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Region

    name = factory.Sequence(lambda n: f"Regio {n}")


class OrganizationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organization

    name = factory.Sequence(lambda n: f"Wijkteam {n}")


class AffiliationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Affiliation

    member = factory.SubFactory(MemberFactory)
    organization = factory.SubFactory(OrganizationFactory)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"uitgenodigd{n}@example.nl")
    token_hash = factory.Sequence(lambda n: f"{n:064}")
    invited_by = factory.SubFactory(MemberFactory)
    invited_at = datetime(2026, 1, 1, tzinfo=UTC)
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)


class ApplicationFactory(factory.django.DjangoModelFactory):
    """One whose address said yes, unless it is ``unconfirmed``."""

    class Meta:
        model = Application

    name = "Nora Nieuw"
    email = factory.Sequence(lambda n: f"nieuw{n}@elders.example")
    state = Application.State.WAITING
    applied_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    waiting_since = datetime(2026, 11, 2, 10, tzinfo=UTC)

    class Params:
        unconfirmed = factory.Trait(
            state=Application.State.UNCONFIRMED,
            unconfirmed_since=datetime(2026, 11, 2, 9, tzinfo=UTC),
            waiting_since=None,
        )
