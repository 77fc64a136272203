"""The door of a closed lesson: what a visitor sees there, and what a member."""

from tests.cast import ROLES
from tests.factories.home import LessonPageFactory


def test_closed_lesson_tells_a_visitor_why_and_whom_to_ask(scene, client_of):
    lesson = LessonPageFactory(closed=True, title="Een moeilijke les")

    response = client_of(scene.visitor).get(lesson.address)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Een moeilijke les" in page
    assert "Een gezin is herkenbaar." in page
    assert "Bea Begeleider, 06 12345678" in page
    assert "Wat wij leerden." not in page
    assert "Kort geleerd." not in page
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_closed_lesson_is_read_by_every_member(scene, client_of):
    lesson = LessonPageFactory(closed=True)

    for role in set(ROLES) - {"visitor", "guest"}:
        response = client_of(scene.person(role)).get(lesson.address)

        assert "Wat wij leerden." in response.content.decode()
        assert set(response["Cache-Control"].split(", ")) == {"private", "no-store"}


def test_closed_lesson_is_not_read_by_a_guest(scene, client_of):
    lesson = LessonPageFactory(closed=True)

    page = client_of(scene.guest).get(lesson.address).content.decode()

    assert "Wat wij leerden." not in page


def test_open_lesson_is_read_by_everyone(scene, client_of):
    lesson = LessonPageFactory()

    for role in ROLES:
        assert "Wat wij leerden." in client_of(scene.person(role)).get(lesson.address).content.decode()


def test_closed_lesson_in_the_list_shows_its_reason_and_no_more(scene, client_of):
    LessonPageFactory(closed=True, title="Een moeilijke les")

    visitor = client_of(scene.visitor).get("/lessen/").content.decode()
    member = client_of(scene.elsewhere).get("/lessen/").content.decode()

    assert "Een gezin is herkenbaar." in visitor
    assert "Kort geleerd." not in visitor
    assert "Kort geleerd." in member
