"""Tables of organisations and people that the programme team brings in (*import*)."""

from datetime import timedelta

from django.db import models

from members.models.accounts import Member
from members.models.invitations import Invitation
from members.models.organizations import Organization
from members.querysets import ImportQuerySet, ImportRowQuerySet
from privacy.rules import ACTOR, HER_ADDRESS_AND_GOES, INTERNAL, PERSONAL, PLAIN, Kept


class Import(models.Model):
    """
    One table, read once: its file is not kept, its rows are, for ninety days.

    ``sheets`` says what was in the file, as a list of {"name", "heading", "count"}; ``columns``
    which field of ours stands in each column of the chosen sheet. Both are kept with the import,
    for the next file with the same heading.
    """

    privacy = {
        "name": PLAIN,
        "read_by": ACTOR,
        "sheets": PLAIN,
        "heading_key": INTERNAL,
        "columns": PLAIN,
        "words": PLAIN,
    }
    kept = (Kept(timedelta(days=365), since="read_at"),)

    class State(models.TextChoices):
        STAGED = "staged", "klaargezet"
        APPLYING = "applying", "wordt uitgevoerd"
        APPLIED = "applied", "uitgevoerd"
        UNDOING = "undoing", "wordt ongedaan gemaakt"
        UNDONE = "undone", "ongedaan gemaakt"

    name = models.CharField("bestand", max_length=120)
    read_by = models.ForeignKey(
        Member, models.SET_NULL, null=True, related_name="+", verbose_name="ingelezen door"
    )
    read_at = models.DateTimeField("ingelezen op")
    sheets = models.JSONField("bladen", default=list)
    # Which sheet is brought in; until it is chosen there are rows of each.
    sheet = models.PositiveSmallIntegerField("blad", null=True, blank=True)
    # By which another file with the same columns is known.
    heading_key = models.CharField(max_length=64, blank=True)
    columns = models.JSONField("kolommen", null=True, blank=True)
    state = models.CharField("stand", max_length=8, choices=State, default=State.STAGED)
    applied_at = models.DateTimeField("uitgevoerd op", null=True, blank=True)
    # From this moment on invitations leave, a few at a time.
    inviting_since = models.DateTimeField("uitnodigen sinds", null=True, blank=True)
    words = models.TextField("bij de uitnodiging", max_length=2000, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        indexes = [models.Index(fields=["heading_key"], name="import_heading")]

    def __str__(self):
        return self.name


class ImportRow(models.Model):
    """
    One row of a table: what stood in it, what we make of it, and what came of it.

    An empty ``verdict`` is a row to look at, an empty ``result`` one on which nothing was done:
    a worker that goes on after a crash knows by these where it was. Who never accepts is forgotten
    with her row, ninety days after it was read.
    """

    privacy = {
        "cells": PERSONAL,
        "mended": PERSONAL,
        "address": HER_ADDRESS_AND_GOES,
        "organization_key": INTERNAL,
    }
    kept = (Kept(timedelta(days=90), since="read_at", by="members.actions.imports.forgetting.forget_rows"),)

    class Verdict(models.TextChoices):
        NEW = "new", "nieuw"
        KNOWN = "known", "bestaat al"
        SIMILAR = "similar", "lijkt op iets dat er al is"
        REFUSED = "refused", "kan niet"

    class Problem(models.TextChoices):
        NOTHING = "nothing", "geen organisatie en geen e-mailadres"
        NO_ADDRESS = "no_address", "wel een naam, geen e-mailadres"
        BROKEN_ADDRESS = "broken_address", "geen goed e-mailadres"
        TWO_ADDRESSES = "two_addresses", "twee e-mailadressen in één cel"
        ACCENTED_ADDRESS = "accented_address", "een letter met een accent in het e-mailadres"
        DOUBLE = "double", "staat twee keer in het bestand"
        CLOSED_ACCOUNT = "closed_account", "het account is gesloten"
        FORMER_ORGANIZATION = "former_organization", "de organisatie is geen lid meer"
        UNKNOWN_ROLE = "unknown_role", "een rol die we niet kennen"
        UNKNOWN_THEME = "unknown_theme", "een thema dat we niet kennen"
        CONTACT_OF_NOBODY = "contact_of_nobody", "contactpersoon zonder organisatie"
        TOO_LONG = "too_long", "te lang"

    class Decision(models.TextChoices):
        SAME = "same", "is dezelfde"
        OTHER = "other", "is een ander"

    class Result(models.TextChoices):
        DONE = "done", "klaar"
        WAITING = "waiting", "wacht op een uitnodiging"
        INVITED = "invited", "uitgenodigd"
        SKIPPED = "skipped", "overgeslagen"
        UNDONE = "undone", "ongedaan gemaakt"
        KEPT = "kept", "blijft, omdat iemand er al mee verder ging"

    batch = models.ForeignKey(Import, models.CASCADE, related_name="rows", verbose_name="import")
    sheet = models.PositiveSmallIntegerField("blad", default=0)
    read_at = models.DateTimeField("ingelezen op")
    # As a spreadsheet program counts, so that it can be found there.
    number = models.PositiveIntegerField("rij")
    cells = models.JSONField("cellen")
    # What was mended here, by column: {"3": "anna@example.nl"}.
    mended = models.JSONField("verbeterd", default=dict, blank=True)
    left_out = models.BooleanField("weggelaten", default=False)
    decision = models.CharField("keuze", max_length=5, choices=Decision, blank=True)
    verdict = models.CharField("wat er gebeurt", max_length=8, choices=Verdict, blank=True)
    problem = models.CharField("waarom niet", max_length=20, choices=Problem, blank=True)
    # By which rows of one import are known to be about the same person and organisation.
    address = models.CharField("e-mailadres", max_length=254, blank=True)
    organization_key = models.CharField(max_length=160, blank=True)
    result = models.CharField("wat ervan kwam", max_length=8, choices=Result, blank=True)
    organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="organisatie"
    )
    made_organization = models.BooleanField("maakte de organisatie", default=False)
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="uitnodiging"
    )

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = "rij van een import"
        verbose_name_plural = "rijen van imports"
        constraints = [
            models.UniqueConstraint(fields=["batch", "sheet", "number"], name="import_row_number"),
        ]
        indexes = [
            models.Index(fields=["batch", "verdict", "number"], name="import_row_verdict"),
            models.Index(fields=["batch", "result", "number"], name="import_row_result"),
            models.Index(fields=["batch", "address"], name="import_row_address"),
            models.Index(fields=["batch", "organization_key"], name="import_row_organization"),
        ]

    def __str__(self):
        return f"{self.batch_id}: {self.number}"

    @property
    def texts(self) -> list[str]:
        """What stands in the row now: its cells, as far as they were not mended."""
        return [self.mended.get(str(column), text) for column, text in enumerate(self.cells)]
