"""What a person is in our groups, and what that lets her do there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from django.db.models import QuerySet

from learninggroups.models import (
    Attachment,
    GroupInvitation,
    GroupLetter,
    LearningGroup,
    Membership,
    ModerationAct,
    Post,
    PostRevision,
    Recognition,
    Report,
    Thread,
)
from members.models import Member
from members.permissions import Roles as MemberRoles
from members.permissions import facts_of

# Rows for members.permissions.facts_of; who only asked for a place has none yet.
PLACES_IN_GROUPS = """
    SELECT member_id, 'group', group_id, role FROM learninggroups_membership
    WHERE role <> 'requested' AND member_id IN ({members})
"""
PLACES_OF_GUESTS = """
    SELECT member_id, 'guest', thread_id, '' FROM learninggroups_threadguest
    WHERE ended_at IS NULL AND member_id IN ({members})
"""


@dataclass(frozen=True, kw_only=True)
class Roles(MemberRoles):
    """What a person is, learning groups included; this is what ``request.roles`` holds."""

    participates: frozenset[int] = frozenset()
    facilitates: frozenset[int] = frozenset()
    follows: frozenset[int] = frozenset()
    # The threads in which she is a guest today.
    guest_in: frozenset[int] = frozenset()

    def companions_among(self, members: Collection[int]) -> frozenset[int]:
        """Return which of these members take part in a group that she takes part in and that goes on."""
        if not self.participates or not members:
            return frozenset()
        places = Membership.objects.taking_part().filter(
            group__in=self.participates, group__archived_at=None, member__in=members
        )
        return frozenset(places.values_list("member", flat=True)) - {self.member_id}

    def groups_to_find_in(self) -> list[tuple[int, str, bool]]:
        """Return the groups of which she may know who takes part, by name, and which are national tables."""
        groups = LearningGroup.objects.with_people_known_to(self).order_by("name", "pk")
        rows = groups.values_list("pk", "name", "table_of")
        return [(pk, name, bool(table_of)) for pk, name, table_of in rows]

    def groups_of_people(self, members: Collection[int]) -> list[tuple[str, str]]:
        """Return names and addresses of the groups in which these take part and she may know that."""
        places = Membership.objects.taking_part().filter(member__in=members)
        groups = LearningGroup.objects.with_people_known_to(self).filter(pk__in=places.values("group"))
        return [
            (f"{group.name} (landelijke tafel)" if group.table_of else group.name, group.get_absolute_url())
            for group in groups.order_by("name", "pk")
        ]

    def people_of(self, group: int) -> QuerySet:
        """Return the keys of who takes part in a group, none when she may not know them."""
        groups = LearningGroup.objects.with_people_known_to(self).filter(pk=group)
        return Membership.objects.taking_part().filter(group__in=groups).values("member")

    @classmethod
    def of_many(cls, members: Iterable[Member]) -> dict[int, Self]:
        """Load the roles of many members, by primary key, in one statement."""
        facts, places = facts_of(members, PLACES_IN_GROUPS, PLACES_OF_GUESTS)
        kinds = ("participates", "facilitates", "follows", "guest_in")
        own: dict[int, dict[str, set[int]]] = {pk: {kind: set() for kind in kinds} for pk in facts}
        for member_id, kind, number, role in places:
            for place in ("guest_in",) if kind == "guest" else _KINDS_OF_PLACE[role]:
                own[member_id][place].add(number)
        return {
            pk: cls(**facts[pk] | {kind: frozenset(found) for kind, found in places_of.items()})
            for pk, places_of in own.items()
        }


_KINDS_OF_PLACE = {
    Membership.Role.FOLLOWER: ("follows",),
    Membership.Role.PARTICIPANT: ("participates",),
    Membership.Role.FACILITATOR: ("participates", "facilitates"),
}


def takes_part(roles: Roles, group: LearningGroup) -> bool:
    """Participants and facilitators; who asked to join does not take part yet."""
    return group.pk in roles.participates


def may_read(roles: Roles, group: LearningGroup) -> bool:
    """Everyone reads an open group, members the groups for members, participants a closed one."""
    return takes_part(roles, group) or admits(roles, group.openness)


def may_see_thread(roles: Roles, thread: Thread) -> bool:
    """Participants see each thread of their group, guests theirs, others what its starter agreed to."""
    return is_inside(roles, thread) or _is_exposed(roles, thread)


def may_see_post(roles: Roles, post: Post) -> bool:
    """Who is inside the thread sees each post; others what its writer agreed to as well."""
    return is_inside(roles, post.thread) or (_is_exposed(roles, post.thread) and admits(roles, post.openness))


def may_see_attachment(roles: Roles, attachment: Attachment) -> bool:
    """Who sees the post sees what hangs on it; what hangs on none yet, only its uploader."""
    post = attachment.post
    if post is None:
        return roles.member_id is not None and attachment.uploader_id == roles.member_id
    return post.deleted_at is None and post.hidden_at is None and may_see_post(roles, post)


def is_inside(roles: Roles, thread: Thread) -> bool:
    """Participants of its group and its guests read everything in a thread."""
    return thread.group_id in roles.participates or thread.pk in roles.guest_in


def _is_exposed(roles: Roles, thread: Thread) -> bool:
    return admits(roles, thread.group.openness) and admits(roles, thread.openness)


def admits(roles: Roles, openness: str) -> bool:
    """Whether this openness lets in who is neither participant nor guest."""
    match openness:
        case LearningGroup.Openness.OPEN:
            return True
        case LearningGroup.Openness.MEMBERS:
            return roles.is_member
        case _:
            return False


def may_know_people(roles: Roles, group: LearningGroup) -> bool:
    """Who takes part knows the others; of a group that she may join at once every member may know."""
    is_known = group.openness != LearningGroup.Openness.CLOSED or takes_part(roles, group)
    return is_known and roles.is_member and group.archived_at is None


def may_see_membership(roles: Roles, membership: Membership) -> bool:
    """A facilitator sees the places in her group, and everyone her own."""
    return membership.group_id in roles.facilitates or (
        roles.member_id is not None and membership.member_id == roles.member_id
    )


def may_join(roles: Roles, group: LearningGroup) -> bool:
    """A member joins a group that is not closed at once."""
    return (
        roles.is_member
        and group.openness != LearningGroup.Openness.CLOSED
        and group.archived_at is None
        and not takes_part(roles, group)
    )


def may_ask_to_join(roles: Roles, group: LearningGroup) -> bool:
    """A member asks the facilitators of a closed group."""
    return (
        roles.is_member
        and group.openness == LearningGroup.Openness.CLOSED
        and group.archived_at is None
        and not takes_part(roles, group)
    )


def may_write(roles: Roles, group: LearningGroup) -> bool:
    """Every member writes in an open group; in the others one takes part first."""
    if group.archived_at is not None:
        return False
    return takes_part(roles, group) or (roles.is_member and group.openness == LearningGroup.Openness.OPEN)


def may_reply(roles: Roles, thread: Thread) -> bool:
    """Who may write in the group replies, and so does a guest of the thread, as long as it is open."""
    return may_write_in(roles, thread) and not thread.is_closed


def may_write_in(roles: Roles, thread: Thread) -> bool:
    """Who may write in the group or is a guest of the thread, whether or not it takes replies now."""
    is_guest = thread.pk in roles.guest_in and thread.group.archived_at is None
    return is_guest or may_write(roles, thread.group)


def may_edit_post(roles: Roles, post: Post) -> bool:
    """One changes one's own words, as long as one might still write them."""
    return _is_own(roles, post) and post.hidden_at is None and may_reply(roles, post.thread)


