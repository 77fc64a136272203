"""What will become of a row, in sentences."""

from members.models import Affiliation
from members.queries.imports.cells import Problem
from members.queries.imports.judging import Judgement

_WHY_NOT = {
    Problem.NOTHING: "Er staat geen organisatie en geen e-mailadres in deze rij.",
    Problem.NO_ADDRESS: "Zonder e-mailadres kunnen we niemand uitnodigen.",
    Problem.BROKEN_ADDRESS: "Dit is geen e-mailadres.",
    Problem.TWO_ADDRESSES: "Er staan twee e-mailadressen in één cel. Laat er één staan.",
    Problem.ACCENTED_ADDRESS: "In dit e-mailadres staat een letter met een accent. Dat klopt bijna nooit.",
    Problem.CLOSED_ACCOUNT: "Het account met dit e-mailadres is gesloten.",
    Problem.FORMER_ORGANIZATION: "Deze organisatie is geen lid meer.",
    Problem.UNKNOWN_ROLE: "Deze rol kennen we niet. Vul ‘lid’ of ‘contactpersoon’ in, of niets.",
    Problem.CONTACT_OF_NOBODY: "Een contactpersoon hoort bij een organisatie.",
    Problem.TOO_LONG: "Dit is te lang.",
}


def sentences(judgement: Judgement) -> list[str]:
    """Return what becomes of a row and why, in plain words."""
    if judgement.problem == Problem.DOUBLE:
        return [f"Dit staat al op rij {judgement.double_of}."]
    if judgement.problem == Problem.UNKNOWN_THEME:
        return [_about_unknown_themes(judgement.named.unknown)]
    if judgement.problem:
        return [_WHY_NOT[judgement.problem]]
    return [*_about_place(judgement), *_about_person(judgement)]


def _about_place(judgement: Judgement) -> list[str]:
    said = judgement.said
    if judgement.like_place:
        return [f"‘{said.organization}’ lijkt op ‘{judgement.like_place.name}’, die er al is."]
    names = " · ".join(name for _, name in judgement.named.themes)
    if judgement.makes_place:
        return [f"{said.organization} komt erbij{f', met als thema’s: {names}' if names else ''}."]
    if judgement.place and not said.email:
        return [f"{judgement.place.name} staat er al en verandert niet."]
    if judgement.place and names:
        return [f"De thema’s van {judgement.place.name} veranderen niet."]
    if names:
        return ["De thema’s nemen we niet over: die horen bij een organisatie."]
    return []


def _about_unknown_themes(names: tuple[str, ...]) -> str:
    quoted = [f"‘{name}’" for name in names]
    what = f"Het thema {quoted[0]}" if len(quoted) == 1 else f"De thema’s {', '.join(quoted)}"
    return f"{what} kennen we niet. Verbeter de cel of laat hem leeg."


def _about_person(judgement: Judgement) -> list[str]:
    said = judgement.said
    if not said.email:
        return []
    who = said.name or said.email
    place = judgement.place.name if judgement.place else said.organization
    at = f" bij {place}" if place else ""
    if judgement.like_person:
        return [f"Er werkt al een {who}{at}, met een ander e-mailadres."]
    if judgement.was_invited:
        return [f"{who} is al uitgenodigd{at}."]
    if not judgement.invites:
        return [f"{who} staat al{at}." if place else f"{who} is al lid."]
    if judgement.is_member:
        return [f"{who} is al lid en krijgt de vraag of deze plek{at} klopt."]
    role = Affiliation.Role(said.role).label
    return [f"{who} kan worden uitgenodigd als {role}{f' van {place}' if place else ''}."]
