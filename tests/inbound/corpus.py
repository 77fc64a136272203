"""
Three hundred mails of our own making, each with what must become of it.

Every mail has a member and a letter of its own, so that what one does says nothing of another. All
people are made up. ``build`` gets the addresses of that letter and returns the mail as it came in.
"""

# ruff: noqa: E501 - mail programs do not break their lines for us

import io
import zipfile
from base64 import encodebytes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.header import Header
from quopri import encodestring

from tests.inbound.programs import LETTER, NEW, PORTAL, PROGRAMS, quoted

HOST = "mx.example.org"
EOL = b"\r\n"


@dataclass(frozen=True)
class Place:
    """The addresses that one mail has to do with."""

    number: int
    member: str
    answer: str
    bounce: str
    stop: str
    message_id: str

    @property
    def proof(self) -> str:
        return f"{HOST}; dmarc=pass header.from={self.member.partition('@')[2]}"


@dataclass(frozen=True)
class Case:
    """A mail, and what must become of it: ``taken`` with exactly ``text``, or one of the other ends."""

    name: str
    end: str
    build: Callable[[Place], bytes]
    text: str = ""
    is_proven: bool = True
    files: tuple[str, ...] = ()


def cases() -> list[Case]:
    """Return all of them, each under a name of its own."""
    found = [*_programs(), *_charsets(), *_structures(), *_headers(), *_machines(), *_spoofs(), *_hostile()]
    found += _elsewhere()
    assert len({case.name for case in found}) == len(found)
    return found


# --- putting a mail together


def head(place: Place, **changed: str | None) -> bytes:
    """Return the headers of a reply; a header that is given as None is left out."""
    named: dict[str, str | None] = {
        "Return-Path": f"<{place.member}>",
        "Authentication-Results": place.proof,
        "From": f"Lid Nummer {place.number} <{place.member}>",
        "To": f"Associatie Wijkteams <{place.answer}>",
        "Subject": "RE: Antwoord gevraagd",
        "Message-ID": f"<corpus{place.number}@example.org>",
        "Date": "Mon, 9 Nov 2026 10:00:00 +0100",
        "MIME-Version": "1.0",
    }
    for name, value in changed.items():
        named[name.replace("_", "-")] = value
    lines = [f"{name}: {value}" for name, value in named.items() if value is not None]
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")


def whole(place: Place, body: bytes = NEW.encode(), **headers: str | None) -> bytes:
    kind = {"Content_Type": "text/plain; charset=utf-8", "Content_Transfer_Encoding": "8bit"}
    return head(place, **(kind | headers)) + EOL + _crlf(body)


