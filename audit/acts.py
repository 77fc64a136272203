"""Everything that is written down in the log, with what its readers call it."""

from django.db.models import TextChoices


class Act(TextChoices):
    """What somebody did; each app that writes one down adds its own line."""

    ACCOUNT_CHANGED = "account-changed", "account veranderd in de back-office"
    SIGNED_IN = "signed-in", "ingelogd"
    SESSIONS_ENDED = "sessions-ended", "uitgelogd op andere apparaten"
    PASSWORD_CHANGED = "password-changed", "wachtwoord veranderd"
    ADDRESS_CHANGED = "address-changed", "adres om in te loggen veranderd"
    FACTOR_ADDED = "factor-added", "tweede stap aangezet"
    FACTOR_REMOVED = "factor-removed", "tweede stap uitgezet"
    CODES_RENEWED = "codes-renewed", "nieuwe herstelcodes gemaakt"
    FACTORS_TAKEN_AWAY = "factors-taken-away", "tweede stap weggehaald op de server"
    ROLE_CHANGED = "role-changed", "rol bij een organisatie veranderd"
    MEMBER_LEAVES = "member-leaves", "lid gaat weg"
    MEMBER_BACK = "member-back", "lid kwam terug"
    MEMBER_ERASED = "member-erased", "gegevens van een lid gewist"
    DATA_ASKED = "data-asked", "eigen gegevens opgevraagd"
    DATA_TAKEN = "data-taken", "eigen gegevens opgehaald"
    AFFILIATION_ENDED = "affiliation-ended", "aanstelling beëindigd"
    ROLE_HANDED_OVER = "role-handed-over", "rol van contactpersoon overgedragen"
    GROUP_LETTER_SENT = "group-letter-sent", "brief aan een leergroep verstuurd"
    INVITED = "invited", "uitgenodigd"
    APPLICATION_ACCEPTED = "application-accepted", "aanvraag om lid te worden aangenomen"
    APPLICANT_ASKED = "applicant-asked", "iets gevraagd aan wie lid wil worden"
    APPLICATION_DECLINED = "application-declined", "aanvraag om lid te worden niet aangenomen"
    IMPORT_READ = "import-read", "tabel ingelezen"
    IMPORT_APPLIED = "import-applied", "import uitgevoerd"
    IMPORT_INVITED = "import-invited", "mensen uit een import uitgenodigd"
    IMPORT_UNDONE = "import-undone", "import ongedaan gemaakt"
    IMPORT_DISCARDED = "import-discarded", "import weggegooid"
    IMPORT_TAKEN = "import-taken", "lijst van wat niet kon meegenomen"
    READ_ENOUGH = "read-enough", "zoveel profielen bekeken dat het even genoeg was"
    DIRECTORY_EXPORTED = "directory-exported", "ledenlijst of organisatielijst meegenomen"


# What readers call the facts of an act, and the words in them that are ours.
FACTS = {
    "active": "kan inloggen",
    "count": "aantal",
    "form": "soort bestand",
    "kind": "soort",
    "list": "lijst",
    "new": "nieuwe organisatie",
    "organization": "organisatie nummer",
    "people": "mensen",
    "profiles": "profielen",
    "readers": "lezers",
    "role": "rol",
    "rows": "regels",
    "sheets": "bladen",
    "teams": "teams",
    "to": "aan lid nummer",
    "way": "manier",
    "with": "met",
}
WORDS = {
    True: "ja",
    False: "nee",
    None: "geen",
    "code": "code per mail",
    "colleague": "lid",
    "contact": "contactpersoon",
    "mfa": "tweede stap",
    "password": "wachtwoord",
    "recovery_codes": "herstelcodes",
    "socialaccount": "account van de organisatie",
    "totp": "app met codes",
    "webauthn": "passkey",
}


def choices() -> list[tuple[str, str]]:
    """Return them for a field: asked for when it is used, so that a new line needs no migration."""
    return Act.choices
