"""A member gets everything we keep of her, and nothing of anybody else."""

import json
import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from audit.acts import Act
from audit.models import Entry
from files.storage import private_storage
from learninggroups.models import Attachment
from mailing.models import OutgoingMail
from members.actions import personal_data as actions
from members.exports.personal_data import gathered
from members.models import PersonalData
from members.models.personal_data import DATA_KEPT
from members.permissions import Roles, may_take_data
from members.tasks import gather_data
from privacy import registry
from privacy.rules import TITLE, Link, Value
from tests.cast import ROLES, build_scene
from tests.factories.members import MemberFactory
from tests.golden import assert_letter
from tests.lives import live

OWN, FOREIGN = "paarl", "kanarie"


@pytest.fixture
def noor(db):
    return MemberFactory(name="Noor Eigen", email="noor@example.nl")


@pytest.fixture
def asked(noor, now):
    return actions.ask_for_data(actor=noor, now=now)


def opened(content) -> dict[str, str]:
    """Return what is in a ZIP, by name."""
    with zipfile.ZipFile(content) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def data_of(member) -> dict[str, str]:
    with gathered(member, now=timezone.now()) as content:
        return opened(BytesIO(content.read()))


def plant(member) -> list[str]:
    """Put a word in every field that holds words: one of her own where she may see it, else a canary."""
    hers = {one.label: set(one.of(member).values_list("pk", flat=True)) for one in registry.holdings()}
    planted = []
    for holding in registry.holdings():
        own = hers[holding.label]
        for field in holding.model._meta.local_fields:
            rule = holding.rules.get(field.name)
            texts = isinstance(field, models.CharField | models.TextField | models.JSONField)
            if (
                not texts
                or isinstance(field, models.URLField)
                or field.choices
                or rule is TITLE
                or rule is None
            ):
                continue
            for pk in holding.model._base_manager.values_list("pk", flat=True):
                # By her address other rows are hers.
                if pk in own and (isinstance(rule, Link) or isinstance(field, models.EmailField)):
                    continue
                is_hers = pk in own and isinstance(rule, Value) and rule.is_shown
                word = f"{OWN if is_hers else FOREIGN}{len(planted)}"
                if written(holding.model, pk, field, word) and is_hers:
                    planted.append(word)
    return planted


def written(model, pk, field, word) -> bool:
    """Put a word in one field, if it fits there."""
    if field.max_length and field.max_length < len(word) + 12:
        return False
    words = f"{word}@example.nl" if isinstance(field, models.EmailField) else word
    try:
        with transaction.atomic():
            value = {"tekst": words} if isinstance(field, models.JSONField) else words
            model._base_manager.filter(pk=pk).update(**{field.name: value})
    except IntegrityError:
        return False
    return True


def test_she_gets_all_that_is_hers_and_no_word_of_anybody_else(noor, now):
    scene = build_scene()
    for member in (noor, scene.participant):
        live(member, scene, now)
    own_words = plant(noor)
    noor.refresh_from_db()

    found = data_of(noor)

    everything = "\n".join(found.values())
    assert re.findall(f"{FOREIGN}\\d+", everything) == []
    assert [word for word in own_words if not re.search(f"{word}\\b", everything)] == []
    assert len(own_words) > 40
    assert f"bestand {noor.pk}" in found[f"bestanden/attachment-{Attachment.objects.get(uploader=noor).pk}"]
    assert f"bestand {scene.participant.pk}" not in everything
    for name in ("berichten", "aanmeldingen", "deelantwoorden", "brieven", "keuzes", "waar-je-bent-ingelogd"):
        assert json.loads(found[f"json/{name}.json"])
        assert f'href="{name}.html"' in found["index.html"]
    assert "<script" not in everything
    assert "http" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', found["berichten.html"]))