def _crlf(body: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").replace(b"\n", EOL)


def _plain(name: str, end: str = "taken", text: str = NEW, **more) -> Case:
    """Return a case whose mail is an ordinary one with other headers."""
    body = more.pop("body", text.encode())
    is_proven, headers = more.pop("is_proven", True), more.pop("headers", {})

    def build(place: Place) -> bytes:
        given = headers(place) if callable(headers) else headers
        return whole(place, body, **given)

    return Case(name, end, build, text if end == "taken" else "", is_proven)


# --- what mail programs make of an answer

TEXTS = {
    "dutch": NEW,
    "short": "Ja, graag.",
    "list": "Drie dingen vallen op:\n\n- de wachttijd is 12 weken\n- er is geen vaste huisarts\n- cliënten bellen zelf",
    "english": "We see the same here.\n\nThe waiting time is longer than a year ago: 14 weeks, not 9.",
}

# In these each line is a paragraph of its own.
PARAGRAPHS = {"outlook_desktop_html_only", "thunderbird_html_below"}


def _programs() -> Iterator[Case]:
    for program in PROGRAMS:
        for kind, text in TEXTS.items():
            name = program.__name__
            files = ("a.pdf",) if name == "with_letter_attached" else ()
            said = "\n\n".join(filter(None, text.split("\n"))) if name in PARAGRAPHS else text
            yield Case(f"{name} {kind}", "taken", _answer(program, text), said, files=files)


def _answer(program, text: str) -> Callable[[Place], bytes]:
    def build(place: Place) -> bytes:
        made, _, body = program(text, LETTER).partition(b"\r\n\r\n")
        made = made.replace(b"cor@example.org", place.member.encode()).replace(
            b"<a1@example.org>", f"<corpus{place.number}@example.org>".encode()
        )
        made = made.replace(PORTAL.encode(), f"Associatie Wijkteams <{place.answer}>".encode())
        return f"Authentication-Results: {place.proof}\r\n".encode() + made + EOL + EOL + body

    return build


# --- how words are written down

SAID = "Wij zien één ding: wachttijd is “lang”, € 12 – of méér."
LATIN = "Wij zien één ding: wachttijd is lang, of méér."
CHARSETS = {
    "utf-8": ("utf-8", SAID),
    "utf8 without dash": ("utf8", SAID),
    "quoted name": ('"UTF-8"', SAID),
    "latin-1": ("iso-8859-1", LATIN),
    "latin-9": ("iso-8859-15", LATIN),
    "windows": ("windows-1252", SAID),
    "cp1252": ("cp1252", SAID),
    "macintosh": ("macintosh", LATIN),
    "cp850": ("cp850", LATIN),
    "latin-1 that is windows": ("iso-8859-1", SAID, "windows-1252"),
    "ascii that is utf-8": ("us-ascii", SAID, "utf-8"),
    "utf-8 that is windows": ("utf-8", SAID, "windows-1252"),
    "unknown that is utf-8": ("x-onbekend", SAID, "utf-8"),
    "unknown that is windows": ("unknown-8bit", SAID, "windows-1252"),
    "none that is utf-8": ("", SAID, "utf-8"),
    "none that is windows": ("", SAID, "windows-1252"),
    "utf-8 with mark": ("utf-8", SAID, "utf-8-sig"),
    "utf-16": ("utf-16", SAID),
}
CODINGS = {
    "8bit": lambda octets: octets,
    "quoted-printable": encodestring,
    "base64": encodebytes,
}


def _charsets() -> Iterator[Case]:
    for name, (declared, text, *real) in CHARSETS.items():
        for coding, encode in CODINGS.items():
            if name == "utf-16" and coding != "base64":
                continue
            octets = encode(text.encode(real[0] if real else declared.strip('"')))
            kind = f"text/plain; charset={declared}" if declared else "text/plain"
            headers = {"Content_Type": kind, "Content_Transfer_Encoding": coding}
            yield _plain(f"{name}, {coding}", text=text, body=octets, headers=headers)
    markup = f"<html><body><p>{LATIN}</p></body></html>"
    for declared in ("utf-8", "windows-1252", "iso-8859-15"):
        headers = {"Content_Type": f"text/html; charset={declared}", "Content_Transfer_Encoding": "8bit"}
        yield _plain(f"html in {declared}", text=LATIN, body=markup.encode(declared), headers=headers)


# --- of what parts a mail is made


def _parts(*parts: tuple[str, bytes], kind: str = "mixed", edge: str = "rand", end: bool = True) -> bytes:
    pieces = [f"--{edge}\r\nContent-Type: {made_of}\r\n\r\n".encode() + body + EOL for made_of, body in parts]
    return b"".join(pieces) + (f"--{edge}--\r\n".encode() if end else b"")


def _made_of(name: str, body: bytes, kind: str = 'multipart/mixed; boundary="rand"', **more) -> Case:
    headers = {"Content_Type": kind, "Content_Transfer_Encoding": None}

    def build(place: Place) -> bytes:
        return head(place, **headers) + EOL + body

    return Case(name, "taken", build, more.get("text", NEW), files=more.get("files", ()))


TEXT = ("text/plain; charset=utf-8", _crlf(NEW.encode()))
HTML = ("text/html; charset=utf-8", b"<p>Iets anders</p>")


def _file(kind: str, name: str, content: bytes = b"AAAA") -> tuple[str, bytes]:
    made_of = f'{kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\nContent-Transfer-Encoding: base64'
    return made_of, encodebytes(content)


ATTACHED = {
    "pdf": ("application/pdf", "plan.pdf"),
    "calendar": ("text/calendar", "overleg.ics"),
    "card": ("text/vcard", "cor.vcf"),
    "picture": ("image/png", "foto.png"),
    "word": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "notitie.docx"),
    "winmail": ("application/ms-tnef", "winmail.dat"),
    "text": ("text/plain", "lijst.txt"),
    "page": ("text/html", "pagina.html"),
    "program": ("application/x-msdownload", "rekening.exe"),
    "path": ("application/pdf", "../../etc/plan.pdf"),
}


