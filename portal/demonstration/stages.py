"""National questions at the stages between: offered, planned, returned, asked twice. All is invented."""

OFFERED = {
    "name": "Lieke van Oirschot",
    "organization": "Platform Huisarts en Wijk",
    "email": "platform@huisarts-en-wijk.example",
    "wording": "Huisartsen weten vaak niet wie zij bij een lokaal team kunnen bellen. Wat werkt bij jullie om elkaar te leren kennen, en wat juist niet?",
    "use": "We maken er een korte handleiding van voor praktijken die willen beginnen.",
}

PLANNED = {
    "title": "Wat helpt om nieuwe collega’s te laten blijven?",
    "asker": "het bestuur van de Associatie Wijkteams",
    "programme": "Convenant lokale teams",
    "themes": ("Vakmanschap",),
    "wording": "Veel teams zoeken mensen, en verliezen hen soms binnen een jaar. Wat doen jullie in dat eerste jaar, en wat zou je anders doen?",
    "context": "We vragen niet om cijfers over verloop. We zoeken wat je een ander team zou aanraden.",
    "importance": "Wie blijft, kent de straat. Dat bouw je niet opnieuw op met een vacature.",
    "use": "De leergroep over vakmanschap maakt er een avond van, en het bestuur neemt de uitkomst mee naar de opleidingen.",
    "effort_minutes": 10,
    "visibility": "members",
    "sub_questions": (
        ("text", "Wat doen jullie in het eerste jaar?", ()),
        ("text", "Wat zou je anders doen?", ()),
    ),
}

REACHABLE = {
    "title": "Hoe blijven jullie bereikbaar na vijf uur?",
    "asker": "de VNG",
    "programme": "Convenant lokale teams",
    "themes": ("Toegang", "Veiligheid"),
    "wording": "Inwoners zoeken ook ’s avonds en in het weekend hulp. Hoe zijn jullie dan bereikbaar, en wat vraagt dat van mensen?",
    "context": "Het gaat niet om crisisdiensten. Die zijn geregeld.",
    "importance": "Er ligt een voorstel om bereikbaarheid voor te schrijven. Dan helpt het om te weten wat er al is.",
    "use": "De VNG weegt de antwoorden voordat zij een standpunt inneemt.",
    "effort_minutes": 8,
    "visibility": "members",
    "sub_questions": (
        ("text", "Hoe zijn jullie bereikbaar na vijf uur?", ()),
        ("text", "Wat vraagt dat van het team?", ()),
    ),
    "answers": (
        (
            "organization",
            "Eén telefoon die rouleert. Meestal is een kort gesprek genoeg tot morgen.",
            "Een vergoeding, en de afspraak dat je de volgende dag later mag beginnen.",
            "organization",
            True,
        ),
        (
            "organization",
            "Niet. We zeggen eerlijk dat we er morgen weer zijn, en waar je vannacht wel terechtkunt.",
            "Duidelijk zijn. Dat is ook zorg voor je mensen.",
            "named",
            True,
        ),
        (
            "organization",
            "Twee avonden per week staat de deur van het buurthuis open. Daar zit altijd iemand van ons.",
            "Het kost ons een middag. Dat hebben we met de gemeente geruild.",
            "organization",
            True,
        ),
        (
            "personal",
            "Mensen hebben mijn nummer. Ik neem op als ik kan.",
            "Dat ik zelf de grens bewaak. Dat lukt niet altijd.",
            "untraceable",
            True,
        ),
    ),
    "reactions": (("no_room", "Wij verhuizen deze maand."),),
    "synthesis": {
        "passages": (
            (
                "recognized",
                "Teams zoeken een vorm die past bij hun mensen: een telefoon die rouleert, of vaste avonden in het buurthuis.",
                ((0, 0), (2, 0)),
            ),
            (
                "diverging",
                "Of een team ’s avonds bereikbaar is, loopt uiteen. Eén organisatie kiest ervoor dat niet te zijn, en zegt dat er duidelijk bij.",
                ((0, 0), (1, 0), (3, 0)),
            ),
            (
                "failing",
                "Zonder afspraak schuift bereikbaarheid naar wie niet goed nee zegt. Wat wèl kan: uren ruilen met de gemeente.",
                ((2, 1), (3, 1)),
            ),
            ("unknown", "We weten niet hoeveel inwoners ’s avonds iemand zoeken en niemand vinden.", ()),
        ),
        "quotes": (("diverging", 1, 1, "Dat is ook zorg voor je mensen"),),
        "labels": (("grenzen bewaken", "failing", ((1, 1), (3, 1))),),
        "left_out": (),
    },
    # Who of the answers says what of which passage.
    "verdicts": (
        (0, 0, "right", ""),
        (
            1,
            1,
            "nuance",
            "Wij zijn wel bereikbaar voor gezinnen die we al kennen. Niet voor nieuwe vragen.",
        ),
        (2, 0, "right", ""),
        (2, 2, "nuance", "Dat ruilen lukte pas na een jaar praten. Schrijf er niet bij dat het zomaar kan."),
    ),
}

