"""To whom a contact person hands her role."""

from questions.forms.passing_on import PassOnForm


class HandOverForm(PassOnForm):
    """A colleague, and a word with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].label = "Wie wordt contactpersoon?"
