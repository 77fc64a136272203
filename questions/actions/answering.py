"""What a voice that is asked does: answer, decline, ask for a call, and come back on that."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from members.models import Member, Organization
from questions.actions.merging import Merged, merge_parts
from questions.actions.words import PartWords, Words, as_kept, parts_kept, parts_said
from questions.models import Answer, AnswerPart, AnswerVersion, Question, Recipient
from questions.models.answers import narrowest
from questions.permissions import Roles, may_answer, may_speak, require


class QuestionClosed(Exception):
    """The question takes no reactions any more."""


class AlreadyAnswered(Exception):
    """This voice handed in an answer, which says more than any other reaction."""


@dataclass(frozen=True)
class Saved:
    """
    An answer as it was kept.

    ``is_late`` when the text came after the deadline. ``merged`` when somebody else had saved
    meanwhile: with both texts in it, or, where both changed the same, only with a proposal
    that nobody took up yet. ``typed_version`` is then the text as it was sent, on which whoever
    sent it goes on writing.
    """

    answer: Answer
    is_late: bool = False
    merged: Merged | None = None
    typed_version: int | None = None

    @property
    def has_clash(self) -> bool:
        """Nothing was taken up: somebody has to make one text of two."""
        return bool(self.merged and self.merged.clashes)


@transaction.atomic(durable=True)
def save_answer(
    *,
    question: Question,
    organization: Organization | None,
    actor: Member,
    words: Words,
    based_on: int,
    submitting: bool,
    consulting: bool = False,
    seconds: int = 0,
    only_drafts: bool = False,
    now: datetime,
) -> Saved:
    """
    Keep what a member says for herself, or on behalf of an organisation.

    ``based_on`` is the version that was on her screen, 0 when there was none; what others
    saved since is merged with what she typed. What was handed in stays handed in when it is
    changed. After the deadline a text is kept as a late draft, and never takes the place of
    what was handed in. ``consulting`` tells her colleagues that the draft is ready to be looked
    at; ``seconds`` is how long she wrote.

    With ``only_drafts`` nothing happens to what was handed in, nor after the deadline: for words
    that came another way than from the page, on which she sees what she changes.

    :raises QuestionClosed: with ``only_drafts``, when the deadline has passed.
    :raises AlreadyAnswered: with ``only_drafts``, when this voice handed in an answer.
    """
    question, takes_answers = locked(question, now)
    _require_voice(question, organization, actor, words.place_id)
    voice = {
        "question": question,
        "organization": organization,
        "member": None if organization else actor,
    }
    answer = Answer.objects.filter(**voice).first()
    if only_drafts and not takes_answers:
        raise QuestionClosed
    if only_drafts and answer and answer.submitted_at:
        raise AlreadyAnswered
    if answer is None:
        answer = Answer(**voice, started_at=now, version=0)
    elif not takes_answers and (answer.submitted_at or answer.withdrawn_at):
        _keep_aside(answer, actor, words.parts, now, is_late=True)
        return Saved(answer, is_late=True)
    answer.writing_seconds += seconds

    said = parts_said(answer.parts.order_by("sub_question_id", "reading")) if answer.pk else ()
    merged, typed_version = None, None
    if answer.pk and based_on != answer.version:
        merged = merge_parts(_parts_at(answer, based_on, said), words.parts, said)
        typed_version = _keep_aside(answer, actor, words.parts, now)
        if merged.clashes:
            return Saved(answer, merged=merged, typed_version=typed_version)
        readers = narrowest(words.readers or question.visibility, answer.readers)
        words = replace(words, parts=merged.parts, readers=readers)
    hands_in = submitting and takes_answers and not answer.submitted_at
    if hands_in or not _says_already(answer, words, said, question):
        answer.is_late = not takes_answers
        answer.withdrawn_at = None
        # Who writes herself needs nobody's words any more, and nobody types over hers.
        answer.typed_by = None
        if hands_in:
            answer.submitted_at = now
        write_words(answer, actor, words, question, now)
    else:
        answer.save(update_fields=["writing_seconds"])
    if consulting and not answer.submitted_at:
        answer.consulted_at = now
        answer.save(update_fields=["consulted_at"])
    if answer.submitted_at:
        mark_answered(answer, actor, now)
    return Saved(answer, is_late=answer.is_late, merged=merged, typed_version=typed_version)


def write_words(answer: Answer, editor: Member, words: Words, question: Question, now: datetime) -> None:
    """Write what was said as the next version of an answer, new or kept, and put away what it said before."""
    if answer.pk:
        _keep_version(answer)
    answer.version += 1
    answer.last_editor = editor
    answer.changed_at = now
    answer.readers = narrowest(words.readers or question.visibility, question.visibility)
    answer.place_id = words.place_id
    answer.save()
    AnswerPart.objects.bulk_create(
        [AnswerPart(answer=answer, **asdict(part)) for part in words.parts],
        update_conflicts=True,
        unique_fields=["answer", "sub_question", "reading"],
        update_fields=[
            "text", "choice", "has_no_experience", "held_by", "nature", "naming", "may_be_quoted",
        ],
    )  # fmt: skip


@transaction.atomic(durable=True)
def react(
    *,
    recipient: Recipient,
    actor: Member,
    reaction: Recipient.Reaction,
    note: str = "",
    phone: str = "",
    call_when: str = "",
    now: datetime,
) -> None:
    """
    Say *niet voor ons*, *nu geen ruimte* or *bel mij*; each ends the reminders for this voice.

    :raises QuestionClosed: when the deadline has passed.
    :raises AlreadyAnswered: when this voice handed in an answer meanwhile.
    """
    require(may_speak(Roles.of(actor), recipient))
    changed = (
        _open_recipient(recipient, now)
        .exclude(reaction=Recipient.Reaction.ANSWERED)
        .update(
            reaction=reaction,
            reacted_at=now,
            reacted_by=actor,
            note=note,
            phone=phone,
            call_when=call_when,
        )
    )
    if not changed:
        raise _refusal(recipient, now)


@transaction.atomic(durable=True)
def undo_reaction(*, recipient: Recipient, actor: Member, now: datetime) -> None:
    """
    Take back a reaction other than an answer; the voice is then waited for again.

    :raises QuestionClosed: when the deadline has passed.
    :raises AlreadyAnswered: when this voice handed in an answer meanwhile.
    """
    require(may_speak(Roles.of(actor), recipient))
    changed = (
        _open_recipient(recipient, now)
        .exclude(reaction=Recipient.Reaction.ANSWERED)
        .update(
            reaction=Recipient.Reaction.NONE,
            reacted_at=None,
            reacted_by=None,
            note="",
            phone="",
            call_when="",
        )
    )
    if not changed:
        raise _refusal(recipient, now)


def locked(question: Question, now: datetime) -> tuple[Question, bool]:
    """Return the question as it is now, and whether it takes answers."""
    # RACE: whoever writes an answer, and whoever closes the question, waits for this row. So an
    # answer is either in before the closing or late, and two first drafts cannot cross. SQLite
    # needs no row lock: an IMMEDIATE transaction holds the only write lock there is.
    question = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    return question, question.is_open and now < question.deadline_at


def _require_voice(
    question: Question, organization: Organization | None, actor: Member, place_id: int | None
) -> None:
    roles = Roles.of(actor)
    if organization is None:
        require(may_answer(roles, question))
        require(place_id is None or place_id in roles.organization_ids)
        return
    require(place_id is None)
    asked = question.recipients.filter(organization=organization).first()
    require(asked is not None and may_speak(roles, asked))


def _parts_at(answer: Answer, version: int, said: tuple[PartWords, ...]) -> tuple[PartWords, ...]:
    """Return what the answer said in this version: as it was kept then, or still says."""
    if not 0 < version <= answer.version:
        return ()
    kept = answer.versions.filter(Q(version=version) | Q(version__gt=version, is_aside=False))
    found = kept.order_by("version").first()
    return parts_kept(found.parts) if found else said


def _keep_version(answer: Answer) -> None:
    """Put away what the answer says now, before it is written over."""
    AnswerVersion.objects.create(
        answer=answer,
        version=answer.version,
        editor_id=answer.last_editor_id,
        saved_at=answer.changed_at,
        parts=as_kept(parts_said(answer.parts.order_by("sub_question_id", "reading"))),
    )


def _keep_aside(
    answer: Answer, actor: Member, parts: tuple[PartWords, ...], now: datetime, *, is_late: bool = False
) -> int:
    """Put a text as it was typed beside the answer, which keeps saying what it said; return its number."""
    number = answer.version + 1
    AnswerVersion.objects.create(
        answer=answer,
        version=number,
        editor=actor,
        saved_at=now,
        parts=as_kept(parts),
        is_aside=True,
        is_late=is_late,
    )
    # The text aside has a number of its own, and so will the next text of the answer itself.
    answer.version += 2
    answer.save(update_fields=["version"])
    return number


def _says_already(answer: Answer, words: Words, said: tuple[PartWords, ...], question: Question) -> bool:
    """Whether an answer says exactly this, to the same readers; keeping it again makes no version."""
    readers = narrowest(words.readers or question.visibility, question.visibility)
    same = (answer.readers, answer.place_id) == (readers, words.place_id)
    return bool(answer.pk) and same and set(words.parts) <= set(said)


def mark_answered(answer: Answer, actor: Member, now: datetime) -> None:
    """Write down that this voice answered, so nobody reminds it any more."""
    recipient_of(answer).exclude(reaction=Recipient.Reaction.ANSWERED).update(
        reaction=Recipient.Reaction.ANSWERED, reacted_at=now, reacted_by=actor
    )


def recipient_of(answer: Answer) -> QuerySet[Recipient]:
    """Return the place at which this voice was asked; a member who was not named has none."""
    return Recipient.objects.filter(
        question=answer.question_id, organization=answer.organization_id, member=answer.member_id
    )


def _open_recipient(recipient: Recipient, now: datetime) -> QuerySet[Recipient]:
    return Recipient.objects.filter(
        pk=recipient.pk, question__state=Question.State.OPEN, question__deadline_at__gt=now
    )


def _refusal(recipient: Recipient, now: datetime) -> Exception:
    return AlreadyAnswered() if _open_recipient(recipient, now).exists() else QuestionClosed()