NEIGHBOURS = {
    "title": "Wanneer is iets een taak voor buren, en wanneer voor jullie?",
    "asker": "het ministerie van VWS",
    "programme": "Hervormingsagenda Jeugd",
    "themes": ("Sturen en verantwoorden",),
    "wording": "In beleid staat vaak dat mensen elkaar meer kunnen helpen. Wanneer werkt dat in jullie wijk, en wanneer schuif je iets op mensen af?",
    "context": "Het ministerie wil weten waar de grens ligt, niet hoeveel er bespaard wordt.",
    "importance": "Over de buurt wordt veel opgeschreven door wie er niet komt.",
    "use": "Het ministerie gebruikt de antwoorden bij een brief over de sociale basis.",
    "effort_minutes": 10,
    "visibility": "members",
    "sub_questions": (
        ("text", "Wanneer werkt het dat buren elkaar helpen?", ()),
        ("text", "Wanneer niet?", ()),
    ),
    "answers": (
        (
            "organization",
            "Als wij erbij blijven. Een buurvrouw kookt graag, zolang zij weet wie ze kan bellen.",
            "Bij schulden. Dan gaat het geld tussen buren in staan.",
            "organization",
            True,
        ),
        (
            "organization",
            "In de dorpen gaat het vanzelf, en soms te ver: iedereen weet alles.",
            "Als iemand zich schaamt.",
            "untraceable",
            True,
        ),
        (
            "organization",
            "Als er een plek is waar je elkaar tegenkomt. Zonder buurthuis gebeurt er bij ons weinig.",
            "Als de gemeente het inboekt als besparing.",
            "named",
            True,
        ),
        (
            "personal",
            "Ik vraag het altijd eerst aan de mensen zelf. Vaak hebben zij al iemand.",
            "Als ik het vraag omdat ik zelf geen tijd heb.",
            "named",
            True,
        ),
    ),
    "reactions": (("not_for_us", "Wij werken niet in wijken."),),
    "synthesis": {
        "passages": (
            (
                "recognized",
                "Buren helpen elkaar makkelijker als het team in de buurt blijft en er een plek is om elkaar te ontmoeten.",
                ((0, 0), (2, 0)),
            ),
            (
                "diverging",
                "In dorpen gaat het soms vanzelf, en soms te ver. Dat hangt af van wie wat van elkaar weet.",
                ((1, 0), (1, 1)),
            ),
            (
                "failing",
                "Bij schulden en schaamte werkt het niet. Het gaat ook mis als het als besparing is ingeboekt.",
                ((0, 1), (1, 1), (2, 1)),
            ),
            ("signals", "Iemand vraagt zich af of zij het vraagt omdat zij zelf geen tijd heeft.", ((3, 1),)),
        ),
        "quotes": (("recognized", 0, 0, "zolang zij weet wie ze kan bellen"),),
        "labels": (("plek in de buurt", "", ((2, 0),)),),
        "left_out": (),
    },
    "second_round": {
        "title": "Buren of team: waarvan hangt het bij jullie af?",
        "wording": "In de eerste ronde liepen de ervaringen uiteen: in het ene dorp gaat het vanzelf, in het andere te ver. Waarvan hangt dat bij jullie af, en wat zeg je tegen wie het graag als besparing ziet?",
        "sub_questions": (
            ("text", "Waarvan hangt het bij jullie af?", ()),
            ("text", "Wat zeg je tegen wie er een besparing in ziet?", ()),
        ),
    },
}
