"""The proof of `make crash`, small: workers are killed while they send."""

import pytest
from django.db import connection

from bench.crash import Ordeal, prove
from tests.servers import free_port


@pytest.fixture
def on_disk(transactional_db) -> None:
    """Workers are processes of their own, so they must find the database outside this one."""
    assert "memory" not in str(connection.settings_dict["NAME"])


def test_killed_workers_lose_nothing_and_send_hardly_anything_twice(on_disk, settings):
    settings.MAILING_EMAIL_URL = f"smtp://127.0.0.1:{free_port()}"
    settings.MAILING_LEASE_SECONDS = 3
    settings.MAILING_RETRY_SECONDS = [1]
    ordeal = Ordeal(recipients=120, kills=12, workers=2)

    outcome = prove(ordeal)

    assert outcome.promise_is_kept, outcome
