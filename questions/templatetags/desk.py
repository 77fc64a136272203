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
from questions.queries.desk import Desk
from questions.queries.desk_answers import DeskAnswer, DeskPart
from questions.queries.draft import DraftPassage, DraftSection, DraftVerdict
from ui.filling import NOTHING, fill, together
from ui.templatetags.ui import day

register = template.Library()

BUTTON = 'class="button button-small button-secondary"'


@dataclass(frozen=True)
class Addresses:
    """Where the buttons of a desk lead: what stands before and after the number of each."""

    sort_part: tuple[str, str]
    leave_out: tuple[str, str]
    passage: tuple[str, str]

    @classmethod
    def of(cls, desk: Desk, query: str) -> "Addresses":
        """Look each address up once, instead of once for every button."""
        pk = desk.question.pk
        names = ("sort-part", "leave-out", "passage")
        found = (reverse(f"questions_office:{name}", args=[pk, 0]).rpartition("/0/") for name in names)
        return cls(*((f"{before}/", f"/{after}{query}") for before, _, after in found))


@register.simple_tag
def desk_answers(desk: Desk, query: str, *, is_writable: bool) -> SafeString:
    """Draw the answers on this page of the desk, with what can be done with each."""
    addresses = Addresses.of(desk, query)
    drawn = [_answer(row, addresses, is_writable=is_writable) for row in desk.answers.object_list]
    return together(drawn)


@register.simple_tag
def desk_filter(form: WantedForm) -> SafeString:
    """Draw the choices by which answers are narrowed; regions make long lists of them."""
    return together(map(_choice, form))


def _choice(field: BoundField) -> SafeString:
    chosen = str(field.value() or "")
    return fill(
        '<p class="field"><label for="%s">%s</label><select name="%s" id="%s">%s</select></p>\n',
        field.id_for_label,
        field.label,
        field.html_name,
        field.id_for_label,
        together([_option(value, words, chosen) for value, words in field.field.choices]),
    )


def _option(value: str | int, words: str, chosen: str) -> SafeString:
    pattern = SELECTED if str(value) == chosen else OPTION
    return fill(pattern, value, words)


OPTION = '<option value="%s">%s</option>'
SELECTED = '<option value="%s" selected>%s</option>'


@register.simple_tag(takes_context=True)
def desk_sections(context: Context, *, edited: int | str = "") -> SafeString:
    """Draw the sections with their passages; the one that is ``edited`` is a form."""
    desk, query, is_writable = context["desk"], context["query"], context["is_writable"]
    addresses = Addresses.of(desk, query)
    compose = reverse("questions_office:compose-passage", args=[desk.question.pk])
    own_words = f"{compose}?{query[1:]}&deel=" if query else f"{compose}?deel="
    drawn = []
    for section in desk.sections:
        passages = [
            _editing(context, passage)
            if passage.pk == edited
            else _passage(passage, section, addresses, is_writable=is_writable)
            for passage in section.passages
        ]
        drawn.append(
            fill(
                SECTION,
                section.name,
                section.name,
                section.name,
                section.label,
                together(passages) if passages else EMPTY,
                fill(OWN_WORDS, own_words, section.name, section.label) if is_writable else NOTHING,
            )
        )
    return together(drawn)


SECTION = """<section class="office-section" id="deel-%s" aria-labelledby="kop-%s">
<h3 id="kop-%s">%s</h3>
%s%s</section>
"""
EMPTY = SafeString('<p class="office-meta">Hier staat nog niets.</p>\n')
OWN_WORDS = """<p><a href="%s%s#maken">\
Schrijf hier eigen woorden<span class="w-sr-only"> bij %s</span></a></p>
"""


def _editing(context: Context, passage: DraftPassage) -> SafeString:
    form = context.template.engine.get_template("questions/office/desk/_editing.html")
    with context.push(passage=passage):
        return form.render(context)


