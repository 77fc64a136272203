"""Replying: to a thread, to one post in it, or with a passage of that post."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learninggroups import queries
from learninggroups.actions import posts as actions
from learninggroups.actions.newcomers import TooMuch
from learninggroups.forms.posts import ReplyForm
from learninggroups.models import Post, Thread, place_url
from learninggroups.permissions import may_write_in
from learninggroups.views.attachments import uploads_for
from learninggroups.views.drafts import desk_at, set_aside
from learninggroups.views.newcomers import words_of_limit
from members.permissions import require
from ui import prose
from ui.htmx import see_other

CLOSED = "De begeleider heeft dit gesprek afgesloten. Je tekst staat hieronder nog; kopieer hem als je wilt."
MOVED = (
    "De begeleider heeft dit gesprek naar een andere groep verplaatst. Kijk hieronder wie het daar kan lezen "
    "en plaats je bericht dan nog een keer."
)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a reply; shows the form by itself, and again when something is wrong."""
    opened = queries.open_thread(request.roles, pk)
    if opened is None:
        return _unsent(request)
    found = opened.thread
    require(may_write_in(request.roles, found))
    desk = desk_at(request, found)
    answered = _answered(request, found, desk.initial.get("answers", ""))
    form = ReplyForm(
        request.POST or None,
        request.FILES or None,
        initial={
            **desk.initial,
            **({"quote": prose.plain(answered.body)} if answered and "citeer" in request.GET else {}),
            "seen": found.post_count,
            "attachments": uploads_for(request, found),
        },
        answered=answered,
    )
    now = timezone.now()
    if form.is_valid() and form.may_go(now):
        try:
            post = actions.post_reply(
                thread=found,
                answered=answered,
                body=form.words(),
                attachments=form.cleaned_data["attachments"],
                draft=desk.key,
                actor=request.user,
                roles=request.roles,
                now=now,
            )
        except actions.ThreadClosed:
            form.add_error(None, CLOSED)
        except TooMuch as error:
            desk = set_aside(request, found)
            form.add_error(None, words_of_limit(error, found.group))
        except actions.ThreadMoved:
            opened = queries.open_thread(request.roles, pk)
            if opened is None:
                return _unsent(request)
            found = opened.thread
            form.add_error(None, MOVED)
        else:
            return see_other(_where_to_read_on(found, post, form.cleaned_data["seen"]))
    context = {"thread": found, "form": form, "desk": desk, "answered": answered}
    return render(request, "learninggroups/reply.html", context, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, thread: Thread, drafted: str) -> Post | None:
    """Return the post that is answered (``op``) or quoted (``citeer``), if it is there for this reader."""
    asked = request.GET.get("op") or request.GET.get("citeer") or drafted
    number = request.POST.get("answers", "") if request.method == "POST" else asked
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    posts = Post.objects.visible_to(request.roles).select_related("author", "thread__group")
    return posts.filter(thread=thread, pk=int(number), deleted_at=None, hidden_at=None).first()


def _unsent(request: HttpRequest) -> HttpResponse:
    """Answer a reply to what is not there, or no longer for her, without losing what she typed."""
    text = prose.plain(prose.clean(request.POST.get("body", "")))
    if not text:
        raise Http404
    return render(request, "learninggroups/unsent.html", {"text": text}, status=404)


def _where_to_read_on(thread: Thread, post: Post, seen: int | None) -> str:
    """Somebody else may have written meanwhile: start where the writer has not read yet."""
    if seen is None or post.thread_id != thread.pk:
        return post.get_absolute_url()
    return place_url(thread.pk, min(seen + 1, post.position))
