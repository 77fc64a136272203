"""What stands in the samples of the blocks that editors use: the words of a page that nobody wrote."""

from datetime import date
from types import SimpleNamespace as Sample

BLOCKS = {
    "block_accordion": Sample(
        folds=[
            Sample(title="Voor wie is dit?", text="Voor iedereen die in een lokaal team werkt."),
            Sample(title="Wat kost het?", text="Niets. Je bent er een middag aan kwijt."),
        ]
    ),
    "block_document": Sample(
        document=Sample(title="Handreiking eerste gesprek", url="#document", file_size=348_160),
        kind="pdf-bestand",
        description="Acht vragen die drie teams aan de deur stellen.",
    ),
    "block_note": Sample(title="Wat kun je nu doen", text="Vraag het je team op het eerstvolgende overleg."),
    "block_people": Sample(
        title="Wie je kunt bellen of mailen",
        people=[
            Sample(
                name="Bea Begeleider",
                role="begeleider van de leergroep",
                phone="06 12345678",
                dial="0612345678",
                email="bea@example.org",
                hours="maandag en donderdag",
            ),
            Sample(name="Het programmateam", role="", phone="", email="team@example.org", hours=""),
        ],
    ),
    "block_question": Sample(text="Hoe gaat dit bij jullie?", question=None, email="team@example.org"),
    "block_quote": Sample(
        text="Wij bellen altijd eerst, en schrijven pas daarna iets op.",
        speaker="Een wijkteam in een kleine gemeente",
    ),
    "block_sources": Sample(
        sources=[
            Sample(label="Brief aan de Tweede Kamer", url="#brief", published_on=date(2026, 11, 3)),
            Sample(label="Verslag van de visite, bij ons op te vragen", url="", published_on=None),
        ]
    ),
}