def _answer(row: DeskAnswer, addresses: Addresses, *, is_writable: bool) -> SafeString:
    name, verb = ("unread", "Noem ongelezen") if row.is_read else ("read", "Gelezen")
    writer = fill("%s", row.writer.label)
    return fill(
        ANSWER,
        row.pk,
        row.pk,
        row.pk,
        writer,
        _who(row),
        fill("gelezen door %s", ", ".join(row.readers)) if row.readers else NOT_READ,
        together([_said(each, writer, addresses, is_writable=is_writable) for each in row.parts]),
        name,
        row.pk,
        verb,
        writer,
        NOTHING if row.is_used or not is_writable else _leaving_out(row, writer, addresses),
        NOTHING if row.is_used else _left_out(row),
    )


ANSWER = f"""<article class="office-answer" id="antwoord-%s" aria-labelledby="van-%s">
<h3 id="van-%s">%s</h3>
<p class="office-meta">%s · %s</p>
%s<p class="office-acts"><button {BUTTON} type="submit" form="lezen" name="%s" value="%s">\
%s<span class="w-sr-only">: %s</span></button> %s</p>
%s</article>
"""
NOT_READ = SafeString("<strong>nog niet gelezen</strong>")


def _who(row: DeskAnswer) -> str:
    """Say in which voice this is, and where it comes from."""
    voice = "Namens een organisatie" if row.is_organization else "Persoonlijk"
    late = "na sluiting" if row.is_late else ""
    return " · ".join(filter(None, (voice, row.writer.kind, row.writer.region, late)))


def _said(each: DeskPart, writer: SafeString, addresses: Addresses, *, is_writable: bool) -> SafeString:
    what = fill("%s, deelvraag %s", writer, each.position)
    before, after = addresses.sort_part
    return fill(
        SAID,
        each.position,
        each.asked,
        fill('<p class="office-meta">Zo ziet: %s</p>\n', each.held_by) if each.held_by else NOTHING,
        fill('<p class="office-choice">Keuze: %s</p>', each.choice) if each.choice else NOTHING,
        NO_EXPERIENCE if each.has_no_experience else NOTHING,
        fill('<div class="office-text" id="deel-%s">%s</div>', each.pk, _lines(each.text))
        if each.text
        else NOTHING,
        fill("%s · ", each.nature) if each.nature else NOTHING,
        each.named,
        MAY_BE_QUOTED if each.may_be_quoted else NOT_QUOTED,
        _used_in(each) if each.passages else NOTHING,
        together([fill('<span class="w-status">%s</span> ', label.name) for label in each.labels]),
        fill(QUOTE, each.pk, each.pk, what) if is_writable and each.may_be_quoted and each.text else NOTHING,
        fill(PARAPHRASE, each.pk, each.pk, what) if is_writable else NOTHING,
        before,
        each.pk,
        after,
        what,
    )


SAID = f"""<div class="office-said">
<h4>%s. %s</h4>
%s%s%s%s
<p class="office-meta">%snoem: %s · %s%s</p>
<p class="office-acts">%s%s%s<a {BUTTON} href="%s%s%s#maken">Label<span class="w-sr-only"> %s</span></a></p>
</div>
"""
NO_EXPERIENCE = SafeString('<p class="office-meta">Geen ervaring mee.</p>')
MAY_BE_QUOTED = SafeString("citeren mag")
NOT_QUOTED = SafeString("<strong>niet citeren</strong>")
# Buttons that take words out of an answer; the script sends along which were selected.
TAKING = f"""<button {BUTTON} type="submit" form="uit-antwoord" name="%s" value="%%s" data-words="deel-%%s">\
%s<span class="w-sr-only"> uit %%s</span></button> """
QUOTE = TAKING % ("quote", "Citeer")
PARAPHRASE = TAKING % ("paraphrase", "Vat samen")


def _used_in(each: DeskPart) -> SafeString:
    """Say in which passages these words are used already."""
    links = [fill('<a href="#passage-%s">%s</a>', used.pk, used.number) for used in each.passages]
    return fill(" · in passage %s", together(links, between=", "))


