"""Twelve learning groups and what is being said in them; every situation is invented."""

# openness: open | members | closed. Threads: title, days since the start, and posts in order.
GROUPS = (
    {
        "name": "Veiligheid",
        "openness": "closed",
        "theme": "Veiligheid",
        "purpose": "We bespreken situaties waarin het thuis niet veilig is of waarin we dat niet weten, en leren van wat we probeerden.",
        "welcome": "Wat je hier leest blijft hier. Schrijf zo dat niemand een gezin kan herkennen. Je hoeft het niet met elkaar eens te worden.",
        "rhythm": "Elke tweede dinsdag van de maand, 13.30 uur",
        "threads": (
            (
                "Eerst de spanning eraf",
                9,
                (
                    "Wij merken dat een gesprek over veiligheid pas lukt als de grootste spanning weg is. Bij een gezin was dat de dreigende huisuitzetting. Toen die van tafel was, konden we praten over wat er ’s avonds gebeurt. Hoe doen jullie dat als er haast bij is?",
                    "Herkenbaar. Wij vragen altijd eerst: wat moet er deze week gebeuren zodat jij weer kunt slapen? Dat is bijna nooit wat in de melding staat.",
                    "Bij ons werkt de huisarts mee: die belt als hij zich zorgen maakt, maar laat het verhaal aan het gezin zelf. Dat scheelt een hoop wantrouwen.",
                    "Hoe hebben jullie dat met de huisarts afgesproken? Bij ons in het buitengebied zijn er acht praktijken en elke dokter doet het anders.",
                    "Gewoon door langs te gaan. We zijn bij één praktijk begonnen en na drie maanden belde de tweede zelf.",
                ),
            ),
            (
                "Wie belt er op vrijdagmiddag?",
                21,
                (
                    "Vraag uit ons team: op vrijdag om vier uur komen de zwaarste telefoontjes. Wie is er dan nog, en wie besluit?",
                    "Wij hebben een vrijdagtelefoon die rouleert, met iemand van het veiligheidsteam als achterwacht. Je beslist nooit alleen.",
                    "Dat klinkt goed. Bij ons strandde het op de vraag wie het uur betaalt. Zijn er teams waar dat geregeld is zonder productcode?",
                ),
            ),
        ),
    },
    {
        "name": "Toegang",
        "openness": "open",
        "theme": "Toegang",
        "purpose": "Hoe zorg je dat iemand makkelijk binnenloopt, snel een mens spreekt en niet drie keer hetzelfde hoeft te vertellen?",
        "welcome": "Deze groep is open: iedereen kan meelezen. Noem dus geen namen en geen plaatsen van gezinnen.",
        "rhythm": "Elke zes weken een uur online",
        "threads": (
            (
                "Van zeven weken naar vijf dagen",
                6,
                (
                    "Wij willen terug naar vijf dagen tussen bellen en het eerste gesprek. Nu is dat zeven weken. Waar zijn jullie begonnen?",
                    "Met het schrappen van het verdeeloverleg. Wie opneemt, plant. Het was twee weken onrustig en daarna vroeg niemand er meer naar.",
                    "Bij ons werkte dat niet, omdat de telefoon bij een ander onderdeel zit. Wij hebben eerst afgesproken dat de balie bij het team hoort.",
                    "Let op de vakanties. In augustus zaten wij weer op vier weken en toen was het vertrouwen in de nieuwe manier even weg.",
                ),
            ),
            (
                "Inloop in de bibliotheek: wie komt er?",
                16,
                (
                    "We zitten nu een halfjaar op woensdag in de bibliotheek. Er komen vooral mensen met formulieren. Is dat erg?",
                    "Vonden wij eerst ook. Tot bleek dat een formulier vaak het kaartje is waarmee mensen binnenkomen. Neem er de tijd voor.",
                    "Wij hebben er een formulierenbrigade van vrijwilligers naast gezet. Dan kan de professional doorvragen.",
                ),
            ),
            (
                "Een aanmeldformulier dat je niet wegstuurt",
                34,
                (
                    "Heeft iemand een voorbeeld van een aanmeldformulier met hoogstens drie vragen?",
                    "Wij vragen: hoe heet je, hoe kunnen we je bereiken, en wat wil je vertellen. De rest komt in het gesprek.",
                ),
            ),
        ),
    },
    {
        "name": "Bestaanszekerheid",
        "openness": "members",
        "theme": "Bestaanszekerheid",
        "purpose": "Geld, wonen en werk komen in bijna elk gesprek terug. We wisselen uit wat helpt, en wat in de weg zit.",
        "welcome": "Deel wat je probeert, ook als het niet lukte.",
        "rhythm": "Maandelijks, afwisselend online en bij een team",
        "threads": (
            (
                "Een klein potje zonder aanvraag",
                7,
                (
                    "Onze gemeente wil een proef met een budget dat we zelf mogen uitgeven. De controller vraagt naar regels. Wat hebben jullie afgesproken?",
                    "Een maximum per huishouden, altijd met een collega overleggen boven de helft daarvan, en achteraf één zin in een lijst.",
                    "Wij hadden eerst een formulier van twee bladzijden. Niemand gebruikte het potje. Nu is het één zin en elke week wel een keer raak.",
                    "Vergeet de bijzondere bijstand niet: als iets daar ook uit kan, meld het dan. Anders denkt de gemeente dat het potje alles oplost.",
                ),
            ),
            (
                "Energiearmoede in huurwoningen",
                25,
                (
                    "Drie flats met enkel glas en mensen die niet stoken. De corporatie renoveert over vier jaar. Wat kan een wijkteam hier?",
                    "Wij zijn samen met de bewoners naar de corporatie gegaan. Er kwamen radiatorfolie en tochtstrips, en een bewoner zit nu in de huurdersraad.",
                ),
            ),
        ),
    },
    {
        "name": "Jong en gezin",
        "openness": "members",
        "theme": "Opgroeien en school",
        "purpose": "Voor wie met kinderen, jongeren en hun ouders werkt, thuis en op school.",
        "welcome": "",
        "rhythm": "Elke maand, steeds op een andere school",
        "threads": (
            (
                "Achttien worden zonder loket",
                4,
                (
                    "Jongeren die achttien worden raken bij ons hun vaste gezicht kwijt. Wie heeft dat anders geregeld?",
                    "Bij ons blijft de collega tot de jongere zelf zegt dat het klaar is. Administratief is het een rommeltje, maar het werkt.",
                    "Bij ons mag dat niet van de verordening. We zijn nu met de gemeente aan het schrijven aan een andere tekst.",
                ),
            ),
            (
                "Leerkrachten die zich zorgen maken",
                19,
                (
                    "Sinds we op school zitten, komen leerkrachten vaker langs. Soms willen ze dat wij iets overnemen. Hoe houd je het van hen?",
                    "Wij stellen altijd één vraag terug: wat heb jij nodig om het gesprek zelf te voeren? Vaak is dat iemand die ernaast zit.",
                    "En soms moet je het wel overnemen. Dat mag je ook zeggen.",
                ),
            ),
        ),
    },
    {
        "name": "Samen met de huisarts",
        "openness": "members",
        "theme": "Samen met de huisarts",
        "purpose": "Huisarts en lokaal team zijn samen de basis in de wijk. Hoe ziet dat er op een gewone donderdag uit?",
        "welcome": "",
        "rhythm": "Vier keer per jaar een middag",
        "threads": (
            (
                "Aan tafel met acht praktijken",
                11,
                (
                    "Wij hebben acht praktijken in ons gebied. Elke maand overleg met allemaal is te veel. Hoe kiezen jullie?",
                    "Met twee praktijken heel goed, met de andere telefonisch. En elk jaar een etentje, dat klinkt onnozel maar dat is waar het begint.",
                    "Praktijkondersteuners zijn bij ons de ingang, niet de huisartsen zelf.",
                ),
            ),
        ),
    },
    {
        "name": "Kritische vriend",
        "openness": "members",
        "theme": "Vakmanschap",
        "purpose": "Teams gaan bij elkaar op visite. Hier bereiden we dat voor en vertellen we wat het opleverde.",
        "welcome": "Het team dat bezoek krijgt, bepaalt wat er naar buiten gaat.",
        "rhythm": "Zo vaak als er een visite is",
        "threads": (
            (
                "Wie wil er naar elf dorpen komen kijken?",
                13,
                (
                    "Wij zoeken een stadsteam dat een dag met ons meeloopt. Onze vraag: zien wij de mensen die niet in het dorpshuis komen?",
                    "Ja graag. Onze vraag terug: hoe doen jullie het zonder wachtkamer? Schikt januari?",
                    "Januari is goed. Neem laarzen mee.",
                ),
            ),
        ),
    },
    {
        "name": "Sturen en verantwoorden",
        "openness": "open",
        "theme": "Sturen en verantwoorden",
        "purpose": "Opdracht, geld en verhaal: wat vertel je aan je gemeente, en wat gebeurt er als je alleen telt?",
        "welcome": "",
        "rhythm": "Elke zes weken online, op maandag",
        "threads": (
            (
                "Lumpsum, en toen?",
                8,
                (
                    "Wij gaan van betalen per product naar één bedrag per jaar. De gemeente vraagt hoe ze dan ziet wat ze krijgt. Wat bieden jullie aan?",
                    "Elk kwartaal vijf verhalen en drie getallen. De getallen hebben we samen gekozen en daarna twee jaar niet veranderd.",
                    "Wij laten inwoners meelezen. Dat maakte meer indruk dan elk dashboard.",
                    "Ik wil er wel een kanttekening bij zetten: bij ons is één bedrag ook een manier geworden om te bezuinigen. Spreek af wat er gebeurt als de vraag groeit.",
                ),
            ),
            (
                "Welke drie getallen kiezen jullie?",
                30,
                (
                    "Als je er maar drie mag houden, welke zijn dat dan?",
                    "Hoe lang iemand wachtte, hoeveel mensen na een halfjaar zeggen dat het beter gaat, en hoeveel collega’s er na een jaar nog zijn.",
                ),
            ),
        ),
    },
    {
        "name": "Nieuw in het vak",
        "openness": "closed",
        "theme": "Vakmanschap",
        "purpose": "Voor wie korter dan twee jaar in een lokaal team werkt. Vragen die je in je eigen team niet meteen durft te stellen.",
        "welcome": "Alles mag gevraagd worden. Wat je hier leest, vertel je niet verder.",
        "rhythm": "Elke drie weken, op donderdag na het werk",
        "threads": (
            (
                "Mijn eerste huisbezoek alleen",
                5,
                (
                    "Volgende week ga ik voor het eerst alleen. Wat had jij graag geweten?",
                    "Dat je mag zeggen dat je iets niet weet. En dat je jas aanhouden mensen zenuwachtig maakt.",
                    "Bel daarna even iemand. Niet om verslag te doen, maar om het kwijt te kunnen.",
                ),
            ),
        ),
    },
    {
        "name": "Buurtkracht",
        "openness": "open",
        "theme": "Buurt en informele steun",
        "purpose": "Wat kunnen buren, vrijwilligers en verenigingen, en wat doet een team dan juist niet?",
        "welcome": "",
        "rhythm": "Elk kwartaal een wandeling door een wijk",
        "threads": (
            (
                "De voetbalclub als vindplaats",
                12,
                (
                    "Bij ons kent de kantinebeheerder meer gezinnen dan wij. Hoe werk je samen zonder dat zij een hulpverlener wordt?",
                    "Door haar niets te vragen wat ze niet al doet. Wij komen een keer per maand koffie drinken en zij wijst naar wie wij eens moeten aanschuiven.",
                    "En geef terug wat eruit kwam, voor zover dat mag. Anders droogt het op.",
                ),
            ),
        ),
    },
    {
        "name": "De terugpraters",
        "openness": "members",
        "theme": "Sturen en verantwoorden",
        "purpose": "Voor bestuurders en managers die landelijk terugpraten: wat werkt niet, en wat zou wèl kunnen?",
        "welcome": "",
        "rhythm": "Elke twee maanden een ochtend",
        "threads": (
            (
                "Wat zou wèl kunnen?",
                14,
                (
                    "Aan de landelijke tafel kreeg ik de vraag wat er dan wél kan. Ik had drie voorbeelden van wat niet werkt en één van wat wel. Helpen jullie mee?",
                    "Wij laten een specialist een dagdeel per week bij ons zitten. Geen verwijzing, gewoon meedenken. Dat scheelt wachten aan beide kanten.",
                    "Bij ons heeft dat juist tot meer verwijzingen geleid. Ik denk dat het afhangt van wie er komt zitten.",
                ),
            ),
        ),
    },
    {
        "name": "Laatste levensfase thuis",
        "openness": "members",
        "theme": "Buurt en informele steun",
        "purpose": "Wat doet een lokaal team als iemand thuis wil sterven, en wie staat er om de mantelzorgers heen?",
        "welcome": "",
        "rhythm": "Drie keer per jaar",
        "threads": (
            (
                "Als de mantelzorger omvalt",
                27,
                (
                    "We zien mantelzorgers die pas hulp vragen als het niet meer gaat. Hoe kom je eerder binnen zonder dat het voelt als controle?",
                    "Wij sturen een kaartje als iemand negentig wordt. Met een telefoonnummer en een naam. Het klinkt klein, maar er wordt gebeld.",
                ),
            ),
        ),
    },
    {
        "name": "Digitaal, maar dan menselijk",
        "openness": "members",
        "theme": "Toegang",
        "purpose": "Systemen, formulieren en gegevens: wat helpt het gesprek en wat zit ertussen?",
        "welcome": "",
        "rhythm": "Elke zes weken online",
        "threads": (
            (
                "Wat schrijf je op, en voor wie?",
                17,
                (
                    "Ons systeem vraagt veertig velden na het eerste gesprek. Heeft iemand dat teruggebracht?",
                    "Naar elf. We hebben elk veld gevraagd: wie leest dit? Als niemand zijn hand opstak, ging het weg.",
                    "Wij schrijven samen met de inwoner, op hetzelfde scherm. Dan wordt het vanzelf korter.",
                ),
            ),
        ),
    },
)
