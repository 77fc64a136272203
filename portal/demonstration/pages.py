"""What editors published: national developments, lessons, news and plain pages, in our own words."""

MISSION = "Lokale teams leren van elkaar, en praten landelijk mee"
INTRODUCTION = (
    "Wat we leren delen we met iedereen. Wat er landelijk speelt vatten we samen. En wat daar gevraagd "
    "wordt, leggen we voor aan de mensen die het werk doen."
)

# title, programme, themes, days ago, summary, what, why, what we ask of you, sources
DEVELOPMENTS = (
    {
        "title": "Convenant lokale teams: wat staat erin, en wat vraagt het van ons?",
        "programme": "Convenant lokale teams",
        "themes": ("Sturen en verantwoorden", "Vakmanschap"),
        "days_ago": 8,
        "summary": "Rijk, VNG en gemeenten leggen vast wat zij met stevige lokale teams willen. Het bestuur van de Associatie doet mee met vier uitspraken.",
        "what": "Bij de Hervormingsagenda Jeugd hoort een convenant over lokale teams. Rijk, VNG en gemeenten schrijven daarin op waar zij samen naartoe willen: minder denken in problemen en losse trajecten, meer in wat mensen en buurten zelf in huis hebben, en niet alleen voor jeugd maar voor alle leeftijden. Brancheverenigingen, cliëntenorganisaties en beroepsverenigingen is gevraagd om mee te tekenen, net als onze vereniging.",
        "why": "Het convenant gaat over jullie dagelijkse werk. Het bestuur onderschrijft de richting, en zegt er meteen bij dat een ambitie geen garantie is: wat in de ene gemeente werkt, vraagt in de andere een eigen vertaling. Daarom horen bij de handtekening vier toezeggingen: we blijven leergroepen mogelijk maken, we houden een landelijk Vertelpunt in de lucht, we gaan bij elkaar op visite als kritische vriend en we dragen bij aan de ondersteuningslijn Stevige Lokale Teams.",
        "ask": "Lees de vier toezeggingen met je team door en vertel ons wat ze van jullie vragen. Daarover staat nu een landelijke vraag open.",
        "sources": (
            ("Associatie Wijkteams: het bestuur over het convenant", "https://associatiewijkteams.nl/"),
        ),
    },
    {
        "title": "Hervormingsagenda Jeugd: waar staan de lokale teams?",
        "programme": "Hervormingsagenda Jeugd",
        "themes": ("Opgroeien en school", "Toegang"),
        "days_ago": 15,
        "summary": "De agenda rekent op lokale teams die dichtbij zijn en zelf hulp bieden. Wat betekent dat voor wie er werkt?",
        "what": "De Hervormingsagenda Jeugd wil dat meer gezinnen in hun eigen omgeving verder kunnen en dat minder kinderen in zware hulp terechtkomen. Lokale teams krijgen daarin een grote plek: als het gezicht in de wijk, als degene die eerst kijkt wat er in het hele gezin speelt, en als degene die zelf aan de slag gaat.",
        "why": "Veel teams doen dit al, maar met heel verschillende opdrachten en budgetten. Waar geld per traject wordt betaald, is tijd voor de buurt lastig te verantwoorden. Waar een team één bedrag krijgt voor de hele opdracht, is er ruimte om eerst te doen wat nodig is. Dat verschil bepaalt hoeveel de agenda bij jullie kan opleveren.",
        "ask": "Kijk welke zinnen uit de agenda bij jullie nog niet kunnen, en waarom. Deel dat in de leergroep Sturen en verantwoorden.",
        "sources": (("VNG over de Hervormingsagenda Jeugd", "https://vng.nl/"),),
    },
    {
        "title": "Toekomstscenario: proefregio’s zoeken naar één gezicht voor het gezin",
        "programme": "Toekomstscenario Jeugd- en Gezinsbescherming",
        "themes": ("Veiligheid",),
        "days_ago": 22,
        "summary": "Lokale teams en regionale veiligheidsteams oefenen met samen aan tafel zitten, zonder dat het gezin opnieuw moet beginnen.",
        "what": "Het Toekomstscenario wil dat gezinnen waar het niet veilig is met minder verschillende mensen te maken krijgen. Een lokaal team blijft betrokken, ook als er een regionaal veiligheidsteam bij komt. In proefregio’s wordt uitgeprobeerd hoe dat gaat.",
        "why": "Erbij blijven klinkt vanzelfsprekend, maar vraagt tijd, vertrouwen en een gedeeld beeld van wat je wel en niet kunt weten. Niemand heeft volledig zicht op veiligheid. Teams vertellen dat de samenwerking pas gaat lopen als mensen elkaar een paar keer echt hebben gesproken.",
        "ask": "Zit jouw team in een proefregio? Neem een voorbeeld mee naar de leergroep Veiligheid, ook als het schuurde.",
        "sources": (("Programma Toekomstscenario", "https://www.rijksoverheid.nl/"),),
    },
    {
        "title": "IZA en lokale teams: wie zit er aan tafel met de huisarts?",
        "programme": "Integraal Zorgakkoord (IZA)",
        "themes": ("Samen met de huisarts",),
        "days_ago": 29,
        "summary": "Het zorgakkoord vraagt om samenwerking tussen zorg en sociaal domein. In de wijk begint dat met elkaar kennen.",
        "what": "In het Integraal Zorgakkoord spreken partijen uit de zorg en de gemeenten af dat mensen minder vaak onnodig bij een arts of specialist uitkomen. Regio’s maken plannen voor samenwerking tussen huisartsen, wijkverpleging, ggz en het sociaal domein.",
        "why": "Aan de regionale tafels zitten vooral bestuurders en grote organisaties. Lokale teams merken de plannen pas als er al een werkwijze ligt. Terwijl huisarts en lokaal team samen de basis in de wijk vormen.",
        "ask": "Vraag bij je gemeente na wie het sociaal domein aan de regiotafel vertegenwoordigt, en bied aan om een keer mee te gaan.",
        "sources": (("Rijksoverheid over het Integraal Zorgakkoord", "https://www.rijksoverheid.nl/"),),
    },
    {
        "title": "GALA: gezond leven begint niet bij leefstijl alleen",
        "programme": "Gezond en Actief Leven Akkoord (GALA)",
        "themes": ("Bestaanszekerheid", "Buurt en informele steun"),
        "days_ago": 36,
        "summary": "Wie stress heeft over geld of wonen, komt niet toe aan gezond eten en bewegen. Dat inzicht staat nu in het akkoord.",
        "what": "Het Gezond en Actief Leven Akkoord bundelt geld voor sport, preventie en een gezonde leefomgeving. Gemeenten maken er plannen voor, vaak samen met de GGD.",
        "why": "Lokale teams zien elke dag dat bestaanszekerheid voorafgaat aan leefstijl. In gemeenten waar het team meeschreef aan het plan, komt er geld bij schuldhulp en ontmoeting terecht. Waar dat niet gebeurde, gaat het vooral naar cursussen.",
        "ask": "Heeft jullie gemeente al een plan? Zoek op wie het schrijft en vertel wat jullie in de wijk zien.",
        "sources": (("Rijksoverheid over het GALA", "https://www.rijksoverheid.nl/"),),
    },
    {
        "title": "WOZO: langer thuis vraagt om buren die elkaar kennen",
        "programme": "WOZO",
        "themes": ("Buurt en informele steun", "Samen met de huisarts"),
        "days_ago": 43,
        "summary": "Zelf als het kan, thuis als het kan: dat lukt alleen met een buurt eromheen.",
        "what": "Het programma Wonen, Ondersteuning en Zorg voor Ouderen gaat ervan uit dat mensen langer zelfstandig wonen. Daar horen geschikte woningen bij, hulp dichtbij en technologie die helpt.",
        "why": "In de praktijk komt veel neer op mantelzorgers, vrijwilligers en lokale teams. Dorpen met een actieve gemeenschap vangen dat anders op dan een flat waar niemand elkaar kent. Een aanpak die voor beide hetzelfde is, past bij geen van beide.",
        "ask": "Deel één voorbeeld van een straat of dorp waar het lukt, en vertel waar dat van afhing.",
        "sources": (("Rijksoverheid over WOZO", "https://www.rijksoverheid.nl/"),),
    },
    {
        "title": "Ondersteuningslijn Stevige Lokale Teams: dit kun je er halen",
        "programme": "Stevige Lokale Teams",
        "themes": ("Vakmanschap", "Sturen en verantwoorden"),
        "days_ago": 50,
        "summary": "De VNG helpt gemeenten en teams met de inrichting en het werk. Leden van de Associatie denken mee.",
        "what": "De VNG heeft een ondersteuningslijn voor gemeenten die hun lokale teams steviger willen maken. Er zijn bijeenkomsten, adviseurs en voorbeelden.",
        "why": "De vraag komt meestal van gemeenten. Teams die zelf aan tafel zitten, krijgen adviezen die beter passen. De Associatie brengt daar ervaring in van mensen die het werk doen.",
        "ask": "Wil je met jullie gemeente een vraag voorleggen? Bel het programmateam, dan zoeken we iemand die het eerder deed.",
        "sources": (("VNG over stevige lokale teams", "https://vng.nl/"),),
    },
    {
        "title": "Eerste lezing van het convenant",
        "programme": "Convenant lokale teams",
        "themes": ("Sturen en verantwoorden",),
        "days_ago": 120,
        "summary": "Wat wij lazen in de eerste versie. Inmiddels is er een nieuwere samenvatting.",
        "what": "In het voorjaar lag er een eerste tekst van het convenant. Daarin stond nog vooral wat gemeenten en Rijk van elkaar verwachten.",
        "why": "Over houding en gedrag van iedereen die samenwerkt stond weinig. Juist daar hebben leden veel over te zeggen.",
        "ask": "Je hoeft met deze samenvatting niets meer te doen.",
        "sources": (("VNG over het convenant", "https://vng.nl/"),),
        "superseded_by": "Convenant lokale teams: wat staat erin, en wat vraagt het van ons?",
    },
)

