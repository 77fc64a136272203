"""The private PostgreSQL, which a drill fills with what members wrote."""

import psycopg
import pytest
from django.db import connection


@pytest.mark.django_db
def test_whoever_finds_it_needs_its_password():
    if connection.vendor == "postgresql":
        known = connection.get_connection_params()
        place = {name: known[name] for name in ("host", "port", "dbname", "user")}

        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(**place)
