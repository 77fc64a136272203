"""Who is in the demonstration network."""

from collections.abc import Iterator
from dataclasses import dataclass

from members.models import Member


@dataclass(frozen=True)
class Cast:
    """The people with whom one can sign in, and everybody else."""

    programme_team: Member
    second_reader: Member
    editor: Member
    administrator: Member
    facilitator: Member
    contact: Member
    participant: Member
    everyone: tuple[Member, ...]

    def sign_ins(self) -> Iterator[tuple[str, Member]]:
        """Yield what each is, and who."""
        yield "programmateam", self.programme_team
        yield "redacteur", self.editor
        yield "beheerder", self.administrator
        yield "begeleider", self.facilitator
        yield "contactpersoon", self.contact
        yield "lid", self.participant