def may_write_at(roles: Roles, target: LearningGroup | Thread | Post) -> bool:
    """Start a thread in a group, reply in a thread, or change a post."""
    match target:
        case LearningGroup():
            return may_write(roles, target)
        case Thread():
            return may_write_in(roles, target)
        case _:
            return may_edit_post(roles, target)


def may_recognise(roles: Roles, post: Post) -> bool:
    """Who may reply says that she knows what somebody else's post tells; not of one that is gone."""
    is_gone = post.deleted_at is not None or post.hidden_at is not None
    return (
        not is_gone
        and post.author_id != roles.member_id
        and may_see_post(roles, post)
        and may_reply(roles, post.thread)
    )


def may_see_recognition(roles: Roles, recognition: Recognition) -> bool:
    """Who sees the post does, as far as its writer agreed to be read."""
    post = recognition.post
    return may_see_post(roles, post) and (
        is_inside(roles, post.thread) or admits(roles, recognition.openness)
    )


def may_delete_post(roles: Roles, post: Post) -> bool:
    """One takes one's own words back wherever one can see them, in a closed thread too."""
    return _is_own(roles, post) and may_see_post(roles, post)


def may_restore_post(roles: Roles, post: Post) -> bool:
    """One puts back one's own words wherever one could still see them."""
    return _wrote(roles, post) and post.deleted_at is not None and may_see_post(roles, post)


def may_see_revision(roles: Roles, revision: PostRevision) -> bool:
    """Who is inside the thread sees what a post that stands said before; nobody agreed to more."""
    post = revision.post
    return is_inside(roles, post.thread) and post.deleted_at is None and post.hidden_at is None


def may_start(roles: Roles, group: LearningGroup, form: str) -> bool:
    """Who may write in a group starts threads; only its facilitators announce."""
    announces = form == Thread.Form.ANNOUNCEMENT
    return may_write(roles, group) and (may_lead(roles, group) or not announces)


