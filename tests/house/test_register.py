"""
The lists in docs/avg are what the tables say of themselves.

``UPDATE_REGISTER=1`` writes them anew; read then whether what stands above them still holds.
"""

import os

import pytest

from privacy import register
from tests.house.source import ROOT

AVG = ROOT / "docs" / "avg"
BEGIN, END = "<!-- begin: geschreven door het portaal -->\n", "<!-- eind -->"


@pytest.mark.parametrize(
    ("name", "lines"),
    [("verwerkingsregister.md", register.as_tables), ("bewaartermijnen.md", register.as_periods)],
)
def test_a_list_is_what_the_tables_say(name, lines):
    written = (AVG / name).read_text()
    before, _, rest = written.partition(BEGIN)
    expected = f"{before}{BEGIN}\n{chr(10).join(lines()).strip()}\n\n{END}{rest.partition(END)[2]}"
    if os.environ.get("UPDATE_REGISTER"):
        (AVG / name).write_text(expected)
        return

    assert written == expected, "run UPDATE_REGISTER=1 pytest tests/house/test_register.py"


def test_every_part_with_something_of_people_belongs_to_a_purpose():
    told = (AVG / "verwerkingsregister.md").read_text().partition(BEGIN)[0]

    assert [app for app in register.personal_tables() if app not in told] == []