def _structures() -> Iterator[Case]:
    for name, (kind, file) in ATTACHED.items():
        yield _made_of(f"with a {name}", _parts(TEXT, _file(kind, file)), files=(file,))
    alternative = ('multipart/alternative; boundary="ander"', _parts(TEXT, HTML, edge="ander"))
    related = 'multipart/related; boundary="ander"'
    inline = ("image/png\r\nContent-Disposition: inline; filename=logo.png\r\nContent-ID: <logo>", b"AAAA")
    signature = ("application/pgp-signature", b"-----BEGIN PGP SIGNATURE-----")
    yield _made_of("two forms", _parts(TEXT, HTML), 'multipart/alternative; boundary="rand"')
    yield _made_of(
        "two forms and a file", _parts(alternative, _file("application/pdf", "a.pdf")), files=("a.pdf",)
    )
    yield _made_of("with a logo", _parts((related, _parts(TEXT, inline, edge="ander")), kind="mixed"))
    yield _made_of(
        "signed by pgp",
        _parts(TEXT, signature),
        'multipart/signed; boundary="rand"; protocol="application/pgp-signature"',
    )
    yield _made_of(
        "signed by smime",
        _parts(TEXT, _file("application/pkcs7-signature", "smime.p7s")),
        'multipart/signed; boundary="rand"',
        files=("smime.p7s",),
    )
    yield _made_of(
        "text beside an empty page",
        _parts(TEXT, ("text/html", b"")),
        'multipart/alternative; boundary="rand"',
    )
    page = (
        "text/html; charset=utf-8",
        "".join(f"<p>{line or '&nbsp;'}</p>" for line in NEW.split("\n")).encode(),
    )
    yield _made_of(
        "page beside an empty text",
        _parts(("text/plain", b""), page),
        'multipart/alternative; boundary="rand"',
    )
    yield _made_of(
        "text in two parts", _parts(("text/plain", b"Een."), ("text/plain", b"Twee.")), text="Een.\nTwee."
    )
    yield _made_of("without a last edge", _parts(TEXT, end=False))
    yield _made_of("with words around the parts", b"Dit is MIME.\r\n" + _parts(TEXT) + b"\r\nNog iets.\r\n")
    yield _made_of(
        "deep, as programs do",
        _parts(('multipart/mixed; boundary="ander"', _parts(alternative_in("derde"), edge="ander"))),
    )
    yield _made_of(
        "empty lines in the edge",
        _parts(TEXT, edge="=_een vreemde:rand"),
        'multipart/mixed; boundary="=_een vreemde:rand"',
    )
    yield _made_of(
        "mail sent along", _parts(TEXT, ("message/rfc822", b"Subject: Oud\r\n\r\nOude woorden.\r\n"))
    )
    yield _made_of("read receipt beside", _parts(TEXT, ("text/rfc822-headers", b"Subject: Oud\r\n")))
    for name, kind in {
        "no kind": None,
        "broken kind": "text",
        "kind of nothing": "onzin/onzin; =",
        "twice plain": "text/plain; charset=utf-8; charset=x",
    }.items():
        if kind != "onzin/onzin; =":
            yield _plain(name, text="Dit zijn gewone woorden.", headers={"Content_Type": kind})
    flowed = b"Dit is een lange regel die het programma \r\nzelf heeft afgebroken, zegt zij.\r\n"
    yield _plain(
        "flowed",
        text="Dit is een lange regel die het programma zelf heeft afgebroken, zegt zij.",
        body=flowed,
        headers={"Content_Type": "text/plain; charset=utf-8; format=flowed"},
    )