LESSONS = (
    {
        "title": "Binnen vijf dagen een afspraak: zo deden drie teams het",
        "group": "Toegang",
        "themes": ("Toegang",),
        "days_ago": 10,
        "summary": "Drie teams kregen hun wachtlijst weg zonder extra mensen. Ze deden het elk op een andere manier.",
        "body": (
            ("h", "Wat ze tegenkwamen"),
            (
                "p",
                "Alle drie de teams hadden een aanmeldformulier, een screening en een verdeeloverleg. Tussen bellen en het eerste gesprek zat vier tot zeven weken. Wie in die tijd afhaakte, kwam maanden later terug met meer zorgen.",
            ),
            ("h", "Wat ze veranderden"),
            (
                "p",
                "Een team in een grote stad zette elke ochtend twee mensen bij de deur: wie belt of binnenloopt, spreekt meteen iemand die ook het vervolg doet. Een dorpenteam schrapte het verdeeloverleg en laat wie de telefoon opneemt zelf de afspraak maken. Een jeugdteam hield de screening, maar doet die nu samen met het gezin aan de keukentafel.",
            ),
            ("h", "Waar het van afhangt"),
            (
                "p",
                "Het lukte waar de gemeente het goed vond dat er minder geregistreerd werd voor het eerste gesprek. En waar collega’s durfden te zeggen: dit weet ik niet, ik bel even. In een team met veel nieuwe mensen werkte de open deur pas na een halfjaar.",
            ),
            ("h", "Wat ze je meegeven"),
            (
                "p",
                "Begin met één dagdeel. Tel niet de aanmeldingen maar hoe lang iemand wachtte. En vertel de huisarts dat je het doet, anders loopt die nog met de oude weg rond.",
            ),
        ),
    },
    {
        "title": "Erbij blijven als het spannend wordt",
        "group": "Veiligheid",
        "themes": ("Veiligheid",),
        "days_ago": 17,
        "summary": "Wat helpt om naast een gezin te blijven staan als er een veiligheidsteam bij komt.",
        "body": (
            (
                "p",
                "In de leergroep bespraken we vijf situaties waarin het lokale team bleef terwijl een ander team erbij kwam. In drie ervan ging dat goed. In twee niet, en daar leerden we het meest van.",
            ),
            ("h", "Wat hielp"),
            (
                "p",
                "Vooraf met het gezin bespreken wie wat gaat doen, in gewone woorden en op papier. Eén telefoonnummer dat blijft. En een collega die niet bij het gezin komt, maar wel vraagt: waar word jij onrustig van?",
            ),
            ("h", "Wat schuurde"),
            (
                "p",
                "Soms wil een veiligheidsteam snel een besluit en is het lokale team nog aan het kijken wat er precies speelt. Dat verschil ging pas omlaag toen we elkaars opdracht hardop uitlegden. Het verdween niet, en dat hoefde ook niet.",
            ),
            ("h", "Een vraag om mee te nemen"),
            ("p", "Wie belt er bij jullie op vrijdagmiddag, en wie neemt er op?"),
        ),
    },
    {
        "title": "Eerst de rekening, dan het gesprek",
        "group": "Bestaanszekerheid",
        "themes": ("Bestaanszekerheid",),
        "days_ago": 24,
        "summary": "Een klein potje voor snelle praktische hulp maakt ruimte in het hoofd.",
        "body": (
            (
                "p",
                "Een gebiedsteam kreeg van de gemeente een klein budget dat collega’s zonder aanvraag mogen uitgeven, tot een vast bedrag per huishouden. Een wasmachine, een energierekening, een fiets voor de stage.",
            ),
            ("h", "Wat het deed"),
            (
                "p",
                "Het gesprek werd rustiger. Mensen vertelden eerder wat er nog meer speelde. En collega’s zeiden dat ze weer het gevoel hadden iets te kunnen.",
            ),
            ("h", "Waar je op let"),
            (
                "p",
                "Spreek af dat je achteraf vertelt waarvoor het was, niet vooraf bewijst dat het mag. Doe het met zijn tweeën als je twijfelt. En houd bij wat je tegenkwam dat eigenlijk een regeling had moeten oplossen: dat is een gesprek met de gemeente waard.",
            ),
        ),
    },
    {
        "title": "Wat we leerden van een visite die schuurde",
        "group": "Kritische vriend",
        "themes": ("Vakmanschap",),
        "days_ago": 31,
        "summary": "Een team ging op bezoek bij een ander team en stelde de vraag die niemand stelde.",
        "body": (
            (
                "p",
                "Twee teams die weinig op elkaar lijken bezochten elkaar een dag. Het ene werkt in een stad met veel hoogbouw, het andere in elf dorpen. Vooraf schreven ze elk één vraag op en iets waar ze trots op zijn.",
            ),
            ("h", "Het moment dat schuurde"),
            (
                "p",
                "Een bezoeker vroeg waarom inwoners nergens in het werkoverleg voorkwamen. Het bleef even stil. Aan het eind van de dag was dat de vraag waar iedereen het over had.",
            ),
            ("h", "Wat we een volgende keer weer doen"),
            (
                "p",
                "Samen eten voordat je begint. De gastgever bepaalt wat er naar buiten gaat. En na een halfjaar even bellen: wat is ervan gekomen?",
            ),
        ),
    },
    {
        "title": "Een jaar inloop op school",
        "group": "Jong en gezin",
        "themes": ("Opgroeien en school", "Toegang"),
        "days_ago": 45,
        "summary": "Elke dinsdag zit er iemand van het team op school. Dit zagen we veranderen.",
        "body": (
            (
                "p",
                "Op vier basisscholen zit sinds een jaar op dinsdag een collega van het jeugd- en gezinsteam, in een lokaal met koffie en zonder balie. Ouders lopen binnen, leerkrachten ook.",
            ),
            ("h", "Wat we zagen"),
            (
                "p",
                "De vragen zijn kleiner en komen eerder. Er gaan minder formele meldingen de deur uit, maar we spreken meer gezinnen. Leerkrachten zeggen dat ze minder het gevoel hebben er alleen voor te staan.",
            ),
            ("h", "Wat we niet weten"),
            (
                "p",
                "Of we hiermee ook de gezinnen bereiken die nooit op school komen. Op één school zagen we hen later wel bij de voetbalclub.",
            ),
        ),
    },
    {
        "title": "Verantwoorden met een verhaal én een getal",
        "group": "Sturen en verantwoorden",
        "themes": ("Sturen en verantwoorden",),
        "days_ago": 60,
        "summary": "Vier teams maakten een jaarverslag van acht bladzijden dat de gemeenteraad echt las.",
        "body": (
            (
                "p",
                "Cijfers alleen vertellen niet wat er gebeurde, en verhalen alleen niet hoe vaak. Vier teams spraken af om elk kwartaal vijf verhalen op te schrijven, met toestemming van wie het betrof, en daar drie vaste getallen naast te zetten.",
            ),
            ("h", "Hoe ze het aanpakten"),
            (
                "p",
                "De verhalen werden voorgelezen in een bijeenkomst met raadsleden, inwoners en collega’s. Samen zochten ze naar wat opviel. Pas daarna kwamen de getallen op tafel.",
            ),
            ("h", "Wat het opleverde"),
            (
                "p",
                "Raadsleden stelden andere vragen. Eén gemeente schrapte een productcode. Een andere gemeente wilde juist meer cijfers: daar praten we nog over.",
            ),
        ),
    },
)

