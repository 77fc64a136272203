"""What every file says."""

NO_POSITION = "Dit is een weergave van ervaringen van leden, geen standpunt namens de leden."
AUTHOR = "Associatie Wijkteams"
LANGUAGE = "nl-NL"
