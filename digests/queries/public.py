"""What of the news anybody may read, account or not."""

from dataclasses import replace

from digests.queries import words
from digests.queries.lines import Block, BlockLines, Line
from digests.queries.news import QUESTION_STATES, News
from learninggroups.permissions import Roles
from meetings.permissions import may_see_meeting
from questions.models import Question
from questions.permissions import may_see_question

VISITOR = Roles()


def blocks(news: News, after: int) -> list[BlockLines]:
    """Return what is new to everybody after a batch, in the order of a digest; all of it, without caps."""
    meetings = [meeting for batch, meeting in news.meetings if batch > after]
    told = [
        *_questions(news, after),
        *(line for batch, line in news.pages if batch > after),
        *(words.of_meeting(meeting) for meeting in meetings if may_see_meeting(VISITOR, meeting)),
    ]
    by_block = {block: [line for line in told if line.block is block] for block in Block}
    return [BlockLines(block, lines) for block, lines in by_block.items() if lines]


def _questions(news: News, after: int) -> list[Line]:
    lines = []
    for question, states in news.questions:
        newest = next((state for state in reversed(QUESTION_STATES) if states.get(state, 0) > after), None)
        if newest and may_see_question(VISITOR, question):
            line = words.of_question(question, newest, news.outcomes.get(question.pk), took_part=False)
            if newest == "question_opened" and question.state == Question.State.OPEN:
                # She is not asked herself.
                line = replace(line, below="Lokale teams geven nu antwoord.")
            lines.append(line)
    return lines
