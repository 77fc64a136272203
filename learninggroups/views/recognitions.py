"""*Herkenbaar bij ons*: saying it of a post, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import recognitions as actions
from learninggroups.forms.posts import RecognitionForm
from learninggroups.models import Post
from learninggroups.permissions import may_recognise
from learninggroups.queries.recognitions import own_recognition
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def recognise(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for one sentence on how it is at one's own place."""
    post = _post(request, pk)
    require(may_recognise(request.roles, post))
    now = timezone.now()
    own = own_recognition(request.roles, post)
    form = RecognitionForm(request.POST or None, initial={"context": own.context if own else ""})
    if form.is_valid() and form.may_go(now):
        actions.recognise(post=post, **form.cleaned_data, actor=request.user, now=now)
        messages.success(request, "Je zin staat onder het bericht.")
        return see_other(post)
    context = {"post": post, "form": form, "own": own}
    return render(request, "learninggroups/recognise.html", context, status=422 if form.is_bound else 200)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own sentence away."""
    post = _post(request, pk)
    actions.take_back_recognition(post=post, actor=request.user)
    messages.success(request, "Je zin is weg.")
    return see_other(post)


def _post(request: HttpRequest, pk: int) -> Post:
    posts = Post.objects.visible_to(request.roles).select_related("thread__group", "author")
    return get_object_or_404(posts, pk=pk)
