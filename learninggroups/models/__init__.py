"""Learning groups, who takes part, what they talk about and how far each has read."""

from learninggroups.models.drafts import MAIL_FIELD, NOT_TYPED, Attachment, Draft, place_of
from learninggroups.models.groups import (
    ExposureRequest,
    GroupLetter,
    GroupProposal,
    LearningGroup,
    OpennessChange,
    RaisedHand,
)
from learninggroups.models.memberships import (
    INVITATION_LASTS,
    GroupInvitation,
    Membership,
    ThemeChoice,
    ThreadGuest,
)
from learninggroups.models.moderation import ModerationAct, Report
from learninggroups.models.posts import (
    LONGEST_POST,
    Announcement,
    MailedPost,
    Mention,
    MovedPost,
    Post,
    PostNotice,
    PostRevision,
    Recognition,
)
from learninggroups.models.threads import POSTS_PER_PAGE, ReadMark, Thread, place_url, thread_url

__all__ = [
    "INVITATION_LASTS",
    "LONGEST_POST",
    "MAIL_FIELD",
    "NOT_TYPED",
    "POSTS_PER_PAGE",
    "Announcement",
    "Attachment",
    "Draft",
    "ExposureRequest",
    "GroupInvitation",
    "GroupLetter",
    "GroupProposal",
    "LearningGroup",
    "MailedPost",
    "Membership",
    "Mention",
    "ModerationAct",
    "MovedPost",
    "OpennessChange",
    "Post",
    "PostNotice",
    "PostRevision",
    "RaisedHand",
    "ReadMark",
    "Recognition",
    "Report",
    "ThemeChoice",
    "Thread",
    "ThreadGuest",
    "place_of",
    "place_url",
    "thread_url",
]
