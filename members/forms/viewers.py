"""Who sees what of a member: a part of any form in which she says so."""

from django import forms

from members.actions.profiles import ASKED, WHO
from members.models import CHOOSABLE, Member, Viewers


def _asked(field: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=ASKED[field], choices=WHO, initial=Viewers.SELF)


class ViewersForm(forms.Form):
    """
    Per field who sees it; closed until she chooses otherwise.

    Each choice lets in who stands above it too: what her groups see, the programme team sees.
    """

    phone_viewers = _asked("phone")
    email_viewers = _asked("email")
    about_viewers = _asked("about")
    call_hours_viewers = _asked("call_hours")

    @property
    def viewers(self) -> dict[str, str]:
        """What was chosen, by field, for the action; the form must be valid."""
        return {field: self.cleaned_data[f"{field}_viewers"] for field in CHOOSABLE}

    @staticmethod
    def initial_of(member: Member) -> dict[str, str]:
        """Return who sees what now."""
        return {f"{field}_viewers": getattr(member, f"{field}_viewers") for field in CHOOSABLE}
