"""
Writing by mail: a reply to a letter about posts becomes a post, a mail to a group the start of a thread.

What holds on the portal holds here: who may write where, how long, and how much in a day.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.timezone import localdate

from files.refusals import Refused as RefusedFile
from files.vetting import Vetted, vet
from inbound.replies import Refused, Reply, Unproven
from learninggroups.actions import posts
from learninggroups.actions.attachments import MOST_PER_POST, TOO_MANY
from learninggroups.actions.drafts import DraftKey, keep_draft
from learninggroups.actions.mailed import Mailed
from learninggroups.actions.newcomers import POSTS_A_DAY, THREADS_A_DAY, TooMuch
from learninggroups.models import (
    LONGEST_POST,
    MAIL_FIELD,
    Draft,
    LearningGroup,
    MailedPost,
    Post,
    Thread,
    place_of,
)
from learninggroups.notifications import by_mail as words
from learninggroups.permissions import Roles, may_see_post, may_see_thread, may_write_in, takes_part
from learninggroups.queries.addresses import group_at
from members.models import Member
from ui import casuistry, prose
from ui.templatetags.ui import moment

# Within this time the same words in the same thread are one message that was sent twice.
SAME_FOR = timedelta(days=1)

_PREFIX = re.compile(r"((re|fw|fwd|antw|antwoord|doorst|betr)\s*(\[\d+\])?\s*:\s*)+", re.IGNORECASE)


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Put a mailed text in the thread that the letter told of, and say whether there is one.

    May be done twice with the same reply: it becomes one post.

    :raises Refused: when it cannot stand there, with what its writer can do.
    :raises Unproven: when it came from somebody else's address.
    """
    if _is_taken(reply):
        return True
    spot = words.spot_in(reply.about)
    member = Member.objects.active().filter(pk=reply.member_id).first()
    if spot is None or member is None:
        return False
    if not reply.is_from_her:
        raise Unproven
    with _in_confidence_of(spot.group_id):
        _post(reply, spot, member, now)
    return True


def take_start(*, reply: Reply, argument: str, now: datetime) -> bool:
    """
    Start a thread with what somebody mailed to a group; the subject is its title.

    ``argument`` is what stands in the address for the group; says False when no group has it. May
    be done twice with the same mail.

    :raises Refused: when she cannot start it, with what she can do.
    :raises Unproven: when it is not certain that she wrote it: nothing in the address is secret.
    """
    if _is_taken(reply):
        return True
    group = group_at(argument)
    member = Member.objects.active().filter(pk=reply.member_id).first()
    if group is None or member is None:
        return False
    if not reply.is_proven:
        raise Unproven
    with _in_confidence_of(group.pk):
        _start(reply, group, member, now)
    return True


def _post(reply: Reply, spot: words.Spot, member: Member, now: datetime) -> None:
    roles = Roles.of(member)
    thread = _thread(spot, member, roles)
    html = _html(reply)
    _mind_repeats(Post.objects.filter(thread=thread), member, html, words.THERE_ALREADY, reply, now)
    looked_at = _look_again(reply.text, thread, {"body": html}, reply, member, now)
    with _mailed(reply) as mailed:
        posts.post_reply(
            thread=thread,
            body=html,
            answered=_answered(spot, thread, roles),
            seen=spot.openness,
            draft=looked_at,
            mailed=mailed,
            actor=member,
            roles=roles,
            now=now,
        )


def _start(reply: Reply, group: LearningGroup, member: Member, now: datetime) -> None:
    _mind_place(group, Roles.of(member))
    title = _title(reply.subject)
    html = _html(reply)
    first_posts = Post.objects.filter(thread__group=group, thread__title=title, position=1)
    _mind_repeats(first_posts, member, html, words.STARTED_ALREADY, reply, now)
    fields = {"title": title, "body": html}
    looked_at = _look_again(f"{title}\n{reply.text}", group, fields, reply, member, now)
    with _mailed(reply) as mailed:
        posts.start_thread(
            group=group, title=title, body=html, draft=looked_at, mailed=mailed, actor=member, now=now
        )


@contextmanager
def _in_confidence_of(group_id: int) -> Iterator[None]:
    """Let no letter repeat words that were meant for a confidential group."""
    try:
        yield
    except Refused as refusal:
        confidential = LearningGroup.objects.filter(pk=group_id, is_confidential=True)
        refusal.in_confidence = confidential.exists()
        raise


def _is_taken(reply: Reply) -> bool:
    return MailedPost.objects.filter(key=reply.key).exists()


def _mind_place(group: LearningGroup, roles: Roles) -> None:
    """Refuse what is mailed to a group by who does not take part, or when it is finished."""
    if group.archived_at:
        raise Refused(words.ARCHIVED, _page_of(group))
    if not takes_part(roles, group):
        raise Refused(words.TAKE_PART_FIRST, _page_of(group))


