"""
The answers and the passages on the desk of a synthesis, as HTML.

Made of format strings, like the posts of a thread: ten answers and forty passages through the
template engine took most of the time of their page. What people wrote enters through
:func:`ui.filling.fill` alone, which escapes.
"""

from dataclasses import dataclass

from django import template
from django.forms import BoundField
from django.template import Context
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString

from questions.forms.synthesis import WantedForm
from questions.models import Verdict
from questions.queries.desk import Desk, DeskAnswer, DeskPart
from questions.queries.draft import DraftPassage, DraftSection
from questions.queries.voices import Voice
from ui.filling import NOTHING, fill
from ui.templatetags.ui import day

register = template.Library()

BUTTON = "button button-small button-secondary"


@dataclass(frozen=True)
class Addresses:
    """Where the buttons of a desk lead, each with ``/0/`` for its number."""

    sort_part: str
    leave_out: str
    passage: str
    query: str

    @classmethod
    def of(cls, desk: Desk, query: str) -> "Addresses":
        """Look each address up once, instead of once for every button."""
        pk = desk.question.pk
        names = ("sort-part", "leave-out", "passage")
        return cls(*(reverse(f"questions_office:{name}", args=[pk, 0]) for name in names), query)

    def to(self, name: str, number: int, place: str) -> str:
        """Return where one thing is changed, with the same answers on the desk."""
        before, _, after = getattr(self, name).rpartition("/0/")
        return f"{before}/{number}/{after}{self.query}#{place}"


@register.simple_tag
def desk_answers(desk: Desk, query: str, *, is_writable: bool) -> SafeString:
    """Draw the answers on this page of the desk, with what can be done with each."""
    addresses = Addresses.of(desk, query)
    drawn = (_answer(row, addresses, is_writable=is_writable) for row in desk.answers.object_list)
    return SafeString("".join(drawn))


@register.simple_tag
def desk_filter(form: WantedForm) -> SafeString:
    """Draw the choices by which answers are narrowed; regions make long lists of them."""
    return SafeString("".join(map(_choice, form)))


def _choice(field: BoundField) -> SafeString:
    chosen = str(field.value() or "")
    return fill(
        '<p class="field"><label for="%s">%s</label><select name="%s" id="%s">%s</select></p>\n',
        field.id_for_label,
        field.label,
        field.html_name,
        field.id_for_label,
        SafeString("".join(_option(value, words, chosen) for value, words in field.field.choices)),
    )


def _option(value: str | int, words: str, chosen: str) -> SafeString:
    selected = SafeString(" selected") if str(value) == chosen else NOTHING
    return fill('<option value="%s"%s>%s</option>', value, selected, words)


@register.simple_tag(takes_context=True)
def desk_passages(context: Context, section: DraftSection, *, edited: int | str = "") -> SafeString:
    """Draw the passages of a section; the one that is ``edited`` is a form."""
    addresses = Addresses.of(context["desk"], context["query"])
    drawn = []
    for passage in section.passages:
        if passage.pk == edited:
            form = context.template.engine.get_template("questions/office/desk/_editing.html")
            with context.push(passage=passage):
                drawn.append(form.render(context))
        else:
            acts = _passage_acts(passage, section, addresses) if context["is_writable"] else NOTHING
            drawn.append(_passage(passage, acts))
    return SafeString("".join(drawn))


def _answer(row: DeskAnswer, addresses: Addresses, *, is_writable: bool) -> SafeString:
    pk, writer = row.answer.pk, row.writer
    return fill(
        '<article class="office-answer" id="antwoord-%s" aria-labelledby="van-%s">\n'
        '<h3 id="van-%s">%s</h3>\n<p class="office-meta">%s · %s</p>\n%s'
        '<p class="office-acts">%s %s</p>\n%s</article>\n',
        pk,
        pk,
        pk,
        writer.label,
        _who(row),
        fill("gelezen door %s", ", ".join(row.readers)) if row.readers else NOT_READ,
        SafeString("".join(_said(each, writer, addresses, is_writable=is_writable) for each in row.parts)),
        _reading(row),
        NOTHING if row.is_used or not is_writable else _leaving_out(row, addresses),
        NOTHING if row.is_used else _left_out(row),
    )


NOT_READ = SafeString("<strong>nog niet gelezen</strong>")


def _who(row: DeskAnswer) -> str:
    """Say in which voice this is, and where it comes from."""
    voice = "Namens een organisatie" if row.answer.organization_id else "Persoonlijk"
    late = "na sluiting" if row.answer.is_late else ""
    return " · ".join(filter(None, (voice, row.writer.kind, row.writer.region, late)))


def _said(each: DeskPart, writer: Voice, addresses: Addresses, *, is_writable: bool) -> SafeString:
    part = each.part
    return fill(
        '<div class="office-said">\n<h4>%s. %s</h4>\n%s%s%s%s\n<p class="office-meta">%s</p>\n'
        '<p class="office-acts">%s%s</p>\n</div>\n',
        part.sub_question.position,
        part.sub_question.text,
        fill('<p class="office-meta">Zo ziet: %s</p>\n', part.held_by) if part.held_by else NOTHING,
        fill('<p class="office-choice">Keuze: %s</p>', part.choice) if part.choice else NOTHING,
        SafeString('<p class="office-meta">Geen ervaring mee.</p>') if part.has_no_experience else NOTHING,
        fill('<div class="office-text" id="deel-%s">%s</div>', part.pk, _lines(part.text))
        if part.text
        else NOTHING,
        _conditions(each),
        SafeString("".join(fill('<span class="w-status">%s</span> ', label.name) for label in each.labels)),
        _part_acts(each, writer, addresses, is_writable=is_writable),
    )


