"""Puts the demonstration network in place, through the actions that people use."""

import random
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

from activity import sealing
from home.models import (
    DevelopmentIndexPage,
    DevelopmentPage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
)
from learninggroups.actions import groups as group_actions
from learninggroups.actions import memberships, posts, reading
from learninggroups.models import LearningGroup
from members.models import (
    ADMINISTRATORS,
    EDITORS,
    PROGRAMME_TEAM,
    Affiliation,
    Member,
    Organization,
    Region,
    Viewers,
)
from portal.demonstration.asking import ask_questions
from portal.demonstration.beside import put_beside_lessons
from portal.demonstration.cast import Cast
from portal.demonstration.enquiries import ask_about_developments
from portal.demonstration.groups import GROUPS
from portal.demonstration.joining import let_people_come_and_go
from portal.demonstration.living import bring_to_life
from portal.demonstration.meetings import plan_meetings
from portal.demonstration.pages import DEVELOPMENTS, LESSONS, NEWS
from portal.demonstration.people import (
    FIRST_NAMES,
    KINDS,
    LAST_NAMES,
    ORGANIZATIONS,
    REGION_PLACES,
    THEMES,
)
from portal.demonstration.programmes import introduce_programmes
from portal.statements import write_statements
from questions.models import Question
from themes.models import Programme, Theme

PASSWORD = "samen-in-de-wijk"  # noqa: S105 - printed at every start
# What the app with codes holds of everybody who works in the back office; `make code` does without the app.
CODE_KEY = "SAMENINDEWIJK234SAMENINDEWIJK234"
MEMBERS = 300
DOMAIN = "wijkteams.example"


def load(now: datetime) -> Cast:
    """Fill an empty portal with a network whose last weeks end on the day before ``now``."""
    # All that follows is counted from an ordinary working hour.
    now = (now - timedelta(days=1)).replace(hour=9, minute=12, second=0, microsecond=0)
    # From here on a digest is owed: the first Tuesday that comes brings one to everybody.
    sealing.seal(now=now)
    chance = random.Random(1)  # noqa: S311 - the same network every time
    for name, description in THEMES.items():
        Theme.objects.create(name=name, slug=slugify(name), description=description)
    introduce_programmes()
    _load_organizations(chance)
    cast = _load_members(chance, now)
    _load_groups(chance, cast, now)
    _load_pages(now)
    write_statements(now=now)
    ask_questions(cast, now)
    plan_meetings(cast.programme_team, cast.everyone, now)
    ask_about_developments(cast.programme_team, cast.everyone, now)
    bring_to_life(cast.everyone, now)
    put_beside_lessons(cast, now)
    let_people_come_and_go(cast, now)
    return cast


def newest_question() -> Question:
    """Return the question that is open when the network was just loaded."""
    return Question.objects.open().latest("opened_at")


def _load_organizations(chance: random.Random) -> None:
    themes = list(Theme.objects.order_by("pk"))
    for region_name, municipality, name in ORGANIZATIONS:
        latitude, longitude = REGION_PLACES[region_name]
        region, _ = Region.objects.get_or_create(
            name=region_name, defaults={"latitude": latitude, "longitude": longitude}
        )
        organization = Organization.objects.create(
            name=name, kind=chance.choice(KINDS), municipalities=municipality, region=region
        )
        organization.themes.set(chance.sample(themes, 3))


def _load_members(chance: random.Random, now: datetime) -> Cast:
    """Make everybody at once: hashing three hundred passwords would take a minute."""
    password = make_password(PASSWORD)
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    members = Member.objects.bulk_create(
        Member(
            email=f"{slugify(name).replace('-', '.')}@{DOMAIN}",
            name=name,
            password=password,
            phone=f"06 000 {number:05}",
            phone_viewers=Viewers.MEMBERS if number % 4 == 0 else Viewers.SELF,
            joined_at=now - timedelta(days=chance.randint(90, 700)),
        )
        for number, name in enumerate(chance.sample(names, MEMBERS))
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in members
    )
    team, colleagues = members[:4], members[4:]
    for member, name in zip(team, (PROGRAMME_TEAM, PROGRAMME_TEAM, EDITORS, ADMINISTRATORS), strict=True):
        member.groups.add(Group.objects.get(name=name))
        TOTP.activate(member, CODE_KEY)
    organizations = list(Organization.objects.order_by("pk"))
    Affiliation.objects.bulk_create(
        Affiliation(
            member=member,
            organization=organizations[number % len(organizations)],
            role=Affiliation.Role.CONTACT if number < len(organizations) else Affiliation.Role.COLLEAGUE,
            since_date=member.joined_at.date(),
        )
        for number, member in enumerate(colleagues)
    )
    contact, facilitator, participant = colleagues[0], colleagues[70], colleagues[62]
    return Cast(
        programme_team=team[0],
        second_reader=team[1],
        editor=team[2],
        administrator=team[3],
        facilitator=facilitator,
        contact=contact,
        participant=participant,
        everyone=tuple(colleagues),
    )


