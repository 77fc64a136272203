"""What facilitators choose when they move, split or merge threads."""

from django import forms

from learninggroups.forms.moderation import ReasonField
from learninggroups.models import LearningGroup, Thread

REASON_HELP = "Dit staat in het overzicht van ingrepen. De begeleiders en het programmateam lezen het."


class TidyForm(forms.Form):
    """Why the order of things changes."""

    reason = ReasonField(label="Waarom?", help_text=REASON_HELP)


class GroupChoiceForm(forms.Form):
    """Which group a thread goes to."""

    naar = forms.ChoiceField(
        label="Naar welke groep?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een groep.", "invalid_choice": "Kies een groep uit de lijst."},
    )

    def __init__(self, *args, groups: list[LearningGroup], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].choices = [
            (group.slug, f"{group.name} ({group.get_openness_display().partition(':')[0]})")
            for group in groups
        ]


class ThreadChoiceForm(forms.Form):
    """With which thread another one is merged."""

    met = forms.ChoiceField(
        label="Met welk gesprek?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een gesprek.", "invalid_choice": "Kies een gesprek uit de lijst."},
    )

    def __init__(self, *args, threads: list[Thread], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["met"].choices = [(thread.pk, thread.title) for thread in threads]


class SplitForm(TidyForm):
    """Which posts go on in a thread of their own, and what that is called."""

    posts = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kruis aan welke berichten een eigen gesprek worden.",
            "invalid_choice": "Een van deze berichten staat hier niet meer. Kies opnieuw.",
        },
    )
    title = forms.CharField(
        label="Hoe heet het nieuwe gesprek?",
        max_length=Thread._meta.get_field("title").max_length,
        error_messages={"required": "Geef het nieuwe gesprek een titel."},
    )

    field_order = ["posts", "title", "reason"]

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["posts"].label = "Welke berichten horen er niet bij?"
        self.fields["posts"].choices = [
            (post.pk, f"{post.position}. {post.author}: {post.beginning}") for post in posts
        ]