NEWS = (
    {
        "title": "Twaalf leergroepen van start",
        "days_ago": 5,
        "summary": "Van veiligheid tot verantwoorden: dit najaar zijn er twaalf leergroepen. Je kunt nog meedoen.",
        "body": "Elke leergroep heeft een eigen ritme en een of twee begeleiders. Sommige groepen zijn open, zodat iedereen kan meelezen. In andere groepen bespreken deelnemers situaties uit hun werk en blijft wat er gezegd wordt binnen de groep. Kijk bij de leergroepen wat bij je past. Twijfel je, bel dan de begeleider.",
    },
    {
        "title": "Wat is er met jullie antwoorden over wachttijden gedaan?",
        "days_ago": 12,
        "summary": "Teams vertelden over wachten op specialistische hulp. Er komt een proef in twee regio’s.",
        "body": "Deze zomer vroeg het ministerie wat teams doen als een gezin maanden moet wachten. Jullie voorbeelden lagen in september op tafel. De reactie: in twee regio’s wordt geprobeerd of een specialist een dagdeel per week bij het lokale team kan zitten. Op de pagina van de vraag lees je wat er precies is afgesproken, en wat niet.",
    },
    {
        "title": "Nieuw: je overzicht per mail, op de dag die jij kiest",
        "days_ago": 20,
        "summary": "Eén mail met wat op jou wacht, wat er met je inbreng is gedaan en wat er nieuw is.",
        "body": "Je krijgt het overzicht op dinsdagochtend, tenzij je iets anders kiest. Staat er niets nieuws in, dan krijg je geen mail. Onderaan elke mail kun je het veranderen zonder in te loggen.",
    },
    {
        "title": "Kom meepraten over het convenant",
        "days_ago": 27,
        "summary": "Een uur in gesprek met collega’s uit het hele land over vier toezeggingen.",
        "body": "We bespreken wat de vier toezeggingen uit het convenant van organisaties vragen, en vooral waar ervaringen uiteenlopen. Je hoeft het niet eens te worden. Wat we horen nemen we mee in de duiding van de landelijke vraag.",
    },
    {
        "title": "Het programmateam is bereikbaar op maandag en donderdag",
        "days_ago": 38,
        "summary": "Bellen mag altijd, ook als je vraag nog niet af is.",
        "body": "We denken graag mee als je naar een landelijke tafel gaat, als je een leergroep wilt beginnen of als je niet weet waar je met een vraag terechtkunt. Op maandag en donderdag neemt er zeker iemand op.",
    },
)
