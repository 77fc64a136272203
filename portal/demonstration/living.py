"""How the groups of the demonstration live: who is asked in, what waits, what becomes of it."""

import re
from datetime import datetime, timedelta

from django.utils.html import format_html

from home.actions import consent, lessons
from learninggroups.actions import (
    facilitators,
    hands,
    invitations,
    letters,
    memberships,
    moderation,
    openness,
    posts,
    recognitions,
    threads,
)
from learninggroups.actions import groups as group_actions
from learninggroups.models import LearningGroup, Post, Thread
from mailing.models import OutgoingMail
from members.models import Member
from themes.models import Theme

DESCRIPTIONS = {
    "Veiligheid": {
        "house_rules": "Noem geen namen, straten of scholen. Vraag eerst door, geef dan pas raad. Wat hier staat, vertel je niet verder.",
        "join_question": "Waar loop jij in je werk op vast als het om veiligheid gaat?",
    },
    "Toegang": {
        "house_rules": "Iedereen leest mee. Schrijf zo dat een inwoner die zichzelf zoekt, zich niet vindt.",
        "join_question": "",
    },
}

# Group, form, title, the first post and the replies.
CONVERSATIONS = (
    (
        "Nieuw in het vak",
        Thread.Form.CASE,
        "Ik zei iets te snel ja",
        "Ik beloofde een moeder dat ik vóór vrijdag zou bellen met de school. Dat lukte niet, en nu durf ik haar bijna niet meer te bellen. Wat zouden jullie doen?",
        (
            "Vandaag nog bellen, en zeggen dat het niet gelukt is. Dat is minder erg dan stilte.",
            "Dit is mij ook gebeurd. Sindsdien zeg ik wat ik ga doen, en niet wanneer het klaar is.",
        ),
    ),
    (
        "Toegang",
        Thread.Form.QUESTION,
        "Wie neemt bij jullie de telefoon op?",
        "Wij twijfelen of een vaste telefoniste helpt, of dat iedereen beurten draait. Wat werkt bij jullie, en waarom?",
        (
            "Beurten, van twee uur. Langer houdt niemand vol, en iedereen blijft horen wat er speelt.",
            "Bij ons een vaste collega. Zij kent na een jaar de helft van de stad, dat is onbetaalbaar.",
        ),
    ),
    (
        "Bestaanszekerheid",
        Thread.Form.ANNOUNCEMENT,
        "In december komen we een week later bij elkaar",
        "De bijeenkomst van december valt in de vakantie. We schuiven een week op. De plek blijft hetzelfde.",
        (),
    ),
    (
        "Buurtkracht",
        Thread.Form.REVIEW,
        "Terugblik: een buurtkamer zonder openingstijden",
        "We gaven zes bewoners de sleutel. Na een half jaar is de buurtkamer vaker open dan toen wij er zaten. Wat we anders zouden doen: eerder praten over wie er schoonmaakt.",
        (
            "Mooi. Hoe ging het met de verzekering?",
            "Die staat nu op naam van de bewonersvereniging. Dat kostte één avond en veel koffie.",
        ),
    ),
)

GUEST = ("praktijk.delinde@voorbeeldhuisarts.example", "Noor van der Laan")
INVITED = (
    ("j.dekker@voorbeeldhuisarts.example", "Joost Dekker", 3),
    ("wijkverpleging@voorbeeldzorg.example", "", 40),
)

LETTER = (
    "Volgende keer bij De Eik",
    "De volgende keer zien we elkaar bij buurthuis De Eik. We beginnen met een rondje: wat probeerde je sinds de vorige keer?\n\nNeem gerust een collega mee die nog twijfelt.",
)

# Three of different organisations: the programme team is asked about a group.
HANDS = {
    "Wonen en zorg": (
        "Bij ons wachten ouderen op een woning waar ook de thuiszorg in past.",
        "Ik zou dit graag samen met corporaties oppakken.",
        "",
    ),
    "Bestaanszekerheid": ("Ik wil leren hoe anderen dit met de energiecoaches doen.",),
}

RECOGNISED = (
    ("Van zeven weken naar vijf dagen", "Bij ons ook: sinds het verdeeloverleg weg is, plant wie opneemt."),
    ("Eerst de spanning eraf", "In ons dorp was het een schuld bij de garage. Daarna ging het gesprek open."),
)

LESSON = (
    "Een aanmeldformulier dat je niet wegstuurt",
    "Drie vragen zijn genoeg",
    "Wat drie teams leerden toen ze hun aanmeldformulier kleiner maakten.",
)


def bring_to_life(everyone: tuple[Member, ...], now: datetime) -> None:
    """Let the groups that are there do what groups do, up to this moment."""
    # Nobody is asked anew about what this group said before: it only becomes more closed.
    openness.change_openness(
        group=_group("Nieuw in het vak"),
        openness=LearningGroup.Openness.CLOSED,
        is_confidential=True,
        reason="Hier komen ook missers op tafel. Dat kan alleen als niets de groep verlaat.",
        actor=_leader("Nieuw in het vak"),
        now=now - timedelta(days=30),
    )
    _describe(now)
    _talk(now)
    _ask_in(now)
    _lead(everyone, now)
    _raise_hands(everyone, now)
    _recognise(now)
    _learn(now)


def _group(name: str) -> LearningGroup:
    return LearningGroup.objects.get(name=name)


