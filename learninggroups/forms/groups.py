"""What is typed about groups and places in them; validated here, stored by actions."""

from django import forms
from django.utils.text import slugify

from learninggroups.models import LearningGroup, Membership
from members.models import Member

# The first words of addresses of threads, posts and invitations, which stand beside those of groups.
RESERVED = {"gesprekken", "berichten", "uitnodiging"}


class RequestForm(forms.Form):
    """Why somebody wants to take part in a closed group."""

    motivation = forms.CharField(
        label="Waarom wil je meedoen?",
        max_length=Membership._meta.get_field("motivation").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een paar zinnen is genoeg. Alleen de begeleiders lezen dit.",
        error_messages={"required": "Schrijf in een paar zinnen waarom je wilt meedoen."},
    )


class DeclineForm(forms.Form):
    """A kind word with a no."""

    word = forms.CharField(
        label="Wat wil je erbij zeggen?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Dit staat in de mail die het lid krijgt. Zeg bijvoorbeeld wat wel kan.",
        error_messages={"required": "Schrijf er een paar woorden bij, zodat je collega weet waarom."},
    )


class DescriptionForm(forms.ModelForm):
    """What a group says about itself."""

    class Meta:
        model = LearningGroup
        fields = ["purpose", "welcome", "rhythm", "contact_line"]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "welcome": forms.Textarea(attrs={"rows": 6}),
        }
        help_texts = {
            "purpose": "Dit ziet iedereen, ook wie geen lid is.",
            "welcome": "Dit zien alleen mensen die hier meelezen.",
        }
        error_messages = {"purpose": {"required": "Schrijf in een paar zinnen waarvoor de groep er is."}}


class AddressesField(forms.CharField):
    """Members by their e-mail addresses, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value) -> list[Member]:
        addresses = {line.strip().lower() for line in super().clean(value).splitlines() if line.strip()}
        members = list(Member.objects.active().filter(email__in=addresses))
        if unknown := addresses - {member.email for member in members}:
            raise forms.ValidationError(
                f"Hier hoort geen lid bij: {', '.join(sorted(unknown))}.", code="unknown"
            )
        return members


class GroupForm(forms.ModelForm):
    """What the programme team says about a group; how open it is, only at the start."""

    facilitators = AddressesField(
        label="begeleiders",
        help_text="E-mailadressen van leden, elk op een eigen regel.",
        error_messages={"required": "Een leergroep heeft ten minste één begeleider."},
    )

    class Meta:
        model = LearningGroup
        fields = ["name", "purpose", "theme", "rhythm", "contact_line"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            addresses = self.instance.memberships.facilitating().values_list("member__email", flat=True)
            self.initial["facilitators"] = "\n".join(addresses.order_by("member__email"))

    def clean_name(self):
        """A group's address follows from its name, so two names may not lead to one address."""
        name = self.cleaned_data["name"]
        slug = slugify(name)
        taken = LearningGroup.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists()
        if not slug or slug in RESERVED or (taken and not self.instance.pk):
            raise forms.ValidationError("Kies een andere naam: dit adres is al bezet.", code="taken")
        return name


class NewGroupForm(GroupForm):
    """The start of a group."""

    class Meta(GroupForm.Meta):
        fields = ["name", "purpose", "openness", "theme", "rhythm", "contact_line"]
