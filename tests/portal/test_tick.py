"""`manage.py tick` does without a broker what beat would wake."""

import pytest
from django.core.management import call_command

from mailing.models import Heartbeat


@pytest.mark.django_db(transaction=True)
def test_tick_does_what_is_due():
    call_command("tick")

    assert Heartbeat.objects.filter(name="delivery").exists()
