"""What a field looks like: label, help and error belong together, for eyes and for ears."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.template.loader import render_to_string

from ui.forms import MomentField


class PartyForm(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zoals collega's je noemen.")
    song = forms.CharField(label="Lied", required=False)
    drink = forms.ChoiceField(
        label="Drinken", widget=forms.RadioSelect, choices=[("k", "Koffie"), ("t", "Thee")]
    )
    until = MomentField(label="Tot", required=False)
    agrees = forms.BooleanField(label="Ik kom", required=False)


@pytest.fixture
def refused():
    form = PartyForm({})
    form.full_clean()
    return form


def test_a_field_ties_its_label_help_and_error_together(refused):
    html = refused["name"].as_field_group()
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_name"' in html


def test_only_what_may_stay_empty_says_so():
    form = PartyForm()
    assert "(mag leeg)" in form["song"].as_field_group()
    assert "(mag leeg)" not in form["name"].as_field_group()
    assert "(mag leeg)" not in form["agrees"].as_field_group()


def test_choices_stand_in_a_fieldset_with_a_legend(refused):
    html = refused["drink"].as_field_group()
    assert html.startswith('<fieldset class="field has-error" aria-describedby="id_drink_error">')
    assert "<legend>Drinken</legend>" in html


def test_a_checkbox_has_its_label_behind_it():
    html = PartyForm()["agrees"].as_field_group()
    assert html.index("<input") < html.index("<label")


def test_the_error_summary_leads_to_each_field(refused):
    html = render_to_string("ui/error_summary.html", {"form": refused})
    assert 'href="#id_name"' in html
    assert 'href="#id_drink_0"' in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("ui/error_summary.html", {"form": PartyForm()}).strip()


def test_a_moment_is_typed_in_dutch_time():
    assert MomentField().clean(["2026-11-28", "17:00"]) == datetime(2026, 11, 28, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (["", ""], "Vul een dag en een tijd in."),
        (["gisteren", "17:00"], "Vul een dag in, zoals 28-11-2026."),
        (["2026-11-28", "vijf"], "Vul een tijd in, zoals 17:00."),
    ],
)
def test_a_moment_that_is_none_is_refused_in_words(typed, message):
    with pytest.raises(forms.ValidationError) as refusal:
        MomentField().clean(typed)
    assert message in refusal.value.messages


def test_a_moment_labels_its_day_and_its_time():
    html = PartyForm()["until"].as_field_group()
    assert '<label for="id_until_0">Dag<input type="date"' in html
    assert '<label for="id_until_1">Tijd<input type="time"' in html
