"""National questions: what is asked, of whom, what came back, and what became of it."""

from questions.models.answers import LONGEST_TEXT, Answer, AnswerPart, AnswerVersion
from questions.models.colleagues import Approval, Contribution, ContributionCode
from questions.models.outcomes import Export, Outcome
from questions.models.questions import Offer, Question, QuestionFile, StateChange, SubQuestion
from questions.models.recipients import Recipient, Reminder
from questions.models.synthesis import (
    AnswerRead,
    ConsentFlag,
    Label,
    Labelling,
    LeftOut,
    Passage,
    PassageSource,
    Synthesis,
    SynthesisVersion,
    Verdict,
)

__all__ = [
    "LONGEST_TEXT",
    "Answer",
    "AnswerPart",
    "AnswerRead",
    "AnswerVersion",
    "Approval",
    "ConsentFlag",
    "Contribution",
    "ContributionCode",
    "Export",
    "Label",
    "Labelling",
    "LeftOut",
    "Offer",
    "Outcome",
    "Passage",
    "PassageSource",
    "Question",
    "QuestionFile",
    "Recipient",
    "Reminder",
    "StateChange",
    "SubQuestion",
    "Synthesis",
    "SynthesisVersion",
    "Verdict",
]
