"""What the back office may change of members and organisations."""

from django import forms

from members.models import Member, Organization


class OrganizationForm(forms.ModelForm):
    """What the back office knows of an organisation; only its name is required."""

    class Meta:
        model = Organization
        fields = ["name", "kind", "about", "municipalities", "region", "themes", "is_active"]


class MemberForm(forms.ModelForm):
    """What the back office may change of a member; her address she changes herself."""

    class Meta:
        model = Member
        fields = ["name", "is_active", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def __init__(self, *args, editing_self: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if editing_self:
            # Nobody locks herself out.
            del self.fields["is_active"]
