"""Why a file is not kept, in words for who sent it."""


class Refused(Exception):
    """This file is not kept; the message says why, in plain Dutch."""


TOO_LARGE = "Dit bestand is te groot. Een bestand mag hoogstens 20 MB zijn."
EMPTY = "Dit bestand is leeg."
UNKNOWN = (
    "Dit soort bestand kun je hier niet delen. Wel: pdf, Word (docx), Excel (xlsx), "
    "PowerPoint (pptx), odt, png, jpg en webp."
)
OLD_OFFICE = (
    "Dit is een oud Office-bestand, of er zit een wachtwoord op. "
    "Bewaar het zonder wachtwoord als docx, xlsx of pptx en probeer het opnieuw."
)
HEIC = (
    "Deze foto is een HEIC-bestand; dat kan niet iedereen openen. Bewaar hem als jpg en probeer het opnieuw."
)
LYING = (
    "De naam eindigt op .{said}, maar dit is een {found}-bestand. "
    "Geef het de goede naam en probeer het opnieuw."
)
PRETENDING = "De naam eindigt op .{said}, maar dit is iets anders. Daarom bewaren we het niet."
POLYGLOT = (
    "In dit bestand zit een ander soort bestand verstopt. "
    "Open het, bewaar het opnieuw en probeer het dan nog eens."
)
BOMB = "Dit bestand wordt veel te groot als je het uitpakt. Daarom bewaren we het niet."
BROKEN = "Dit bestand is beschadigd. Open het, bewaar het opnieuw en probeer het dan nog eens."
LOCKED = "Op dit bestand zit een wachtwoord. Haal het eraf en probeer het opnieuw."
MACROS = "In dit bestand zitten macro's. Bewaar het zonder macro's en probeer het opnieuw."
REACHES_OUT = (
    "Dit bestand haalt iets op van een andere plek als je het opent. "
    "Zet dat in het bestand zelf, of haal het weg, en probeer het opnieuw."
)
TOO_MANY_PIXELS = (
    "Deze afbeelding is te groot. Maak hem kleiner dan {millions} miljoen beeldpunten en probeer het opnieuw."
)
