"""What is typed about groups and places in them; validated here, stored by actions."""

from django import forms
from django.utils.text import slugify

from learninggroups.models import GroupProposal, LearningGroup, Membership
from members.models import Member

# The first words of addresses of threads, posts, files and links in letters, beside those of groups.
RESERVED = {
    "gesprekken",
    "berichten",
    "meldingen",
    "bijlagen",
    "concepten",
    "namen",
    "uitnodiging",
    "verbreding",
    "horen",
    "alles-gelezen",
}


class RequestForm(forms.Form):
    """What a closed group asks of who wants to take part."""

    motivation = forms.CharField(
        label="Waarom wil je meedoen?",
        max_length=Membership._meta.get_field("motivation").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Een paar zinnen is genoeg. Alleen de begeleiders lezen dit.",
        error_messages={"required": "Schrijf een paar zinnen, zodat de begeleiders je leren kennen."},
    )

    def __init__(self, *args, group: LearningGroup, **kwargs):
        super().__init__(*args, **kwargs)
        if group.join_question:
            self.fields["motivation"].label = group.join_question


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
    """What a group says about itself, and what it asks of who wants to take part."""

    class Meta:
        model = LearningGroup
        fields = [
            "purpose",
            "rhythm",
            "contact_line",
            "join_question",
            "welcome",
            "house_rules",
        ]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "welcome": forms.Textarea(attrs={"rows": 6}),
            "house_rules": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "purpose": "Dit ziet iedereen, ook wie geen lid is.",
            "welcome": "Dit leest wie net meedoet als eerste.",
            "house_rules": "Hoe gaan jullie met elkaar om? Wie meedoet kan dit altijd teruglezen.",
        }
        error_messages = {"purpose": {"required": "Schrijf in een paar zinnen waarvoor de groep er is."}}


class SuccessorForm(forms.Form):
    """Who leads the group as well, or in one's own place."""

    member = forms.ModelChoiceField(
        Member.objects.none(),
        label="Wie wordt begeleider?",
        empty_label="Kies een deelnemer",
        error_messages={
            "required": "Kies wie begeleider wordt.",
            "invalid_choice": "Deze deelnemer kan nu geen begeleider worden.",
        },
    )

    def __init__(self, *args, group: LearningGroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = (
            Member.objects.active()
            .filter(memberships__group=group, memberships__role=Membership.Role.PARTICIPANT, is_guest=False)
            .order_by("name", "pk")
        )


class AddressesField(forms.CharField):
    """Members by their e-mail addresses, one on each line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value) -> list[Member]:
        addresses = {line.strip().lower() for line in super().clean(value).splitlines() if line.strip()}
        members = list(Member.objects.members().filter(email__in=addresses))
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
        fields = ["name", "purpose", "theme", "rhythm", "contact_line", "table_of"]

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
    """The start of a group, perhaps with who put her hand up for it."""

    participants = AddressesField(
        label="deelnemers van het begin",
        required=False,
        help_text="E-mailadressen van leden, elk op een eigen regel. Zij krijgen een mail.",
    )
    proposal = forms.ModelChoiceField(
        GroupProposal.objects.filter(decided_at=None), required=False, widget=forms.HiddenInput
    )

    class Meta(GroupForm.Meta):
        fields = ["name", "purpose", "openness", "theme", "rhythm", "contact_line", "table_of"]

    def clean(self):
        """The field of a proposal is not shown, so what is wrong with it stands above the form."""
        cleaned = super().clean()
        if self.errors.pop("proposal", None):
            self.add_error(None, "Over dit voorstel is intussen al besloten.")
        return cleaned