def _leader(name: str) -> Member:
    return _group(name).memberships.facilitating().select_related("member").first().member


def _others(name: str) -> list[Member]:
    places = _group(name).memberships.taking_part().exclude(role="facilitator")
    return [place.member for place in places.select_related("member").order_by("pk")]


def _describe(now: datetime) -> None:
    for name, words in DESCRIPTIONS.items():
        group = _group(name)
        description = group_actions.GroupDescription(
            purpose=group.purpose,
            welcome=group.welcome,
            house_rules=words["house_rules"],
            rhythm=group.rhythm,
            contact_line=group.contact_line,
            join_question=words["join_question"],
        )
        group_actions.describe_group(group=group, description=description, actor=_leader(name))


def _talk(now: datetime) -> None:
    for number, (name, form, title, body, replies) in enumerate(CONVERSATIONS, start=2):
        writers = _others(name)
        starter = _leader(name) if form == Thread.Form.ANNOUNCEMENT else writers[0]
        began = now - timedelta(days=number)
        thread = posts.start_thread(
            group=_group(name), title=title, body=_paragraph(body), form=form, actor=starter, now=began
        )
        for later, words in enumerate(replies, start=1):
            posts.post_reply(
                thread=thread,
                body=_paragraph(words),
                actor=writers[later],
                now=began + timedelta(hours=later * 3),
            )


def _ask_in(now: datetime) -> None:
    """Let one guest come in by her letter, and two others not answer yet."""
    group, leader = _group("Samen met de huisarts"), _leader("Samen met de huisarts")
    email, name = GUEST
    came = now - timedelta(days=12)
    invitations.invite(group=group, people=[GUEST], actor=leader, now=came - timedelta(days=1))
    letter = OutgoingMail.objects.get(letter="group_invitation", to_address=email)
    token = re.search(r"/uitnodiging/([\w-]+)/", letter.text)[1]
    guest, _ = invitations.accept(token=token, name=name, actor=None, now=came)
    thread = group.threads.order_by("-last_post_at").first()
    posts.post_reply(
        thread=thread,
        body=_paragraph(
            "Vanuit de praktijk: bel ons tussen twaalf en één, dan is er altijd iemand die mag beslissen."
        ),
        actor=guest,
        now=came + timedelta(hours=2),
    )
    for email, name, days_ago in INVITED:
        invitations.invite(
            group=group, people=[(email, name)], actor=leader, now=now - timedelta(days=days_ago)
        )


def _lead(everyone: tuple[Member, ...], now: datetime) -> None:
    """Show what waits for a facilitator: a request, a report, and a letter that she sent."""
    group, leader = _group("Veiligheid"), _leader("Veiligheid")
    inside = {leader, *_others("Veiligheid")}
    newcomer = next(member for member in everyone if member not in inside)
    memberships.ask_to_join(
        group=group,
        motivation="Wij krijgen veel meldingen van de politie, en weten niet goed hoe we daarna binnenkomen.",
        actor=newcomer,
        now=now - timedelta(days=2),
    )
    colleague = _others("Veiligheid")[1]
    facilitators.name_facilitator(group=group, member=colleague, actor=leader, now=now - timedelta(days=60))
    subject, body = LETTER
    tested, sent = now - timedelta(days=5, hours=1), now - timedelta(days=5)
    letter = letters.write_letter(group=group, subject=subject, body=body, actor=leader, now=tested)
    letters.send_letter(letter=letter, tested_at=tested, actor=leader, now=sent)
    post = group.threads.get(title="Wie belt er op vrijdagmiddag?").posts.order_by("position").last()
    moderation.report_post(
        post=post,
        reason="Hier is te zien over welke gemeente het gaat.",
        to_programme_team=False,
        actor=next(member for member in _others("Veiligheid") if member.pk != post.author_id),
        now=now - timedelta(days=1),
    )


def _raise_hands(everyone: tuple[Member, ...], now: datetime) -> None:
    people = iter(everyone[120:])
    for name, sentences in HANDS.items():
        theme = Theme.objects.get(name=name)
        for number, word in enumerate(sentences):
            raised = now - timedelta(days=8 - number * 2)
            hands.raise_hand(theme=theme, word=word, actor=next(people), now=raised)


def _recognise(now: datetime) -> None:
    for title, context in RECOGNISED:
        post = Post.objects.select_related("thread__group").get(thread__title=title, position=1)
        reader = next(member for member in _others(post.thread.group.name) if member.pk != post.author_id)
        recognitions.recognise(post=post, context=context, actor=reader, now=now - timedelta(days=3))


def _learn(now: datetime) -> None:
    """Close a conversation, and ask its writers whether their words may stand in a lesson."""
    thread_title, title, lead = LESSON
    thread = Thread.objects.select_related("group").get(title=thread_title)
    leader = _leader(thread.group.name)
    threads.close_thread(thread=thread, actor=leader, now=now - timedelta(days=4))
    lesson = lessons.start_lesson(thread=thread, title=title, lead=lead, actor=leader)
    for post in thread.posts.select_related("author", "organization", "thread").order_by("position"):
        words = re.sub(r"<[^>]+>", "", post.body)
        lessons.quote_passage(
            lesson=lesson, post=post, words=words, actor=leader, now=now - timedelta(days=4)
        )
    consent.ask_for_consent(lesson=lesson, actor=leader, now=now - timedelta(days=4))


def _paragraph(words: str) -> str:
    return format_html("<p>{}</p>", words)
