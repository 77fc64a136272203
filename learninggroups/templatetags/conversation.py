"""
The posts of a thread, and the threads of a group, as HTML.

Made of format strings: twenty of them through the template engine cost as much as all the
queries of their page. What people wrote enters through :func:`fill` alone, which escapes.
"""

import functools
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from learninggroups.models import Thread
from learninggroups.queries.attachments import AttachmentEntry
from learninggroups.queries.lists import ThreadEntry
from learninggroups.queries.recognitions import RecognitionEntry
from learninggroups.queries.threads import PostEntry, PostState, ThreadPage
from ui.templatetags.ui import initials, time_tag

register = template.Library()

MARKERS = {
    PostState.WITHHELD: "Dit bericht lezen alleen de deelnemers.",
    PostState.HIDDEN: "Dit bericht is niet meer te lezen. De begeleiding heeft het verborgen.",
    PostState.DELETED: "Dit bericht is door de schrijver verwijderd.",
    PostState.MOVED: "Hier stond een bericht dat is verplaatst.",
}
# Of these a reader learns neither who wrote nor when.
FACELESS = {PostState.WITHHELD, PostState.MOVED}
FORMS = dict(Thread.Form.choices)
UNREAD = SafeString('<p class="unread" id="ongelezen">Nieuw voor jou</p>')
NOTHING = SafeString("")


def fill(pattern: str, *values: object) -> SafeString:
    """
    Put values in the ``%s`` of a pattern, each escaped unless it is HTML already.

    SECURITY: HTML is what is a SafeString; every other value is treated as words.
    """
    return SafeString(
        pattern % tuple(value if isinstance(value, SafeString) else escape(str(value)) for value in values)
    )


@register.simple_tag
def posts(page: ThreadPage, *, takes_focus: bool = False) -> SafeString:
    """
    Draw the posts of a page, as items of a list.

    Of posts that come into a page which is already there, the first one ``takes_focus``, so
    that who reads with her ears goes on where she was.
    """
    first = page.posts[0].position if takes_focus and page.posts else 0
    return SafeString("".join(_item(page, post, takes_focus=post.position == first) for post in page.posts))


@register.simple_tag
def thread_lines(entries: tuple[ThreadEntry, ...]) -> SafeString:
    """Draw threads, as items of a list."""
    return SafeString("".join(map(_thread_line, entries)))


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
    return SafeString("".join(fill(' <span class="tag">%s</span>', tag) for tag in tags))


def _item(page: ThreadPage, post: PostEntry, *, takes_focus: bool) -> SafeString:
    focus = SafeString(' tabindex="-1" autofocus') if takes_focus else NOTHING
    content = _marker(post, focus) if post.state in FACELESS else _post(page, post, focus)
    return fill("<li>%s%s</li>\n", UNREAD if post.opens_unread else NOTHING, content)


def _marker(post: PostEntry, focus: SafeString) -> SafeString:
    way = fill(' <a href="%s">Lees het waar het nu staat</a>', post.moved_to) if post.moved_to else NOTHING
    return fill('<p class="meta" id="%s"%s>%s%s</p>', post.anchor, focus, MARKERS[post.state], way)


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
        fill("%s · ", post.organization) if post.organization else NOTHING,
        post.anchor,
        time_tag(post.posted_at),
        " · gewijzigd" if post.edited_at else "",
        _answers(post),
        fill('<p class="meta">%s</p>\n', MARKERS[post.state]) if post.state in MARKERS else NOTHING,
        _words(post),
        _files(post),
        _recognitions(post),
        _tools(page, post),
    )


def _answers(post: PostEntry) -> SafeString:
    if post.answers is None:
        return NOTHING
    line = '<p class="meta">antwoord op <a href="%s">%s</a></p>\n'
    return fill(line, post.answers.url, post.answers.author)


def _words(post: PostEntry) -> SafeString:
    # What is stored went through ui.prose.clean, and tests/learninggroups/test_hostile_text.py says so.
    return fill('<div class="prose">%s</div>\n', mark_safe(post.body)) if post.body else NOTHING  # noqa: S308


def _files(post: PostEntry) -> SafeString:
    """What hangs on a post, but for the images that stand in its text already."""
    files = [file for file in post.attachments if not (file.is_image and file.url in post.body)]
    if not files:
        return NOTHING
    pattern = '<ul class="attachments" aria-label="Bijlagen bij bericht %s">%s</ul>\n'
    return fill(pattern, post.position, SafeString("".join(map(_file, files))))


def _recognitions(post: PostEntry) -> SafeString:
    if not post.recognitions:
        return NOTHING
    pattern = '<ul class="recognitions" aria-label="Herkenbaar bij anderen">%s</ul>\n'
    return fill(pattern, SafeString("".join(map(_recognition, post.recognitions))))


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
    links = []
    if page.may_reply and post.state is PostState.SHOWN:
        links = [
            _link(_reply(page, "op"), post, "Reageer", "op bericht"),
            _link(_reply(page, "citeer"), post, "Citeer", "bericht"),
        ]
        if not post.is_own:
            links.append(
                _link(_address("learninggroups:recognise"), post, "Herkenbaar bij ons", "bij bericht")
            )
    if post.is_own and post.state is not PostState.DELETED:
        links += [
            _link(_address("learninggroups:edit-post"), post, "Wijzig", "je bericht"),
            _link(_address("learninggroups:delete-post"), post, "Verwijder", "je bericht"),
        ]
    return fill('<footer class="post-foot">%s</footer>\n', SafeString("".join(links))) if links else NOTHING


def _link(address: str, post: PostEntry, verb: str, what: str) -> SafeString:
    return fill(
        '<a href="%s">%s<span class="visually-hidden"> %s %s</span></a>',
        address % post.pk,
        verb,
        what,
        post.position,
    )


def _reply(page: ThreadPage, how: str) -> str:
    return f"{_address('learninggroups:reply') % page.thread.pk}?{how}=%s"


@functools.cache
def _address(name: str) -> str:
    """Return an address with a place for a post's number: looking up each takes longer than drawing it."""
    return reverse(name, args=[0]).replace("/0/", "/%s/")
