"""A mark of what a question says, so that nobody agrees with words she did not see."""

from hashlib import sha256

from questions.models import Question

READ = (
    "title", "asker", "wording", "context", "importance", "use", "use_date", "deadline_at",
    "effort_minutes", "visibility", "shows_after_closing", "shows_after_answering", "is_public",
)  # fmt: skip


def mark_of(question: Question) -> str:
    """Return what changes as soon as a word of the question, or a promise in it, does."""
    parts = question.sub_questions.order_by("position").values_list("position", "kind", "text", "choices")
    said = [*(str(getattr(question, name)) for name in READ), *parts]
    return sha256(repr(said).encode()).hexdigest()[:16]
