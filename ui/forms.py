"""Fields that every form of the site may use."""

from django import forms


class DateInput(forms.DateInput):
    """The browser's own date field, which wants its value as *2026-11-28*."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field, which wants its value as *17:00*."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class MomentInput(forms.SplitDateTimeWidget):
    """A day and a time side by side, each with its own label."""

    template_name = "ui/moment_input.html"

    def __init__(self, attrs=None):
        forms.MultiWidget.__init__(self, [DateInput(), TimeInput()], attrs)


class MomentField(forms.SplitDateTimeField):
    """A day and a time, in Dutch time on screen and aware in Python."""

    widget = MomentInput

    def __init__(self, **kwargs):
        messages = {
            "required": "Vul een dag en een tijd in.",
            "invalid_date": "Vul een dag in, zoals 28-11-2026.",
            "invalid_time": "Vul een tijd in, zoals 17:00.",
        }
        super().__init__(error_messages=messages | kwargs.pop("error_messages", {}), **kwargs)