def _conditions(each: DeskPart) -> SafeString:
    """Say under which conditions these words were given, and where they are used already."""
    part = each.part
    nature = fill("%s · ", part.get_nature_display()) if part.nature else NOTHING
    quoting = SafeString("citeren mag" if part.may_be_quoted else "<strong>niet citeren</strong>")
    links = [fill('<a href="#passage-%s">%s</a>', used.pk, used.number) for used in each.passages]
    used = SafeString(f" · in passage {', '.join(links)}") if links else NOTHING
    return fill("%snoem: %s · %s%s", nature, each.named, quoting, used)


def _part_acts(each: DeskPart, writer: Voice, addresses: Addresses, *, is_writable: bool) -> SafeString:
    part = each.part
    what = fill("%s, deelvraag %s", writer.label, part.sub_question.position)
    acts = []
    if is_writable and part.may_be_quoted and part.text:
        acts.append(_taking("quote", "Citeer", part.pk, what))
    if is_writable:
        acts.append(_taking("paraphrase", "Vat samen", part.pk, what))
    acts.append(_link(addresses.to("sort_part", part.pk, "maken"), "Label", fill(" %s", what)))
    return SafeString(" ".join(acts))


def _taking(name: str, verb: str, part: int, what: SafeString) -> SafeString:
    """A button that takes words out of an answer; the script sends along which were selected."""
    return fill(
        '<button class="%s" type="submit" form="uit-antwoord" name="%s" value="%s" data-words="deel-%s">'
        '%s<span class="w-sr-only"> uit %s</span></button>',
        BUTTON,
        name,
        part,
        part,
        verb,
        what,
    )


def _reading(row: DeskAnswer) -> SafeString:
    name, verb = ("unread", "Noem ongelezen") if row.is_read else ("read", "Gelezen")
    return _button("lezen", name, row.answer.pk, verb, fill(": %s", row.writer.label))


def _leaving_out(row: DeskAnswer, addresses: Addresses) -> SafeString:
    verb = "Reden wijzigen" if row.left_out else "Niet opnemen, want …"
    return _link(addresses.to("leave_out", row.answer.pk, "maken"), verb, fill(" %s", row.writer.label))


def _left_out(row: DeskAnswer) -> SafeString:
    if row.left_out is None:
        return NOTHING
    return fill(
        '<p class="office-notice">Gelezen, niet opgenomen, want: %s '
        '<span class="office-meta">%s, %s</span></p>\n',
        row.left_out.reason,
        row.left_out.decided_by or "",
        day(row.left_out.decided_at),
    )


def _passage(passage: DraftPassage, acts: SafeString) -> SafeString:
    return fill(
        '<article class="office-passage" id="passage-%s" aria-labelledby="nummer-%s">\n'
        '<h4 id="nummer-%s">Passage %s</h4>\n%s%s\n<p class="office-meta">%s</p>\n%s%s</article>\n',
        passage.pk,
        passage.pk,
        passage.pk,
        passage.number,
        WITHHELD if passage.is_withheld else NOTHING,
        fill("<blockquote>%s</blockquote>", passage.text) if passage.is_quote else _lines(passage.text),
        _rests_on(passage),
        SafeString("".join(map(_verdict, passage.verdicts))),
        acts,
    )


WITHHELD = SafeString(
    '<p class="office-notice">De schrijver wil dit niet meer. De passage staat nergens anders meer.</p>\n'
)


def _rests_on(passage: DraftPassage) -> str:
    if passage.is_own:
        return "Eigen woorden van het programmateam"
    if passage.is_quote:
        return f"Uit het antwoord van {passage.writers}"
    return f"Rust op {passage.basis}: {passage.writers}"


def _verdict(verdict: Verdict) -> SafeString:
    return fill(
        '<p class="office-meta">%s: %s%s</p>\n',
        verdict.answer.organization or verdict.answer.member,
        verdict.get_word_display(),
        fill(", ‘%s’", verdict.text) if verdict.text else NOTHING,
    )


def _passage_acts(passage: DraftPassage, section: DraftSection, addresses: Addresses) -> SafeString:
    address = addresses.to("passage", passage.pk, f"passage-{passage.pk}")
    acts = [_link(address, "Bewerk", fill(" passage %s", passage.number))]
    if passage is not section.passages[0]:
        acts.append(_button("volgorde", "up", passage.pk, "Omhoog", fill(": passage %s", passage.number)))
    if passage is not section.passages[-1]:
        acts.append(_button("volgorde", "down", passage.pk, "Omlaag", fill(": passage %s", passage.number)))
    return fill('<p class="office-acts">%s</p>\n', SafeString(" ".join(acts)))


def _link(address: str, verb: str, what: SafeString) -> SafeString:
    pattern = '<a class="%s" href="%s">%s<span class="w-sr-only">%s</span></a>'
    return fill(pattern, BUTTON, address, verb, what)


def _button(form: str, name: str, number: int, verb: str, what: SafeString) -> SafeString:
    return fill(
        '<button class="%s" type="submit" form="%s" name="%s" value="%s">'
        '%s<span class="w-sr-only">%s</span></button>',
        BUTTON,
        form,
        name,
        number,
        verb,
        what,
    )


def _lines(text: str) -> SafeString:
    return SafeString(linebreaks(text, autoescape=True))