def test_her_data_is_made_told_of_taken_by_her_alone_and_thrown_away(client, client_of, asked, noor, db):
    gather_data()

    asked.refresh_from_db()
    letter = OutgoingMail.objects.get(letter="personal_data")
    assert asked.get_absolute_url() in letter.text
    assert letter.has_secret
    assert client.post(asked.get_absolute_url()).status_code == 302
    assert client_of(MemberFactory()).post(asked.get_absolute_url()).status_code == 410
    taken = client_of(noor).post(asked.get_absolute_url())
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in taken.headers["Cache-Control"]
    assert "Noor Eigen" in opened(BytesIO(b"".join(taken.streaming_content)))["jouw-profiel.html"]
    assert [entry.act for entry in Entry.objects.order_by("pk")] == [Act.DATA_ASKED, Act.DATA_TAKEN]

    assert actions.throw_away_data(now=asked.finished_at + DATA_KEPT - timedelta(minutes=1)) == 0
    with pytest.raises(actions.FileGone):
        actions.take_data(data=asked, actor=noor, now=asked.finished_at + DATA_KEPT)
    assert actions.throw_away_data(now=asked.finished_at + DATA_KEPT) == 1
    assert not private_storage().exists(asked.file.name)
    assert client_of(noor).get(asked.get_absolute_url()).status_code == 410


def test_the_letter_says_until_when(asked, now):
    data = actions.claim_data(now=now)
    actions.finish_data(data=data, content=ContentFile(b"zip"), now=now)

    letter = OutgoingMail.objects.get(letter="personal_data")
    letter.text = letter.text.replace(str(asked.key), "sleutel")
    assert_letter(letter, "personal_data")


def test_who_waits_already_waits_for_the_same_file(asked, noor, now):
    assert actions.ask_for_data(actor=noor, now=now) == asked
    assert Entry.objects.count() == 1

    assert actions.claim_data(now=now) == asked
    assert actions.claim_data(now=now) is None
    again = actions.claim_data(now=now + actions.LEASE)
    assert again == asked
    # Who was overtaken keeps nothing and tells nobody.
    asked.started_at = now
    assert not actions.finish_data(data=asked, content=ContentFile(b"zip"), now=now)
    assert not OutgoingMail.objects.exists()


def test_what_never_gets_made_is_given_up_and_can_be_asked_again(asked, noor, now):
    actions.claim_data(now=now)
    actions.throw_away_data(now=now + actions.GIVEN_UP_AFTER)

    assert PersonalData.objects.get().failed_at is not None
    assert actions.ask_for_data(actor=noor, now=now) != asked


def test_she_asks_a_few_times_a_day(client_of, asked, noor, now):
    for _ in range(2):
        actions.fail_data(data=actions.claim_data(now=now), now=now)
        actions.ask_for_data(actor=noor, now=now)
    actions.fail_data(data=actions.claim_data(now=now), now=now)

    with pytest.raises(actions.AskedEnough):
        actions.ask_for_data(actor=noor, now=now)
    assert PersonalData.objects.count() == actions.MOST_A_DAY
    assert "Morgen kan het weer" in client_of(noor).get("/account/mijn-gegevens/").content.decode()


def test_a_fresh_proof_is_asked_of_who_has_one(client, noor, db):
    noor.set_password("een-lang-wachtwoord")
    noor.save()
    client.force_login(noor, settings.AUTHENTICATION_BACKENDS[0])

    assert client.post("/account/mijn-gegevens/").headers["Location"].startswith("/account/reauthenticate/")
    assert not PersonalData.objects.exists()

    proved = client.post(
        "/account/reauthenticate/?next=/account/mijn-gegevens/", {"password": "een-lang-wachtwoord"}
    )
    assert proved.status_code in {302, 303}
    assert PersonalData.objects.get().member == noor


def test_only_she_herself_may_take_it(asked, scene):
    for role in ROLES:
        roles = Roles.of(scene.person(role)) if scene.person(role) else Roles()
        assert not may_take_data(roles, asked)
        assert not PersonalData.objects.visible_to(roles).exists()
    assert may_take_data(Roles.of(asked.member), asked)
    assert PersonalData.objects.visible_to(Roles.of(asked.member)).get() == asked
    with pytest.raises(PermissionDenied):
        actions.take_data(data=asked, actor=scene.administrator, now=timezone.now())