def _load_groups(chance: random.Random, cast: Cast, now: datetime) -> None:
    hosts = [cast.facilitator, *chance.sample(cast.everyone[100:], len(GROUPS) - 1)]
    for host, words in zip(hosts, GROUPS, strict=True):
        group = group_actions.create_group(
            name=words["name"],
            purpose=words["purpose"],
            openness=words["openness"],
            theme=Theme.objects.get(name=words["theme"]),
            rhythm=words["rhythm"],
            contact_line=f"{host.name}, {host.phone.replace(' ', chr(160))}",
            table_of="",
            facilitators=[host],
            actor=cast.programme_team,
            now=now - timedelta(days=200),
        )
        if words["welcome"]:
            LearningGroup.objects.filter(pk=group.pk).update(welcome=words["welcome"])
        participants = _load_participants(chance, group, host, cast, now)
        for title, days_ago, texts in words["threads"]:
            _load_thread(chance, group, participants, title, texts, now - timedelta(days=days_ago), now)


def _load_participants(
    chance: random.Random, group: LearningGroup, host: Member, cast: Cast, now: datetime
) -> list[Member]:
    participants = chance.sample([member for member in cast.everyone if member != host], 18)
    if group.name in ("Veiligheid", "Toegang", "Kritische vriend"):
        participants = [*{*participants, cast.participant, cast.contact}]
    for member in participants:
        joined = now - timedelta(days=chance.randint(40, 180))
        if group.openness == LearningGroup.Openness.CLOSED:
            asked = memberships.ask_to_join(
                group=group, motivation="Ik wil graag meeleren.", actor=member, now=joined
            )
            memberships.admit(membership=asked, actor=host, now=joined + timedelta(hours=5))
        else:
            memberships.join_group(group=group, actor=member, now=joined)
    return [host, *participants]


def _load_thread(
    chance: random.Random,
    group: LearningGroup,
    participants: list[Member],
    title: str,
    texts: tuple[str, ...],
    started: datetime,
    now: datetime,
) -> None:
    writers = chance.sample(participants, min(len(participants), len(texts)))
    first, *replies = texts
    thread = posts.start_thread(
        group=group, title=title, body=f"<p>{first}</p>", actor=writers[0], now=started
    )
    moment = started
    for number, words in enumerate(replies, start=1):
        later = (moment + timedelta(days=chance.randint(0, 1))).replace(hour=chance.randint(7, 15))
        moment = min(max(later, moment + timedelta(minutes=35)), now - timedelta(minutes=90 - number))
        writer = writers[number % len(writers)]
        posts.post_reply(thread=thread, body=f"<p>{words}</p>", actor=writer, now=moment)
    for reader in chance.sample(participants, len(participants) // 2):
        reading.mark_read(thread=thread, position=chance.randint(1, len(texts)), actor=reader, now=now)


def _load_pages(now: datetime) -> None:
    developments, lessons, news = (
        index.objects.get() for index in (DevelopmentIndexPage, LessonIndexPage, NewsIndexPage)
    )
    for words in reversed(DEVELOPMENTS):
        page = DevelopmentPage(
            title=words["title"],
            slug=slugify(words["title"]),
            lead=words["summary"],
            what=format_html("<p>{}</p>", words["what"]),
            importance=format_html("<p>{}</p>", words["why"]),
            ask=format_html("<p>{}</p>", words["ask"]),
            programme=Programme.objects.get(name=words["programme"]),
        )
        page.themes.set(Theme.objects.filter(name__in=words["themes"]))
        for order, (label, url) in enumerate(words["sources"]):
            page.sources.add(page.sources.model(label=label, url=url, sort_order=order))
        _publish(developments, page, now - timedelta(days=words["days_ago"]))
    for words in DEVELOPMENTS:
        if newer := words.get("superseded_by"):
            DevelopmentPage.objects.filter(title=words["title"]).update(
                superseded_by=DevelopmentPage.objects.get(title=newer)
            )
    for words in reversed(LESSONS):
        group = LearningGroup.objects.get(name=words["group"])
        page = LessonPage(
            title=words["title"],
            slug=slugify(words["title"]),
            lead=words["summary"],
            body=[("text", _rich_text(words["body"]))],
            group=group,
            sender_kind=LessonPage.SenderKind.LEARNING_GROUP,
            sender_name=group.name,
        )
        page.themes.set(Theme.objects.filter(name__in=words["themes"]))
        _publish(lessons, page, now - timedelta(days=words["days_ago"]))
    for words in reversed(NEWS):
        page = NewsPage(
            title=words["title"],
            slug=slugify(words["title"]),
            lead=words["summary"],
            body=[("text", format_html("<p>{}</p>", words["body"]))],
        )
        _publish(news, page, now - timedelta(days=words["days_ago"]))


def _rich_text(parts: tuple[tuple[str, str], ...]) -> str:
    tags = {"h": "h2", "p": "p"}
    return format_html_join("", "<{0}>{1}</{0}>", ((tags[kind], words) for kind, words in parts))


def _publish(parent, page, moment: datetime) -> None:
    """Add a page and publish it, then set the dates of a real history."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)
