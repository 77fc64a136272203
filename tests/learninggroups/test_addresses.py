"""No name of a group may lead to an address that is something else."""

from learninggroups.forms.groups import RESERVED
from learninggroups.urls import urlpatterns


def test_words_that_stand_where_a_group_would_are_reserved():
    routes = [str(pattern.pattern).split("/") for pattern in urlpatterns]
    words = {route[1] for route in routes if route[0] == "leergroepen" and not route[1].startswith("<")}

    assert words - {""} <= RESERVED
