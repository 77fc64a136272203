"""Writing by mail: a reply to a letter about posts becomes a post, as it would on the portal."""

from contextlib import ExitStack
from datetime import datetime, timedelta
from io import BytesIO

from django.utils.timezone import localdate

from files.refusals import Refused as RefusedFile
from files.vetting import Vetted, vet
from inbound.replies import MailedFile, Refused, Reply
from learninggroups.actions import posts
from learninggroups.actions.attachments import MOST_PER_POST
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
from learninggroups.permissions import Roles, may_see_post, may_see_thread, may_write_in
from members.models import Member
from ui import casuistry, prose
from ui.templatetags.ui import moment

# Within this time the same words in the same thread are one message that was sent twice.
SAME_FOR = timedelta(days=1)


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Put a mailed text in the thread that the letter told of, and say whether there is one.

    May be done twice with the same reply: it becomes one post.

    :raises Refused: when it cannot stand there, with what its writer can do.
    """
    if MailedPost.objects.filter(key=reply.key).exists():
        return True
    spot = words.spot_in(reply.about)
    member = Member.objects.active().filter(pk=reply.member_id).first()
    if spot is None or member is None:
        return False
    _mind_sender(reply)
    roles = Roles.of(member)
    thread = _thread(spot, member, roles)
    html = _html(reply)
    _mind_repeats(thread, member, html, now)
    looked_at = _look_again(reply.text, thread, {"body": html}, reply, member, now)
    with ExitStack() as open_files:
        mailed = _mailed(reply, open_files)
        try:
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
        except TooMuch as error:
            raise _too_much(error) from error
    return True


def _too_much(error: TooMuch) -> Refused:
    return Refused(words.TOO_MUCH.format(threads=THREADS_A_DAY, posts=POSTS_A_DAY, until=moment(error.until)))


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
    findings = ", ".join(f"“{one.passage}” {one.kind}" for one in found[:5])
    raise Refused(words.LOOK_AGAIN.format(findings=findings), target.get_absolute_url())


def _mind_sender(reply: Reply) -> None:
    if not (reply.is_from_her or reply.is_proven):
        raise Refused(words.OTHER_ADDRESS.format(address=reply.from_address))


def _thread(spot: words.Spot, member: Member, roles: Roles) -> Thread:
    """Return the thread as it goes on now, or say why this member cannot write in it."""
    thread = _goes_on_in(spot.thread_id)
    if thread is None:
        raise Refused(words.GONE)
    group = thread.group
    if not may_see_thread(roles, thread):
        if member.is_guest:
            raise Refused(words.GUEST_NO_MORE)
        raise Refused(words.LEFT, group.get_absolute_url())
    if group.pk != spot.group_id:
        raise Refused(words.MOVED, thread.get_absolute_url())
    if group.archived_at:
        raise Refused(words.ARCHIVED, thread.get_absolute_url())
    if not may_write_in(roles, thread):
        raise Refused(words.READS_ALONG, group.get_absolute_url())
    if thread.is_closed:
        raise Refused(words.CLOSED, thread.get_absolute_url())
    return thread


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


def _mind_repeats(thread: Thread, member: Member, html: str, now: datetime) -> None:
    """Refuse what she wrote there a moment ago: on the portal, or in a mail that was sent again."""
    own = Post.objects.filter(thread=thread, author=member, posted_at__gt=now - SAME_FOR)
    said = prose.plain(html)
    for post in own.order_by("-position")[:20]:
        if prose.plain(post.body) == said:
            raise Refused(words.THERE_ALREADY, post.get_absolute_url())


def _mailed(reply: Reply, open_files: ExitStack) -> Mailed:
    """Return the mail with those of its files that may be kept; what may not does not lose the words."""
    kept: list[Vetted] = []
    refused = []
    for file in reply.attachments:
        try:
            if len(kept) == MOST_PER_POST:
                raise RefusedFile(f"Er kunnen hoogstens {MOST_PER_POST} bestanden bij één bericht.")
            kept.append(_vetted(file, open_files))
        except RefusedFile as refusal:
            refused.append(f"{file.name[:60]}: {refusal}")
    return Mailed(reply.key, kept, refused)


def _vetted(file: MailedFile, open_files: ExitStack) -> Vetted:
    vetted = vet(BytesIO(file.content), file.name)
    open_files.callback(vetted.content.close)
    return vetted
