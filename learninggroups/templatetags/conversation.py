"""
The posts of a thread, and the threads of a group, as HTML.

Made of format strings: twenty of them through the template engine cost as much as all the
queries of their page. What people wrote enters through :func:`ui.filling.fill` alone, which escapes.
"""

import functools

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from learninggroups.models import Thread
from learninggroups.queries.attachments import AttachmentEntry
from learninggroups.queries.lists import ThreadEntry
from learninggroups.queries.recognitions import RecognitionEntry
from learninggroups.queries.threads import PostEntry, PostState, ThreadPage
from privacy.emptying import FORMER_MEMBER
from ui.filling import NOTHING, fill, together
from ui.templatetags.ui import initials, time_tag

register = template.Library()

MARKERS = {
    PostState.WITHHELD: "Dit bericht lezen alleen de deelnemers.",
    PostState.HIDDEN: "Dit bericht is niet meer te lezen. De begeleiding heeft het verborgen.",
    PostState.DELETED: "Dit bericht is door de schrijver verwijderd.",
    PostState.MOVED: "Hier stond een bericht dat is verplaatst.",
}
TAKEN_ALONG = "Dit bericht is verwijderd op verzoek van de schrijver."
# Of these a reader learns neither who wrote nor when.
FACELESS = {PostState.WITHHELD, PostState.MOVED}
FORMS = dict(Thread.Form.choices)
UNREAD = SafeString('<p class="unread" id="ongelezen">Nieuw voor jou</p>')


@register.simple_tag
def posts(page: ThreadPage, *, takes_focus: bool = False) -> SafeString:
    """
    Draw the posts of a page, as items of a list.

    Of posts that come into a page which is already there, the first one ``takes_focus``, so
    that who reads with her ears goes on where she was.
    """
    first = page.posts[0].position if takes_focus and page.posts else 0
    return together(_item(page, post, takes_focus=post.position == first) for post in page.posts)


@register.simple_tag
def thread_lines(entries: tuple[ThreadEntry, ...]) -> SafeString:
    """Draw threads, as items of a list."""
    return together(map(_thread_line, entries))


def _thread_line(entry: ThreadEntry) -> SafeString:
    return fill(
        '<li>\n<h3><a href="%s">%s</a>%s</h3>\n'
        '<p class="meta">%s<span>begonnen door %s</span> <span>laatste bericht %s</span></p>\n</li>\n',
        entry.url,
        entry.title,
        _tags(entry.form, is_pinned=entry.is_pinned, is_closed=entry.is_closed),
        _unread(entry) if entry.unread else NOTHING,
        entry.author or "een oud-lid",
        time_tag(entry.last_post_at),
    )


def _unread(entry: ThreadEntry) -> SafeString:
    pattern = '<a class="new" href="%s">%s nieuw%s<span class="visually-hidden"> in %s</span></a> '
    return fill(pattern, entry.first_unread_url, entry.unread, "" if entry.unread == 1 else "e", entry.title)


@register.simple_tag
def thread_tags(thread: Thread) -> SafeString:
    """Say in tags what kind of thread it is, and how it stands."""
    return _tags(thread.form, is_pinned=thread.pinned_at is not None, is_closed=thread.is_closed)


def _tags(form: str, *, is_pinned: bool, is_closed: bool) -> SafeString:
    tags = [FORMS[form]] if form != Thread.Form.FREE else []
    tags += ["vastgezet"] * is_pinned + ["afgesloten"] * is_closed
    return together(fill(' <span class="tag">%s</span>', tag) for tag in tags)


def _item(page: ThreadPage, post: PostEntry, *, takes_focus: bool) -> SafeString:
    focus = SafeString(' tabindex="-1" autofocus') if takes_focus else NOTHING
    content = _marker(post, focus) if post.state in FACELESS else _post(page, post, focus)
    return fill("<li>%s%s</li>\n", UNREAD if post.opens_unread else NOTHING, content)


def _marker(post: PostEntry, focus: SafeString) -> SafeString:
    way = fill(' <a href="%s">Lees het waar het nu staat</a>', post.moved_to) if post.moved_to else NOTHING
    return fill('<p class="meta" id="%s"%s>%s%s</p>', post.anchor, focus, MARKERS[post.state], way)


def _said_instead(post: PostEntry) -> str:
    """Say why there are no words; who left may have asked that hers go along."""
    is_hers_who_left = post.state is PostState.DELETED and post.author.startswith(FORMER_MEMBER)
    return TAKEN_ALONG if is_hers_who_left else MARKERS[post.state]


def _post(page: ThreadPage, post: PostEntry, focus: SafeString) -> SafeString:
    return fill(
        '<article class="post%s" id="%s" aria-labelledby="%s-van"%s>\n'
        '<header class="post-head">%s<h2 id="%s-van">%s%s%s</h2>\n'
        '<p class="meta">%s<a href="#%s">%s</a>%s</p></header>\n'
        "%s%s%s%s%s%s</article>",
        SafeString(" own") if post.is_own else NOTHING,
        post.anchor,
        post.anchor,
        focus,
        initials(post.author),
        post.anchor,
        post.author,
        SafeString(' <span class="tag">jij</span>') if post.is_own else NOTHING,
        SafeString(' <span class="tag">gast</span>') if post.is_guest else NOTHING,
        _place(post),
        post.anchor,
        time_tag(post.posted_at),
        _changed(post),
        _answers(post),
        fill('<p class="meta">%s</p>\n', _said_instead(post)) if post.state in MARKERS else NOTHING,
        _words(post),
        _files(post),
        _recognitions(post),
        _tools(page, post),
    )


