"""What the pages of a lesson ask of the database, at one passage and at three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Passage
from tests.home.lessons import letters_to, thread_of_three, token_in

pytestmark = pytest.mark.django_db


def statements(client, path):
    """Return how many statements this page takes."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_pages_of_a_lesson_take_as_many_statements_for_three_passages_as_for_one(client_of):
    making = thread_of_three()
    making.asked(1)
    desk = f"/leergroepen/gesprekken/{making.thread.pk}/les/"
    link = f"/lessen/citaten/{token_in(letters_to(making.writers[0])[0])}/"
    making.answer(0, Passage.Consent.BY_NAME)
    making.publish()
    making.lesson.unpublish()
    facilitator, stranger = client_of(making.facilitator), client_of(None)

    def counts():
        found = [statements(facilitator, desk), statements(stranger, link)]
        making.publish()
        found.append(statements(stranger, making.lesson.address))
        making.lesson.unpublish()
        return found

    one = counts()
    for number in (1, 2):
        making.quote(number)
    making.ask()
    for number in (1, 2):
        making.answer(number, Passage.Consent.UNNAMED)

    assert counts() == one