def alternative_in(edge: str) -> tuple[str, bytes]:
    return f'multipart/alternative; boundary="{edge}"', _parts(TEXT, HTML, edge=edge)


# --- what stands above a mail


def _headers() -> Iterator[Case]:
    yield _plain("no message-id", headers={"Message_ID": None})
    yield _plain("no date", headers={"Date": None})
    yield _plain("no subject", headers={"Subject": None})
    yield _plain("no version", headers={"MIME_Version": None})
    yield _plain("empty subject", headers={"Subject": ""})
    yield _plain(
        "encoded subject", headers={"Subject": Header("RE: Wachttijd – één loket", "utf-8").encode()}
    )
    yield _plain("raw subject", headers={"Subject": "RE: Wachttijd – één loket"})
    yield _plain("broken subject", headers={"Subject": "=?utf-8?b?=?= =?x-onbekend?q?a?="})
    yield _plain("endless subject", headers={"Subject": "RE: " * 3000})
    yield _plain("folded subject", headers={"Subject": "RE: Wachttijd\r\n en\r\n\tloket"})
    yield _plain(
        "encoded name",
        headers=lambda place: {"From": f"{Header('Zoë van Één', 'utf-8').encode()} <{place.member}>"},
    )
    yield _plain("raw name", headers=lambda place: {"From": f"Zoë van Één <{place.member}>"})
    yield _plain(
        "name in quotes with an address", headers=lambda place: {"From": f'"x@example.com" <{place.member}>'}
    )
    yield _plain("only an address", headers=lambda place: {"From": place.member})
    yield _plain("sender in capitals", headers=lambda place: {"From": place.member.upper()})
    yield _plain("recipient in capitals", headers=lambda place: {"To": place.answer.upper()})
    yield _plain(
        "recipient in copy",
        headers=lambda place: {"To": "collega@example.com", "Cc": f"Portaal <{place.answer}>"},
    )
    yield _plain(
        "recipient among many", headers=lambda place: {"To": f"a@example.com, {place.answer}, b@example.com"}
    )
    yield _plain(
        "recipient only delivered",
        headers=lambda place: {"To": "undisclosed-recipients:;", "Delivered_To": place.answer},
    )
    yield _plain("recipient only original", headers=lambda place: {"To": None, "X_Original_To": place.answer})
    yield _plain(
        "many references", headers={"References": " ".join(f"<{n}@example.org>" for n in range(500))}
    )
    yield _plain("answer to somewhere else", headers={"Reply_To": "elders@example.com"})
    yield _plain("high priority", headers={"X_Priority": "1", "Importance": "high"})
    yield _plain("not automatic, it says", headers={"Auto_Submitted": "no"})
    yield _plain("about an absence", headers={"Subject": "RE: Afwezig bij overleg?"})
    yield _plain("about being away", headers={"Subject": "Afwezig bij overleg, hoe lossen jullie dat op?"})
    yield _plain("about automatic answers", headers={"Subject": "RE: Automatisch antwoord van de gemeente"})
    yield _plain("asks for a receipt", headers=lambda place: {"Disposition_Notification_To": place.member})
    yield _plain("marked as spam elsewhere", headers={"X_Spam_Flag": "YES"})
    yield _plain("nobody proved it", headers={"Authentication_Results": f"{HOST}; none"}, is_proven=False)
    yield _plain("no host said anything", headers={"Authentication_Results": None}, is_proven=False)
    yield _plain(
        "another host proved it",
        headers={"Authentication_Results": "mx.example.com; dmarc=pass"},
        is_proven=False,
    )


# --- what no person wrote