def _title(subject: str) -> str:
    """Return the subject of a mail as a title: without what mail programs put in front of it."""
    title = _PREFIX.sub("", " ".join(subject.split()))
    if not title:
        raise Refused(words.NO_TITLE)
    return Truncator(title).chars(Thread._meta.get_field("title").max_length)


def _look_again(
    text: str,
    target: Thread | LearningGroup,
    fields: dict[str, str],
    reply: Reply,
    member: Member,
    now: datetime,
) -> DraftKey | None:
    """
    Ask once to look again when a text may lead to somebody, as the form on the portal does.

    The text waits as a draft, which knows the mail it came in. When another mail says the same,
    its writer looked again: then that draft is returned, and may go.
    """
    found = casuistry.findings(text, today=localdate(now))
    if not found:
        return None
    for draft in Draft.objects.filter(member=member, place=place_of(target)):
        came_in = draft.fields.get(MAIL_FIELD)
        if came_in and came_in != reply.key and draft.fields == fields | {MAIL_FIELD: came_in}:
            return DraftKey(draft.pk, draft.version)
    keep_draft(target=target, fields=fields | {MAIL_FIELD: reply.key}, key=None, actor=member, now=now)
    group = target if isinstance(target, LearningGroup) else target.group
    seen = [f"iets {one.kind}" if group.is_confidential else f"“{one.passage}” {one.kind}" for one in found]
    path = _page_of(group) if target is group else target.get_absolute_url()
    raise Refused(words.LOOK_AGAIN.format(findings=", ".join(seen[:5])), path)


def _thread(spot: words.Spot, member: Member, roles: Roles) -> Thread:
    """Return the thread as it goes on now, or say why this member cannot write in it."""
    thread = _goes_on_in(spot.thread_id)
    if thread is None:
        raise Refused(words.GONE)
    group = thread.group
    if not may_see_thread(roles, thread):
        if member.is_guest:
            raise Refused(words.GUEST_NO_MORE)
        raise Refused(words.LEFT, _page_of(group))
    if group.pk != spot.group_id:
        raise Refused(words.MOVED, thread.get_absolute_url())
    if group.archived_at:
        raise Refused(words.ARCHIVED, thread.get_absolute_url())
    if not may_write_in(roles, thread):
        raise Refused(words.READS_ALONG, _page_of(group))
    if thread.is_closed:
        raise Refused(words.CLOSED, thread.get_absolute_url())
    return thread


def _page_of(group: LearningGroup) -> str:
    """Return the page of a group; of a confidential one not even its address goes into a letter."""
    return "" if group.is_confidential else group.get_absolute_url()


def _goes_on_in(thread_id: int) -> Thread | None:
    """Return a thread, or the one with which it was merged."""
    threads = Thread.objects.select_related("group")
    thread = threads.filter(pk=thread_id).first()
    while thread and thread.merged_into_id:
        thread = threads.get(pk=thread.merged_into_id)
    return thread


def _answered(spot: words.Spot, thread: Thread, roles: Roles) -> Post | None:
    """Return the post that is answered, as long as it stands in this thread."""
    standing = Post.objects.filter(pk=spot.post_id, thread=thread, deleted_at=None, hidden_at=None)
    post = standing.select_related("author", "thread__group").first()
    return post if post and may_see_post(roles, post) else None


def _html(reply: Reply) -> str:
    """Return the words of a mail as they will stand in a post."""
    html = prose.typed(reply.text)
    if not html:
        raise Refused(words.ONLY_FILES if reply.has_attachments else words.EMPTY)
    if len(html) > LONGEST_POST:
        raise Refused(words.TOO_LONG)
    return html


def _mind_repeats(
    there: QuerySet[Post], member: Member, html: str, advice: str, reply: Reply, now: datetime
) -> None:
    """Refuse what she wrote there a moment ago: on the portal, or in a mail that was sent again."""
    # RACE: what another worker makes of this very mail is no repetition; the post itself finds that out.
    own = there.filter(author=member, posted_at__gt=now - SAME_FOR).exclude(mail__key=reply.key)
    said = prose.plain(html)
    for post in own.order_by("-pk")[:20]:
        if prose.plain(post.body) == said:
            raise Refused(advice, post.get_absolute_url())


@contextmanager
def _mailed(reply: Reply) -> Iterator[Mailed]:
    """
    Give the mail with those of its files that may be kept; what may not does not lose the words.

    :raises Refused: when its writer, who is new, wrote her share of today.
    """
    kept: list[Vetted] = []
    refused = []
    for file in reply.attachments:
        try:
            if len(kept) == MOST_PER_POST:
                raise RefusedFile(TOO_MANY)
            kept.append(vet(BytesIO(file.content), file.name))
        except RefusedFile as refusal:
            refused.append(f"{file.name[:60]}: {refusal}")
    try:
        yield Mailed(reply.key, kept, refused)
    except TooMuch as error:
        limits = {"threads": THREADS_A_DAY, "posts": POSTS_A_DAY, "until": moment(error.until)}
        raise Refused(words.TOO_MUCH.format(**limits)) from error
    finally:
        for vetted in kept:
            vetted.content.close()
