"""What stands in a digest, and what does not."""

from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory, ThreadFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory


def test_reply_in_my_group_is_told_with_who_said_it_from_what_kind_of_team(morning, say):
    reader = MembershipFactory().member
    group = reader.memberships.get().group
    author = AffiliationFactory(
        member=MemberFactory(name="Anne Bos"), organization=OrganizationFactory(kind="buurtteam")
    ).member
    MembershipFactory(group=group, member=author)
    thread = ThreadFactory(group=group, title="Kind veilig thuis", author=reader, post_count=1)
    say(thread, author, MONDAY)

    [letter] = morning(TUESDAY)

    assert letter.member == reader
    assert "1 reactie van Anne Bos (buurtteam)" in letter.text