def _place(post: PostEntry) -> SafeString:
    """Where she worked when she wrote it stays, also when she works elsewhere by now."""
    if not post.organization:
        return NOTHING
    return fill("destijds bij %s · " if post.has_left else "%s · ", post.organization)


def _changed(post: PostEntry) -> SafeString:
    """Who sees a post that changed can read what it said before."""
    if not post.edited_at or post.state is not PostState.SHOWN:
        return NOTHING
    return fill(_changed_like(), post.pk, " sinds je vorige bezoek" if post.is_changed else "")


@functools.cache
def _changed_like() -> str:
    return f' · <a href="{_address("learninggroups:earlier", "%s")}">gewijzigd%s</a>'


def _answers(post: PostEntry) -> SafeString:
    if post.answers is None:
        return NOTHING
    line = '<p class="meta">antwoord op <a href="%s">%s</a></p>\n'
    return fill(line, post.answers.url, post.answers.author)


def _words(post: PostEntry) -> SafeString:
    # What is stored went through ui.prose.clean, and tests/learninggroups/test_hostile_text.py says so.
    return fill('<div class="prose">%s</div>\n', mark_safe(post.body)) if post.body else NOTHING  # noqa: S308  # nosec B308 B703


def _files(post: PostEntry) -> SafeString:
    """What hangs on a post, but for the images that stand in its text already."""
    files = [file for file in post.attachments if not (file.is_image and file.url in post.body)]
    if not files:
        return NOTHING
    pattern = '<ul class="attachments" aria-label="Bijlagen bij bericht %s">%s</ul>\n'
    return fill(pattern, post.position, together(map(_file, files)))


def _recognitions(post: PostEntry) -> SafeString:
    if not post.recognitions:
        return NOTHING
    pattern = '<ul class="recognitions" aria-label="Herkenbaar bij anderen">%s</ul>\n'
    return fill(pattern, together(map(_recognition, post.recognitions)))


def _recognition(entry: RecognitionEntry) -> SafeString:
    who = fill(' <span class="meta">(%s)</span>', entry.author) if entry.author != entry.place else NOTHING
    return fill("<li><strong>Herkenbaar bij %s</strong>%s: %s</li>", entry.place, who, entry.context)


def _file(file: AttachmentEntry) -> SafeString:
    if file.is_image:
        return fill(
            '<li><a href="%s"><img src="%s" alt="%s" width="%s" height="%s" loading="lazy"></a></li>',
            file.url,
            file.url,
            file.alt or file.name,
            file.width,
            file.height,
        )
    return fill('<li><a href="%s">%s</a> <span class="meta">%s</span></li>', file.url, file.name, file.words)


def _tools(page: ThreadPage, post: PostEntry) -> SafeString:
    """What this reader can do with a post; each tool is a link to a page that asks her first."""
    pattern = _tools_like(
        post.state,
        is_own=post.is_own,
        may_reply=page.may_reply,
        may_report=page.may_report,
        may_moderate=page.may_moderate,
    )
    numbers = {"{thread}": page.thread.pk, "{post}": post.pk, "{place}": post.position}
    for name, number in numbers.items() if pattern else ():
        pattern = pattern.replace(name, str(number))
    return SafeString(pattern)  # constants and numbers  # nosec B703


@functools.cache
def _tools_like(
    state: PostState, *, is_own: bool, may_reply: bool, may_report: bool, may_moderate: bool
) -> str:
    """
    Return the tools of every post that is like this one.

    With names where its numbers go: to look up twenty times five addresses takes longer than
    all the queries of the page.
    """
    is_shown = state is PostState.SHOWN
    links = []
    if may_reply and is_shown:
        reply = _address("learninggroups:reply", "{thread}")
        links = [
            _link(f"{reply}?op={{post}}", "Reageer", "op bericht"),
            _link(f"{reply}?citeer={{post}}", "Citeer", "bericht"),
        ]
        if is_own:
            links.append(_link(_address("learninggroups:edit-post"), "Wijzig", "je bericht"))
        else:
            links.append(_link(_address("learninggroups:recognise"), "Herkenbaar bij ons", "bij bericht"))
    if is_own and state is PostState.DELETED:
        links.append(_link(_address("learninggroups:restore-post"), "Zet terug", "je bericht"))
    elif is_own:
        links.append(_link(_address("learninggroups:delete-post"), "Verwijder", "je bericht"))
    elif may_report and is_shown:
        links.append(_link(_address("learninggroups:report-post"), "Meld", "bericht"))
    if may_moderate and state is not PostState.DELETED:
        links.append(_moderation(is_shown=is_shown))
    return f'<footer class="post-foot">{"".join(links)}</footer>\n' if links else ""


def _moderation(*, is_shown: bool) -> str:
    """The menu of who keeps order; native, so that it needs no script."""
    if is_shown:
        links = _link(_address("learninggroups:leave-out"), "Laat woorden weg", "uit bericht")
        links += _link(_address("learninggroups:hide-post"), "Verberg", "bericht")
        links += _link(_address("learninggroups:announce"), "Zet in ieders overzicht", "bericht")
    else:
        links = _link(_address("learninggroups:show-post"), "Toon weer", "bericht")
    label = 'Begeleiden<span class="visually-hidden"> van bericht {place}</span>'
    return f"<details><summary>{label}</summary>{links}</details>"


def _link(address: str, verb: str, what: str) -> str:
    return f'<a href="{address}">{verb}<span class="visually-hidden"> {what} {{place}}</span></a>'


def _address(name: str, number: str = "{post}") -> str:
    return reverse(name, args=[0]).replace("/0/", f"/{number}/")
