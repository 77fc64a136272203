"""What a new member reads when she wrote her share of today."""

from learninggroups.actions.newcomers import POSTS_A_DAY, THREADS_A_DAY, TooMuch
from learninggroups.models import LearningGroup
from learninggroups.queries.newcomers import whom_to_ask
from ui.templatetags.ui import moment


def words_of_limit(error: TooMuch, group: LearningGroup) -> str:
    """Say when she can go on, that nothing is lost, and whom she can ask."""
    contact = f" ({group.contact_line})" if group.contact_line else ""
    return (
        f"In je eerste week kun je {THREADS_A_DAY} gesprekken beginnen en {POSTS_A_DAY} berichten schrijven "
        f"op een dag. Vanaf {moment(error.until)} kun je weer verder. Je tekst is bewaard als concept. "
        f"Kan het niet wachten? Vraag het {whom_to_ask(group)}{contact}."
    )
