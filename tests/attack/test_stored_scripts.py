"""
Hostile words in every field that people type, read in a real browser wherever they come out.

Pages, the back office, letters as they are sent, the feed as a reader shows it, and what search
finds. The content security policy is off here: what is proven is that nothing needs it. Nothing
runs, nothing is asked of another host, and no word became part of a page's own working.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.db.models import Max
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from digests import actions as digests
from learninggroups.actions import notices
from learninggroups.actions.posts import post_reply, start_thread
from learninggroups.models import Membership, Post, PostNotice, Thread
from mailing.models import OutgoingMail
from members.models import Level, Member
from tests.attack.planting import plant, rich, typed_fields
from tests.attack.vectors import FAMILIES, VECTORS
from tests.browser.looking import is_far
from tests.cast import ROLES, Scene, build_scene, member_of
from tests.database import undone
from tests.doors import Door, all_doors, knock
from tests.factories import home
from tests.factories.attachments import AttachmentFactory
from tests.factories.learninggroups import (
    MembershipFactory,
    PostFactory,
    RecognitionFactory,
    ThreadFactory,
)
from tests.factories.members import OrganizationFactory
from tests.house.addresses import all_addresses

# Who sees most of a page comes first.
LOOKING = ("facilitator", "programme_team", "participant", "administrator", "editor", "contact", "elsewhere")
QUERIES = ("hallo", "alert", "script", "onerror x")
LISTS = ("index", "list", "report", "explore", "home", "history", "usage")

HEARING = """
for (const name of ["alert", "confirm", "prompt"]) window[name] = (what) => console.log("RAN " + what);
"""
# What of the planted words became a working part of the page, and not words on it.
WORKING = r"""() => {
  const planted = (text) => /alert\(\d{4}\)|evil\.example/.test(text);
  const strange = "iframe object embed base frameset frame marquee xss image animate set use math".split(" ");
  const fetched = "src srcset poster background data action formaction".split(" ");
  const addresses = [...fetched, "href", "xlink:href", "cite"];
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName, itself = element.cloneNode(false).outerHTML;
    const isData = ["application/json", "application/ld+json"].includes(element.type);
    const holds = ["script", "style"].includes(tag) && !isData;
    if (holds && planted(element.textContent)) found.push(element.outerHTML);
    if (strange.includes(tag) && planted(itself)) found.push(itself);
    if (tag === "meta" && element.httpEquiv && planted(itself)) found.push(itself);
    for (const { name, value } of element.attributes) {
      const acts = /^(on|style$|srcdoc$|ping$|(data-)?hx-(?!confirm|prompt))/.test(name);
      const runs = addresses.includes(name) && /^[\s\x00-\x1f]*(javascript|vbscript|data|blob):/i.test(value);
      const fetches = fetched.includes(name) || (name === "href" && tag === "link");
      const brings = fetches && /^[\s/\\]*(https?:)?[/\\]{2}/.test(value);
      if (planted(value) && (acts || runs || brings)) found.push(itself);
    }
  }
  return found.map((html) => html.slice(0, 300));
}"""


@dataclass(frozen=True)
class Look:
    """One page, and who opens it."""

    role: str
    path: str


@pytest.fixture
def scene(transactional_db) -> Scene:
    """The cast and everything that doors lead to, full of hostile words."""
    return build_scene()


def crowd(scene: Scene) -> None:
    """Give the open group as many posts, files, names and titles as there are vectors."""
    now = datetime.now(UTC)
    for number in range(len(VECTORS)):
        author = member_of(OrganizationFactory(), "Iemand")
        thread = ThreadFactory(group=scene.open_group, author=author, post_count=1, last_post_at=now)
        PostFactory(thread=thread, author=author, position=1, posted_at=now - timedelta(minutes=number))
        post = PostFactory(thread=scene.open_thread, author=author, position=number + 2, posted_at=now)
        AttachmentFactory(post=post, uploader=author, **_picture(number))
        RecognitionFactory(post=post, member=scene.contact)
        if number < 30:
            MembershipFactory(group=scene.open_group, member=author, role=Membership.Role.REQUESTED)
    Thread.objects.filter(pk=scene.open_thread.pk).update(post_count=len(VECTORS) + 1, last_post_at=now)


def _picture(number: int) -> dict:
    return {"content_type": "image/png", "width": 40, "height": 30} if number % 2 else {}


def opened(scene: Scene, *, sends: bool = False) -> Iterator[tuple[Door, str, dict]]:
    """Yield each door of the access table with its address and what is sent there."""
    for name, doors in all_doors().items():
        for door in doors:
            # Each door has a world of its own elsewhere; here two may want one place in a thread.
            with suppress(IntegrityError):
                yield door, door.path(name, scene), door.sends(scene) if sends else {}


def pages_of(scene: Scene) -> list[Look]:
    """Return each page of the access table with who sees most of it, and the lists in full."""
    looks = []
    for door, path, _ in opened(scene):
        statuses = dict(zip(ROLES, door.expected("get"), strict=False))
        for role in (*LOOKING, "visitor"):
            if statuses[role] == 200:
                looks.append(Look(role, path))
                break
    lesson = home.LessonPageFactory()
    home.LocalPracticeFactory(lesson=lesson, organization=scene.organization)
    home.TakeawayFactory(lesson=lesson, shown=True)
    home.KnowledgeLinkFactory(group=scene.open_group)
    knowledge = home.KnowledgePageFactory()
    pages = [lesson, knowledge, home.NewsPageFactory(), home.DevelopmentPageFactory()]
    looks += [Look("visitor", page.url) for page in pages]
    looks += [Look("visitor", path) for path in ("/", "/nieuws/", "/ontwikkelingen/", "/lessen/", "/kennis/")]
    return looks


def more_pages(scene: Scene) -> Iterator[Look]:
    """Yield every page of the long thread, what search finds, and Wagtail's lists in the back office."""
    for number in range(1, len(VECTORS) // 20 + 2):
        yield Look("facilitator", f"{scene.open_thread.get_absolute_url()}?pagina={number}")
    for number in (1, 2, 3):
        yield Look("elsewhere", f"/leden/?pagina={number}")
    for query in QUERIES:
        yield Look("participant", f"{reverse('home:find')}?zoek={query}")
    for address in all_addresses():
        is_list = address.pattern.startswith("beheer/") and any(word in address.name for word in LISTS)
        if is_list:
            yield Look("administrator", address.sample)


class Ear:
    """Hears what runs in a browser's pages and what they ask of other hosts."""

    def __init__(self, context: BrowserContext):
        self.heard: list[str] = []
        self.pages_with_planted_words = 0
        context.add_init_script(HEARING)
        self.page: Page = context.new_page()
        self.page.on("console", lambda line: self._hear(line.text) if line.text.startswith("RAN") else None)
        self.page.on("dialog", lambda dialog: (self._hear(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda request: self._follow(request.url))

    def _hear(self, what: str) -> None:
        self.heard.append(what)

    def _follow(self, url: str) -> None:
        # Chromium shows a pdf with a program of its own.
        if is_far(url) and not url.startswith(("chrome:", "chrome-extension:")):
            self._hear(url)

    def look(self, path: str) -> list[str]:
        """Open a page and return what is wrong with it; a file that is saved to disk is no page."""
        try:
            self.page.goto(path, wait_until="load")
        except PlaywrightError as error:
            if "Download is starting" not in error.message:
                raise
            return []
        self.pages_with_planted_words += "alert(" in self.page.content()
        return self._found(path)

    def show(self, html: str, name: str) -> list[str]:
        """Show HTML as another program would, and return what is wrong with it."""
        self.page.set_content(html, wait_until="load")
        return self._found(name)

    def _found(self, where: str) -> list[str]:
        found = [*self.heard, *self.page.evaluate(WORKING)]
        self.heard.clear()
        return [f"{where}: {one}" for one in found]


def test_there_are_at_least_150_vectors_in_many_families():
    assert len(VECTORS) == len(set(VECTORS)) >= 150
    assert len(FAMILIES) >= 10


def test_the_ear_hears_each_family_when_nobody_cleans(new_context):
    ear = Ear(new_context(bypass_csp=True))

    deaf = [
        family
        for family, vectors in FAMILIES.items()
        if not any(ear.show(f"<p>Hallo {vector}", family) for vector in vectors)
    ]

    assert deaf == []


def test_pages_show_hostile_words_and_do_nothing_with_them(scene, signed_in):
    looks = pages_of(scene)
    crowd(scene)
    plant()
    call_command("rebuild_search", verbosity=0)
    ears = {role: Ear(signed_in(scene.person(role), bypass_csp=True)) for role in ROLES}

    wrong = []
    for look in dict.fromkeys([*looks, *more_pages(scene)]):
        wrong += ears[look.role].look(look.path)

    assert wrong == []
    hostile = sum(ear.pages_with_planted_words for ear in ears.values())
    assert hostile > 60, "hostile words came out on too few pages to say anything"


def test_letters_carry_hostile_words_and_do_nothing_with_them(scene, new_context, client_of):
    now = datetime.now(UTC)
    Member.objects.filter(pk=scene.facilitator.pk).update(level=Level.EVERYTHING)
    for group in (scene.closed_group, scene.open_group):
        thread = start_thread(
            group=group, title="Titel", body="<p>Hallo</p>", actor=scene.participant, now=now
        )
        post_reply(thread=thread, body="<p>Hallo</p>", actor=scene.facilitator, now=now)
    for _ in VECTORS:
        # A thread for each: of one thread, a letter holds the newest posts only.
        thread = ThreadFactory(group=scene.open_group, author=scene.participant, post_count=1)
        post = PostFactory(thread=thread, author=scene.participant, position=1, posted_at=now)
        PostNotice.objects.create(post=post, due_at=now)
    # Last, because on their way some doors archive or narrow what they lead to.
    doors = list(opened(scene, sends=True))
    for thread in Thread.objects.annotate(last=Max("posts__position")):
        Thread.objects.filter(pk=thread.pk).update(post_count=thread.last or 0)
    plant()
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    letters: dict[str, set[str]] = {}

    def collect() -> None:
        for mail in OutgoingMail.objects.exclude(pk__in=before):
            letters.setdefault(mail.letter, set()).add(mail.html)

    for door, path, sent in doors:
        statuses = dict(zip(ROLES, door.expected("post"), strict=False))
        for role in LOOKING:
            if statuses[role] in (200, 302, 303):
                with undone():
                    knock(client_of(scene.person(role)), "post", path, sent)
                    collect()
                break
    for days in range(9):
        moment = now.replace(hour=9) + timedelta(days=days)
        notices.tell_due(now=moment)
        digests.plan_due(now=moment)
        for _ in digests.write_due(now=moment):
            pass
    collect()

    ear = Ear(new_context(bypass_csp=True))
    wrong = [one for kind, bodies in letters.items() for html in bodies for one in ear.show(html or "", kind)]
    assert wrong == []
    hostile = {kind for kind, bodies in letters.items() if any("alert(" in html for html in bodies if html)}
    assert len(letters["posts_written"]) >= len(VECTORS)
    assert len(hostile) >= 12, f"hostile words came out in {sorted(hostile)} only, of {sorted(letters)}"


def test_the_feed_carries_hostile_words_as_words(scene, new_context, client_of, live_server):
    crowd(scene)
    plant()
    ear = Ear(new_context(bypass_csp=True))
    wrong, seen = [], 0
    path = reverse("learninggroups:feed", args=[scene.open_group.slug])

    # The newest first: each round takes away what was seen.
    for _ in range(0, len(VECTORS), 20):
        atom = ElementTree.fromstring(client_of(None).get(path).content)  # noqa: S314 - our own
        texts = {part.tag.rpartition("}")[2]: part.text or "" for part in atom.iter()}
        html = "".join(
            (part.text or "") if part.get("type") == "html" else escape(part.text or "")
            for part in atom.iter()
        )
        seen += html.count("alert(")
        wrong += ear.show(html, f"feed {texts.get('id')}")
        newest = (
            Post.objects.filter(thread=scene.open_thread)
            .order_by("-position")
            .values_list("pk", flat=True)[:20]
        )
        Post.objects.filter(pk__in=list(newest)).delete()
        Thread.objects.filter(pk=scene.open_thread.pk).update(
            post_count=max(1, Post.objects.filter(thread=scene.open_thread).count())
        )
    wrong += ear.look(live_server.url + path)

    assert wrong == []
    assert seen > len(VECTORS)


def test_each_field_that_people_type_is_planted(scene):
    crowd(scene)
    plant()

    unplanted = [
        f"{model._meta.label}.{field.name}"
        for model, field in typed_fields()
        if model._base_manager.exists()
        and not model._base_manager.filter(**{f"{field.name}__contains": "alert("}).exists()
    ]

    assert unplanted == []
    assert rich(0).startswith("<p>")