def _machines() -> Iterator[Case]:
    marks = {
        "replied": {"Auto_Submitted": "auto-replied"},
        "generated": {"Auto_Submitted": "auto-generated"},
        "notified": {"Auto_Submitted": "Auto-Notified; owner=x"},
        "autoreply": {"X_Autoreply": "yes"},
        "autorespond": {"X_Autorespond": "Afwezig"},
        "suppress": {"X_Auto_Response_Suppress": "All"},
        "bulk": {"Precedence": "bulk"},
        "junk": {"Precedence": "junk"},
        "auto_reply": {"Precedence": "auto_reply"},
        "list": {"List_Id": "<nieuws.example.org>"},
        "loop": {"X_Loop": "portaal"},
        "nobody": {"Return_Path": "<>"},
    }
    for name, headers in marks.items():
        yield _plain(f"machine: {name}", "machine", headers=headers)
    for subject in (
        "Automatisch antwoord: Vraag", "Automatic reply: Vraag", "Automatische reactie: Vraag", "Out of office: Vraag",
        "Afwezig: vakantie", "Afwezig t/m 12 november", "Afwezigheidsbericht", "Afwezigheidsmelding: Cor",
        "Undeliverable: Vraag", "Onbestelbaar: Vraag", "Niet bestelbaar: Vraag", "Delivery Status Notification (Failure)",
        "Mail delivery failed: returning message to sender", "Out of the office",
    ):  # fmt: skip
        yield _plain(f"machine: {subject}", "machine", headers={"Subject": subject})
    for sender in (
        "MAILER-DAEMON@example.org",
        "postmaster@example.org",
        "no-reply@example.org",
        "noreply+x@example.org",
    ):
        yield _plain(f"machine: {sender}", "machine", headers={"From": sender})
    yield _plain(
        "machine: raw subject", "machine", headers={"Auto_Submitted": "x", "Subject": "\udcff\udcfe"}
    )
    nested = _nested(600)
    yield Case("machine: six hundred deep", "machine", lambda place: head(place, Auto_Submitted="x") + nested)
    yield _plain("machine: ourselves", "machine", headers=lambda place: {"From": place.answer})
    yield _plain("machine: our sender", "machine", headers={"From": "portaal@localhost"})
    yield _plain("machine: nobody at all", "machine", headers={"From": None})
    yield Case("bounce: to the letter", "bounce", lambda place: _report(place, place.bounce))
    yield Case("bounce: to the answer", "bounce", lambda place: _report(place, place.answer))
    yield _plain("bounce: words of a server", "bounce", headers={"X_Failed_Recipients": "x@example.org"})
    yield _plain("bounce: just words", "machine", headers=lambda place: {"To": place.bounce})


def _report(place: Place, recipient: str) -> bytes:
    status = f"Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; {place.member}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 Onbekend\r\n"
    body = _parts(("text/plain", b"Niet bezorgd."), ("message/delivery-status", status.encode()))
    kind = 'multipart/report; report-type=delivery-status; boundary="rand"'
    sender = "Mail Delivery System <MAILER-DAEMON@mx.example.com>"
    return head(place, From=sender, To=recipient, Return_Path="<>", Content_Type=kind) + EOL + body


# --- what may be somebody else's


