"""Which of what came in waits for somebody."""

from typing import Self

from django.db import models


class InboundMailQuerySet(models.QuerySet):
    """Selections of inbound mail; what was emptied waits for nobody."""

    def stuck(self) -> Self:
        """Keep what could not be read, and waits for a person."""
        return self.filter(state=self.model.State.STUCK).exclude(raw=b"")

    def held(self) -> Self:
        """Keep what waits until the member it seems to come from says whether it was hers."""
        return self.filter(state=self.model.State.HELD).exclude(raw=b"")
