"""How a list is narrowed: ways to choose, each with its words in the address."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Option:
    """One thing to narrow by: as people say it, and as the address does."""

    name: str
    slug: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One way to narrow; ``name`` is its word in the address."""

    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self) -> str:
        """What is chosen, as the address says it; empty when nothing is."""
        return next((option.slug for option in self.options if option.is_chosen), "")