def _spoofs() -> Iterator[Case]:
    elsewhere = "indringer@example.com"
    yield _plain("spoof: another address", "held", headers={"From": elsewhere})
    yield _plain(
        "spoof: her name, another address",
        "held",
        headers=lambda place: {"From": f'"{place.member}" <{elsewhere}>'},
    )
    yield _plain(
        "spoof: forged",
        "held",
        headers=lambda place: {"Authentication_Results": f"{HOST}; dmarc=fail header.from=example.org"},
    )
    yield _plain(
        "spoof: spf failed",
        "held",
        headers={"Authentication_Results": f"{HOST}; spf=fail smtp.mailfrom=example.org"},
    )
    yield _plain("spoof: two senders", "held", headers=lambda place: {"From": f"{place.member}, {elsewhere}"})
    yield _plain(
        "spoof: sender twice", "held", headers=lambda place: {"From": f"{elsewhere}\r\nFrom: {place.member}"}
    )
    yield _plain(
        "spoof: sender beside", "held", headers=lambda place: {"From": elsewhere, "Sender": place.member}
    )
    yield _plain(
        "spoof: answers to her", "held", headers=lambda place: {"From": elsewhere, "Reply_To": place.member}
    )
    yield _plain("spoof: looks alike", "held", headers=lambda place: {"From": place.member.replace("e", "е")})
    yield _plain(
        "spoof: part of her domain",
        "held",
        headers=lambda place: {"From": place.member.replace("@", "@mail.")},
    )
    yield _plain(
        "spoof: her own proof below ours",
        "held",
        headers=lambda place: {
            "Authentication_Results": f"{HOST}; dmarc=fail\r\nAuthentication-Results: {place.proof}"
        },
    )
    yield _plain(
        "spoof: proof in a comment",
        headers=lambda place: {
            "Authentication_Results": f"{HOST}; spf=none (x; {place.proof[len(HOST) + 2 :]})"
        },
        is_proven=False,
    )
    yield _plain(
        "spoof: proof in quotes",
        headers=lambda place: {
            "Authentication_Results": f'{HOST}; spf=none smtp.mailfrom="; {place.proof[len(HOST) + 2 :]}"'
        },
        is_proven=False,
    )
    yield _plain(
        "spoof: by reference only",
        "held",
        headers=lambda place: {
            "To": "portaal@localhost",
            "In_Reply_To": place.message_id,
            "Authentication_Results": None,
        },
    )
    yield _plain(
        "answer to our sender",
        headers=lambda place: {"To": "portaal@localhost", "In_Reply_To": place.message_id},
    )


# --- what is meant to break us


def _nested(depth: int) -> bytes:
    edges = (f'Content-Type: multipart/mixed; boundary="r{n}"\r\n\r\n--r{n}\r\n' for n in range(depth))
    return "".join(edges).encode()


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("groot.txt", b"0" * 30_000_000)
    return packed.getvalue()


def _hostile() -> Iterator[Case]:
    yield _made_of(
        "hostile: zip bomb",
        _parts(TEXT, _file("application/zip", "groot.zip", _bomb())),
        files=("groot.zip",),
    )
    yield _made_of("hostile: a thousand parts", _parts(TEXT, *[("application/x-niets", b"x")] * 1000))
    yield _made_of(
        "hostile: many files",
        _parts(TEXT, *[_file("application/pdf", f"{n}.pdf") for n in range(20)]),
        files=tuple(f"{n}.pdf" for n in range(20)),
    )
    yield _made_of(
        "hostile: broken base64",
        _parts(
            TEXT,
            (
                "application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64",
                b"\xff=!=",
            ),
        ),
        files=("a.pdf",),
    )
    deep = _nested(3000)
    yield Case("hostile: three thousand deep", "taken", lambda place: head(place) + deep + b"\r\nDag")
    yield _made_of(
        "hostile: one edge for all",
        b'--rand\r\nContent-Type: multipart/mixed; boundary="rand"\r\n\r\n' * 200 + _parts(TEXT),
        text="",
    )
    yield _made_of("hostile: no edge named", _parts(TEXT), "multipart/mixed", text="")
    yield _plain(
        "hostile: forty megabytes", body=NEW.encode() + b"\r\n-- \r\n" + (b"x" * 998 + b"\r\n") * 40_000
    )
    yield _plain("hostile: a header of a megabyte", headers={"X_Groot": "x" * 150_000})
    yield _plain("hostile: ten thousand headers", headers={f"X_{n}": "a" for n in range(10_000)})
    yield _plain(
        "hostile: zero bytes",
        text="Wij zien dit.",
        body=b"Wij =00zien=00 dit.",
        headers={"Content_Transfer_Encoding": "quoted-printable"},
    )
    yield _plain("hostile: control signs", text="Wij zien dit.", body="Wij \x1b\x07zien\u200b dit.".encode())
    yield _plain("hostile: turned around", text="Wij zien \u202etid.", body="Wij zien \u202etid.".encode())
    for charset in (
        "idna",
        "punycode",
        "unicode-escape",
        "undefined",
        "utf-7",
        "rot13",
        "zip",
        "hex",
        "x\x00y",
    ):
        yield _plain(
            f"hostile: charset {charset!r}",
            text="Gewone woorden.",
            headers={"Content_Type": f"text/plain; charset={charset}"},
        )
    yield _plain(
        "hostile: uuencode", text="Gewone woorden.", headers={"Content_Transfer_Encoding": "x-onzin"}
    )
    page = {"Content_Type": "text/html; charset=utf-8"}
    yield _plain(
        "hostile: script",
        text="Gewone woorden.",
        body=b"<p>Gewone <script>alert(1)</script>woorden.</p><style>p{}</style>",
        headers=page,
    )
    yield _plain(
        "hostile: pictures elsewhere",
        text="Gewone woorden.",
        body=b'<p onclick="x()">Gewone woorden.<img src="https://volg.example/x.gif"></p>',
        headers=page,
    )
    yield _plain(
        "hostile: deep page",
        text="Gewone woorden.",
        body=b"<div>" * 20_000 + b"Gewone woorden." + b"</div>" * 20_000,
        headers=page,
    )
    yield _plain(
        "hostile: broken page",
        text="Gewone woorden.<![onzin[",
        body=b"<p>Gewone woorden.<![onzin[",
        headers=page,
    )
    yield _plain(
        "hostile: never-ending tag",
        text="Gewone woorden.<p class='" + "a" * 50_000,
        body=b"Gewone woorden.<p class='" + b"a" * 50_000,
        headers=page,
    )
    slow = "Op " * 3000
    yield _plain("hostile: slow to read", text=f"Dag.\n\n{slow.strip()}", body=f"Dag.\n\n{slow}".encode())
    yield _plain(
        "hostile: many greetings",
        text="Groet\n\n" * 29 + "Dat was het dan, mensen van de wijk.",
        body=("Groet\n\n" * 30 + "Dat was het dan, mensen van de wijk.").encode(),
    )
    for name, body in {
        "nothing": b"",
        "white": b"\n \n\t\n",
        "only our letter": LETTER.encode(),
        "only quoted": quoted(LETTER).encode(),
        "only a name": b"Met vriendelijke groet,\n\nCor Contact\n",
    }.items():
        yield _plain(f"empty: {name}", text="", body=body)


