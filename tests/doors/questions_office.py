"""
Who gets in at the back office of national questions: the programme team.

Who may not work in the back office at all is sent to sign in by Wagtail; an editor and an
administrator hear that these pages are not theirs.
"""

from tests.doors import Door

TEAM = "302 403 403 403 403 200 403 403"
TEAM_POSTS = "302 403 403 403 403 303 403 403"
ON_TO_ANOTHER_PAGE = "302 403 403 403 403 303 403 403"
NO_GET = "302 403 403 403 403 405 403 403"
REFUSED_FIELDS = "302 403 403 403 403 422 403 403"


def draft(scene):
    return [scene.draft_question.pk]


def asked(scene):
    return [scene.open_question.pk]


DOORS = {
    "questions_office:questions": Door(get=TEAM, post=TEAM_POSTS),
    "questions_office:compose": Door(
        get=TEAM,
        post=TEAM_POSTS,
        sends=lambda scene: {"title": "Nieuw", "asker": "VNG", "wording": "Wat merk je?"},
    ),
    "questions_office:revise": [
        Door(draft, get=TEAM, post=REFUSED_FIELDS),
        Door(asked, get=ON_TO_ANOTHER_PAGE, post=TEAM_POSTS),
    ],
    "questions_office:audience": Door(
        draft, get=TEAM, post=TEAM_POSTS, sends=lambda scene: {"whom": "everyone"}
    ),
    "questions_office:recipients": Door(draft, get=TEAM, post=NO_GET),
    "questions_office:pictures": [
        Door(asked, get=TEAM, post=NO_GET),
        Door(draft, get=ON_TO_ANOTHER_PAGE, post=NO_GET),
    ],
    "questions_office:approve": Door(draft, get=NO_GET, post=REFUSED_FIELDS),
    "questions_office:schedule": Door(draft, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:reopen-draft": Door(draft, get=NO_GET, post=TEAM_POSTS),
    "questions_office:open": Door(draft, get=NO_GET, post=TEAM_POSTS),
    "questions_office:question": Door(asked, get=TEAM, post=NO_GET),
    "questions_office:extend": Door(asked, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:close": Door(asked, get=TEAM, post=TEAM_POSTS),
    "questions_office:answers": Door(asked, get=TEAM, post=NO_GET),
    "questions_office:start-interpreting": Door(asked, get=NO_GET, post=TEAM_POSTS),
    "questions_office:share": Door(asked, get=NO_GET, post=TEAM_POSTS),
    "questions_office:outcome": Door(asked, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:complete": Door(asked, get=NO_GET, post=TEAM_POSTS),
}
