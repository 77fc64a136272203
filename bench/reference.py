"""
The reference view: a thread page as plain Django makes it.

Signed in, five queries in all (session, user and these three), twenty posts of 200 words
from a base template, about 26 kB of HTML, in the same server behind the same middleware.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from learninggroups.models import LearningGroup, Post, Thread


def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the first twenty posts of a thread."""
    found = Thread.objects.get(pk=pk)
    group = LearningGroup.objects.get(pk=found.group_id)
    posts = Post.objects.filter(thread=found).select_related("author").order_by("position")[:20]
    return render(request, "bench/thread.html", {"thread": found, "group": group, "posts": posts})