def _leaving_out(row: DeskAnswer, writer: SafeString, addresses: Addresses) -> SafeString:
    verb = "Reden wijzigen" if row.left_out else "Niet opnemen, want …"
    before, after = addresses.leave_out
    return fill(LEAVING_OUT, before, row.pk, after, verb, writer)


LEAVING_OUT = f'<a {BUTTON} href="%s%s%s#maken">%s<span class="w-sr-only"> %s</span></a>'


def _left_out(row: DeskAnswer) -> SafeString:
    if row.left_out is None:
        return NOTHING
    return fill(
        '<p class="office-notice">Gelezen, niet opgenomen, want: %s '
        '<span class="office-meta">%s, %s</span></p>\n',
        row.left_out.reason,
        row.left_out.decided_by,
        day(row.left_out.decided_at),
    )


def _passage(
    passage: DraftPassage, section: DraftSection, addresses: Addresses, *, is_writable: bool
) -> SafeString:
    return fill(
        PASSAGE,
        passage.pk,
        passage.pk,
        passage.pk,
        passage.number,
        WITHHELD if passage.is_withheld else NOTHING,
        together([fill(FLAG, each.writer, each.consent_change) for each in passage.flagged]),
        fill("<blockquote>%s</blockquote>", passage.text) if passage.is_quote else _lines(passage.text),
        _rests_on(passage),
        together(map(_verdict, passage.verdicts)),
        _passage_acts(passage, section, addresses) if is_writable else NOTHING,
    )


PASSAGE = """<article class="office-passage" id="passage-%s" aria-labelledby="nummer-%s">
<h4 id="nummer-%s">Passage %s</h4>
%s%s%s
<p class="office-meta">%s</p>
%s%s</article>
"""
WITHHELD = SafeString(
    '<p class="office-notice">De schrijver wil dit niet meer. De passage staat nergens anders meer.</p>\n'
)

FLAG = '<p class="office-flag">Toestemming gewijzigd door %s: %s.</p>\n'


def _rests_on(passage: DraftPassage) -> str:
    if passage.is_own:
        return "Eigen woorden van het programmateam"
    if passage.is_quote:
        return f"Uit het antwoord van {passage.writers}"
    return f"Rust op {passage.basis}: {passage.writers}"


def _verdict(verdict: DraftVerdict) -> SafeString:
    return fill(
        '<p class="office-meta">%s: %s%s</p>\n',
        verdict.writer,
        verdict.word,
        fill(", ‘%s’", verdict.text) if verdict.text else NOTHING,
    )


def _passage_acts(passage: DraftPassage, section: DraftSection, addresses: Addresses) -> SafeString:
    before, after = addresses.passage
    return fill(
        PASSAGE_ACTS,
        before,
        passage.pk,
        after,
        passage.pk,
        passage.number,
        NOTHING if passage is section.passages[0] else fill(UP, passage.pk, passage.number),
        NOTHING if passage is section.passages[-1] else fill(DOWN, passage.pk, passage.number),
    )


PASSAGE_ACTS = f"""<p class="office-acts"><a {BUTTON} href="%s%s%s#passage-%s">\
Bewerk<span class="w-sr-only"> passage %s</span></a>%s%s</p>
"""
MOVING = f""" <button {BUTTON} type="submit" form="volgorde" name="%s" value="%%s">\
%s<span class="w-sr-only">: passage %%s</span></button>"""
UP = MOVING % ("up", "Omhoog")
DOWN = MOVING % ("down", "Omlaag")


def _lines(text: str) -> SafeString:
    # Most is one paragraph, and to look for more takes longer than all the rest of a passage.
    if "\n" not in text and "\r" not in text:
        return fill("<p>%s</p>", text)
    return SafeString(linebreaks(text, autoescape=True))  # escaped  # nosec B703
