"""Members, their organisations, and the invitations that bring them in."""

from members.models.accounts import (
    ADMINISTRATORS,
    CHOOSABLE,
    EDITORS,
    PROGRAMME_TEAM,
    Level,
    Member,
    Viewers,
)
from members.models.applications import Application
from members.models.choices import Choice
from members.models.departures import COMES_BACK_WITHIN, Departure
from members.models.imports import Import, ImportRow
from members.models.invitations import Invitation
from members.models.messages import Message, MessageRefusal
from members.models.organizations import Affiliation, Organization, Region
from members.models.personal_data import PersonalData

__all__ = [
    "ADMINISTRATORS",
    "CHOOSABLE",
    "COMES_BACK_WITHIN",
    "EDITORS",
    "PROGRAMME_TEAM",
    "Affiliation",
    "Application",
    "Choice",
    "Departure",
    "Import",
    "ImportRow",
    "Invitation",
    "Level",
    "Member",
    "Message",
    "MessageRefusal",
    "Organization",
    "PersonalData",
    "Region",
    "Viewers",
]