def may_moderate(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators keep order in their group; so does the programme team where it takes part."""
    return may_lead(roles, group) or (roles.is_programme_team and takes_part(roles, group))


def may_announce(roles: Roles, post: Post) -> bool:
    """Who keeps order in a group brings a post that can be read there to everybody in it."""
    is_standing = post.deleted_at is None and post.hidden_at is None
    return is_standing and may_see_post(roles, post) and may_moderate(roles, post.thread.group)


def may_move_to(roles: Roles, group: LearningGroup) -> bool:
    """Who keeps order in a group takes threads into it; the programme team brings them to any."""
    return (may_moderate(roles, group) or roles.is_programme_team) and group.archived_at is None


def may_moderate_post(roles: Roles, post: Post, *, is_before_team: bool) -> bool:
    """Who keeps order in the group; and the programme team what was reported to it."""
    return may_moderate(roles, post.thread.group) or (roles.is_programme_team and is_before_team)


def may_report(roles: Roles, post: Post) -> bool:
    """Whoever is signed in and sees a post may say that something is wrong with it; not with her own."""
    stands = post.deleted_at is None and post.hidden_at is None
    return roles.member_id is not None and stands and not _wrote(roles, post) and may_see_post(roles, post)


def may_see_report(roles: Roles, report: Report) -> bool:
    """Who keeps order in the group sees what came to the facilitators, the programme team what came to it."""
    if report.to_programme_team:
        return roles.is_programme_team
    return may_moderate(roles, report.post.thread.group)


def may_see_log(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators and the programme team see that and why something was done, not what was written."""
    return roles.is_programme_team or may_lead(roles, group)


def may_see_act(roles: Roles, act: ModerationAct) -> bool:
    """Who sees the list of what was done in a group sees each line."""
    return may_see_log(roles, act.group)


def may_choose_level(roles: Roles, group: LearningGroup) -> bool:
    """Who takes part or follows says what she wants to hear of a group."""
    return group.pk in roles.participates or group.pk in roles.follows


def may_choose_for_themes(roles: Roles) -> bool:
    """Every member says what she wants to hear of a theme, also before she takes part in its groups."""
    return roles.is_member


def may_lead(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators describe their group, answer requests, and close and reopen threads."""
    return group.pk in roles.facilitates


def may_look_after(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators tend to who is in their group; the programme team helps wherever it is needed."""
    return may_lead(roles, group) or roles.is_programme_team


def may_offer_help(roles: Roles, group: LearningGroup) -> bool:
    """The programme team writes to the facilitators of a group that is alive."""
    return roles.is_programme_team and group.archived_at is None


def may_write_letters(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators write to their group as long as it is alive."""
    return may_lead(roles, group) and group.archived_at is None


def may_write_to(roles: Roles, membership: Membership) -> bool:
    """A facilitator writes to a participant; of a confidential group nothing goes into a letter."""
    return (
        may_write_letters(roles, membership.group)
        and not membership.group.is_confidential
        and membership.role == Membership.Role.PARTICIPANT
    )


def may_send_letter(roles: Roles, letter: GroupLetter) -> bool:
    """Facilitators send what they wrote; the programme team sends what it was asked to look at."""
    if may_write_letters(roles, letter.group):
        return True
    return letter.group.archived_at is None and may_see_letter(roles, letter) and letter.sent_at is None


def may_see_letter(roles: Roles, letter: GroupLetter) -> bool:
    """
    Who takes part reads the letters that were sent; who leads sees those that wait as well.

    The programme team sees what asks for a second look, unless the group is confidential.
    """
    if letter.sent_at is None:
        is_for_team = letter.asked_at is not None and not letter.group.is_confidential
        return letter.group_id in roles.facilitates or (roles.is_programme_team and is_for_team)
    return letter.group_id in roles.participates


def may_invite(roles: Roles, group: LearningGroup) -> bool:
    """Who looks after a group asks people into it, as long as it is alive."""
    return may_look_after(roles, group) and group.archived_at is None


def may_see_invitation(roles: Roles, invitation: GroupInvitation) -> bool:
    """Who looks after a group sees whom it asked in."""
    return invitation.group_id in roles.facilitates or roles.is_programme_team


def may_archive(roles: Roles, group: LearningGroup) -> bool:
    """Who looks after a group lays it to rest; what was said stays to be read."""
    return may_look_after(roles, group) and group.archived_at is None


def may_revive(roles: Roles, group: LearningGroup) -> bool:
    """Who looks after a group brings it back."""
    return may_look_after(roles, group) and group.archived_at is not None


def may_follow(roles: Roles, group: LearningGroup) -> bool:
    """A member follows an open group in which she does not take part."""
    return (
        roles.is_member
        and group.openness == LearningGroup.Openness.OPEN
        and group.archived_at is None
        and not takes_part(roles, group)
        and not follows(roles, group)
    )


def follows(roles: Roles, group: LearningGroup) -> bool:
    """Hears of the group without taking part."""
    return group.pk in roles.follows


def may_raise_hand(roles: Roles) -> bool:
    """Every member may put her shoulder under a theme, and sees who else does."""
    return roles.is_member


def may_found_groups(roles: Roles) -> bool:
    """The programme team creates groups and says who facilitates them."""
    return roles.is_programme_team


def _is_own(roles: Roles, post: Post) -> bool:
    return _wrote(roles, post) and post.deleted_at is None


def _wrote(roles: Roles, post: Post) -> bool:
    return roles.member_id is not None and post.author_id == roles.member_id
