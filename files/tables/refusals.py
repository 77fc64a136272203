"""Why a table is not read, in words for who sent it."""

NO_TABLE = "Dit is geen tabel die we kunnen lezen. Wel: csv, en Excel (xlsx)."
OLD_EXCEL = (
    "Dit is een oud Excel-bestand, of er zit een wachtwoord op. "
    "Bewaar het zonder wachtwoord als xlsx of csv en probeer het opnieuw."
)
OPEN_QUOTE = (
    "Rond regel {number} begint een tekst met een aanhalingsteken dat nergens ophoudt. "
    "Haal het weg en probeer het opnieuw."
)
NO_ROWS = "In dit bestand staan geen rijen onder de koppen."
TOO_LARGE = "Dit bestand is te groot. Een tabel mag hoogstens 20 MB zijn."
TOO_MANY_ROWS = "In dit bestand staan meer dan 50.000 rijen. Verdeel het over meer bestanden."