# --- what goes elsewhere


def _elsewhere() -> Iterator[Case]:
    yield _plain("stop: by mail", "stopped", headers=lambda place: {"To": place.stop})
    yield _plain(
        "stop: by a machine",
        "stopped",
        headers=lambda place: {"To": place.stop, "Auto_Submitted": "auto-generated"},
    )
    yield _plain(
        "unknown: no such token", "unknown", headers={"To": "antwoord+1-aaaaaaaaaaaaaaaa@post.example.org"}
    )
    yield _plain("unknown: no such box", "unknown", headers={"To": "zomaar@post.example.org"})
    yield _plain("unknown: our sender", "unknown", headers={"To": "portaal@localhost"})
    yield _plain(
        "unknown: token of another domain",
        "unknown",
        headers=lambda place: {"To": place.answer.replace("post.", "mail.")},
    )
    yield _plain(
        "stranger", "stranger", headers={"To": "groep+wijk@post.example.org", "From": "vreemde@example.com"}
    )
    yield _plain(
        "stranger: forged",
        "forged stranger",
        headers={
            "To": "groep+wijk@post.example.org",
            "From": "ander@example.com",
            "Authentication_Results": f"{HOST}; dmarc=fail",
        },
    )
    yield _plain("group: proven", "grouped", headers={"To": "groep+wijk@post.example.org"})
    yield _plain(
        "group: not proven",
        "held",
        headers={"To": "groep+wijk@post.example.org", "Authentication_Results": None},
    )
    yield _plain("group: none such", "unknown", headers={"To": "groep+onbekend@post.example.org"})
    yield _plain("refused", "refused", text="Ik weiger dit stellig.")
    yield _plain("gone", "unknown", text="Dit gesprek is al weg.")
    yield _plain("wants proof", "held", text="Dit moet zeker zijn.", headers={"Authentication_Results": None})
