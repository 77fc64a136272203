"""Mails as mail programs make them when somebody answers a letter of ours; all people are made up."""

# ruff: noqa: E501 - mail programs do not break their lines for us

from base64 import encodebytes
from html import escape
from quopri import encodestring

from mailing.replies import MARKER

LETTER = f"""-- {MARKER} --

Dag Cor Contact,

De VNG vraagt: Wat merken jullie van het convenant?

Antwoorden kan tot vrijdag 20 november 2026, 17.00 uur. Het kost ongeveer tien minuten van je tijd, niet meer.

Lees de hele vraag op het portaal:
https://portaal.example.org/landelijke-vragen/3/

-- \nAssociatie Wijkteams
https://portaal.example.org/

Je krijgt dit omdat je contactpersoon bent van een organisatie die deze vraag krijgt."""

NEW = """Beste mensen,

Bij ons duurt de toeleiding nu korter. De huisarts belt ons rechtstreeks.

Wat niet werkt: twee loketten naast elkaar."""

PORTAL = "Associatie Wijkteams <antwoord+3-abc@post.example.org>"


def mail(body: bytes, content_type: str = "text/plain; charset=utf-8", coding: str = "8bit") -> bytes:
    """Put headers above a body."""
    head = (
        "Return-Path: <cor@example.org>\r\nFrom: Cor Contact <cor@example.org>\r\n"
        f"To: {PORTAL}\r\nSubject: RE: Antwoord gevraagd\r\nMessage-ID: <a1@example.org>\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n"
    )
    return head.encode() + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def quoted(letter: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in letter.split("\n"))


def as_html(text: str, tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(line) or '&nbsp;'}</{tag}>\n" for line in text.split("\n"))


def gmail_dutch(new: str, letter: str) -> bytes:
    said = "Op ma 2 nov 2026 om 10:00 schreef Associatie Wijkteams <\nantwoord+3-abc@post.example.org>:"
    return mail(f"{new}\n\n{said}\n\n{quoted(letter)}\n".encode())


def gmail_english(new: str, letter: str) -> bytes:
    said = (
        "On Mon, Nov 2, 2026 at 10:00\u202fAM Associatie Wijkteams <antwoord+3-abc@post.example.org>\nwrote:"
    )
    return mail(encodestring(f"{new}\n\n{said}\n\n{quoted(letter)}\n".encode()), coding="quoted-printable")


def gmail_html_only(new: str, letter: str) -> bytes:
    body = (
        f'<div dir="ltr">{as_html(new, "div")}<div><br></div><div class="gmail_signature">Cor Contact<br>06 12345678'
        '</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        "Op ma 2 nov 2026 om 10:00 schreef Associatie Wijkteams &lt;"
        '<a href="mailto:antwoord@post.example.org">antwoord@post.example.org</a>&gt;:<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{as_html(letter)}</blockquote></div>'
    )
    return mail(encodebytes(body.encode()), "text/html; charset=utf-8", "base64")


def outlook_desktop_dutch(new: str, letter: str) -> bytes:
    history = (
        "Van: Associatie Wijkteams <antwoord+3-abc@post.example.org> \nVerzonden: maandag 2 november 2026 10:00\n"
        "Aan: Cor Contact <cor@example.org>\nOnderwerp: Antwoord gevraagd tot vrijdag 20 november"
    )
    signature = (
        "Met vriendelijke groet,\n\nCor Contact\nTeamleider wijkteam Oost\n\nT 0570 123 456 | M 06 12345678\n"
        "Postbus 12, 7400 AA Deventer\nwww.wijkteamoost.example.org\nWerkdagen: maandag, dinsdag en donderdag\n\n"
        "De informatie in dit e-mailbericht is vertrouwelijk en uitsluitend bestemd voor de geadresseerde. Als u dit "
        "bericht ten onrechte hebt ontvangen, verzoeken wij u het te verwijderen."
    )
    body = f"{new}\n\n{signature}\n\n{history}\n\n{letter}\n"
    return mail(body.encode("windows-1252"), 'text/plain; charset="Windows-1252"')


def outlook_desktop_html_only(new: str, letter: str) -> bytes:
    body = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="us-ascii"><style><!-- p.MsoNormal'
        ' {margin:0cm;} --></style><!--[if gte mso 9]><xml></xml><![endif]--></head><body lang="NL">'
        f'<div class="WordSection1">{_mso(new)}<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
        '<p class="MsoNormal">Met vriendelijke groet,<o:p></o:p></p><p class="MsoNormal">Cor Contact<o:p></o:p></p>'
        '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>'
        "Van:</b> Associatie Wijkteams &lt;antwoord@post.example.org&gt; <br><b>Verzonden:</b> maandag 2 november 2026 "
        "10:00<br><b>Aan:</b> Cor Contact<br><b>Onderwerp:</b> Antwoord gevraagd<o:p></o:p></p></div></div>"
        f"{_mso(letter)}</div></body></html>"
    )
    return mail(
        encodestring(body.encode("ascii", "xmlcharrefreplace")),
        "text/html; charset=us-ascii",
        "quoted-printable",
    )


def _mso(text: str) -> str:
    return "".join(
        f'<p class="MsoNormal">{escape(line) or "&nbsp;"}<o:p></o:p></p>\n' for line in text.split("\n")
    )


def outlook_desktop_english(new: str, letter: str) -> bytes:
    history = (
        "-----Original Message-----\nFrom: Associatie Wijkteams <antwoord+3-abc@post.example.org> \n"
        "Sent: Monday, November 2, 2026 10:00 AM\nTo: Cor Contact <cor@example.org>\nSubject: Antwoord gevraagd"
    )
    return mail(f"{new}\n\nKind regards,\nCor\n\n{history}\n\n{letter}\n".encode())


def outlook_new_dutch(new: str, letter: str) -> bytes:
    body = (
        '<html><body dir="ltr"><div class="elementToProof">'
        + as_html(new, "div")
        + '</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>Van:</b> '
        "Associatie Wijkteams &lt;antwoord@post.example.org&gt;<br><b>Verzonden:</b> maandag 2 november 2026 10:00<br>"
        f"<b>Aan:</b> Cor Contact<br></font></div>{as_html(letter)}</body></html>"
    )
    return mail(encodebytes(body.encode()), "text/html; charset=utf-8", "base64")


def outlook_web_plain(new: str, letter: str) -> bytes:
    history = (
        "________________________________\nVan: Associatie Wijkteams <antwoord+3-abc@post.example.org>\n"
        "Verzonden: maandag 2 november 2026 10:00\nAan: Cor Contact <cor@example.org>\nOnderwerp: Antwoord gevraagd"
    )
    return mail(f"{new}\n{history}\n\n{letter}\n".encode())


def outlook_ios_dutch(new: str, letter: str) -> bytes:
    history = (
        "Outlook voor iOS<https://aka.ms/o0ukef> downloaden\n________________________________\n"
        "Van: Associatie Wijkteams <antwoord+3-abc@post.example.org>\nVerzonden: Monday, November 2, 2026 10:00:00 AM\n"
        "Aan: Cor Contact <cor@example.org>"
    )
    return mail(f"{new}\n\n{history}\n\n{letter}\n".encode())


def outlook_android_html_only(new: str, letter: str) -> bytes:
    body = (
        f'<div>{as_html(new, "div")}<br></div><div id="ms-outlook-mobile-signature">Verzonden vanuit <a href="https://'
        'aka.ms/x">Outlook voor Android</a></div><div id="mail-editor-reference-message-container"><hr><div dir="ltr">'
        "<b>From:</b> Associatie Wijkteams<br><b>Sent:</b> Monday, November 2, 2026</div>"
        f"<div>{as_html(letter)}</div></div>"
    )
    return mail(body.encode(), "text/html; charset=utf-8")


def outlook_mac_dutch(new: str, letter: str) -> bytes:
    history = (
        "Van: Associatie Wijkteams <antwoord+3-abc@post.example.org>\nDatum: maandag, 2 november 2026 om 10:00\n"
        "Aan: Cor Contact <cor@example.org>\nOnderwerp: Antwoord gevraagd"
    )
    return mail(f"{new}\n\nGroeten,\nCor\n\n{history}\n\n{letter}\n".encode())


def iphone_dutch(new: str, letter: str) -> bytes:
    said = "Op 2 nov 2026 om 10:00 heeft Associatie Wijkteams <antwoord+3-abc@post.example.org> het volgende geschreven:"
    body = f"{new}\n\nVerstuurd vanaf mijn iPhone\n\n> {said}\n> \n{quoted(quoted(letter))}\n"
    return mail(encodestring(body.encode()), coding="quoted-printable")


def apple_mail_dutch(new: str, letter: str) -> bytes:
    said = "Op 2 nov 2026, om 10:00 heeft Associatie Wijkteams <antwoord+3-abc@post.example.org> het volgende geschreven:"
    return mail(f"{new}\n\n> {said}\n> \n{quoted(letter)}\n\n".encode())


def apple_mail_english(new: str, letter: str) -> bytes:
    said = "On 2 Nov 2026, at 10:00, Associatie Wijkteams <antwoord+3-abc@post.example.org> wrote:"
    return mail(f"{new}\n\n{said}\n\n{quoted(letter)}\n\n".encode())


def apple_mail_html_only(new: str, letter: str) -> bytes:
    body = (
        f'<html><head></head><body>{as_html(new, "div")}<br><div>-- <br>Cor Contact</div><div><br><blockquote type="cite">'
        "<div>Op 2 nov 2026, om 10:00 heeft Associatie Wijkteams het volgende geschreven:</div><br>"
        f"<div>{as_html(letter)}</div></blockquote></div></body></html>"
    )
    return mail(body.encode(), "text/html; charset=utf-8")


def thunderbird_dutch(new: str, letter: str) -> bytes:
    said = "Op 2-11-2026 om 10:00 schreef Associatie Wijkteams:"
    return mail(f"{new}\n\n{said}\n{quoted(letter)}\n".encode(), "text/plain; charset=UTF-8; format=flowed")


def thunderbird_below(new: str, letter: str) -> bytes:
    said = "Op 2-11-2026 om 10:00 schreef Associatie Wijkteams:"
    body = f"{said}\n{quoted(letter)}\n\n{new}\n\n-- \nCor Contact\nwijkteam Oost\n"
    return mail(body.encode(), "text/plain; charset=UTF-8; format=flowed")


def thunderbird_english(new: str, letter: str) -> bytes:
    said = "On 02/11/2026 10:00, Associatie Wijkteams wrote:"
    return mail(
        f"{new}\n\n{said}\n{quoted(letter)}\n".encode("iso-8859-15", "replace"),
        "text/plain; charset=ISO-8859-15",
    )


def thunderbird_html_below(new: str, letter: str) -> bytes:
    body = (
        '<html><body><div class="moz-cite-prefix">Op 2-11-2026 om 10:00 schreef Associatie Wijkteams:<br></div>'
        f'<blockquote type="cite" cite="mid:a@example.org">{as_html(letter)}</blockquote>{as_html(new)}'
        '<div class="moz-signature">-- <br>Cor Contact</div></body></html>'
    )
    return mail(body.encode(), "text/html; charset=UTF-8")


def samsung_dutch(new: str, letter: str) -> bytes:
    history = (
        "-------- Oorspronkelijk bericht --------\nVan: Associatie Wijkteams <antwoord+3-abc@post.example.org> \n"
        "Datum: 02-11-2026 10:00 (GMT+01:00) \nAan: Cor Contact <cor@example.org> \nOnderwerp: Antwoord gevraagd "
    )
    return mail(f"{new}\n\n\nVerzonden vanaf mijn Galaxy\n\n\n{history}\n\n{letter}\n".encode())


def windows_mail_dutch(new: str, letter: str) -> bytes:
    history = (
        "Verzonden vanuit Mail voor Windows\n\nVan: Associatie Wijkteams\nVerzonden: maandag 2 november 2026 10:00\n"
        "Aan: Cor Contact\nOnderwerp: Antwoord gevraagd"
    )
    return mail(f"{new}\n\n{history}\n\n{letter}\n".encode())


def proton_dutch(new: str, letter: str) -> bytes:
    said = (
        "Op maandag 2 november 2026 om 10:00 schreef Associatie Wijkteams <antwoord+3-abc@post.example.org>:"
    )
    return mail(
        f"{new}\n\nVerzonden vanaf Proton Mail voor Android\n\n\n{said}\n\n{quoted(letter)}\n".encode()
    )


def webmail_without_history(new: str, letter: str) -> bytes:
    return mail(f"{new}\n\nHartelijke groet van Cor\n".encode())


def webmail_with_marker_only(new: str, letter: str) -> bytes:
    return mail(f"{new}\n\n{letter}\n".encode())


def webmail_wrapped_marker(new: str, letter: str) -> bytes:
    wrapped = letter.replace("antwoord boven", "antwoord\nboven", 1)
    return mail(f"{new}\n\n{wrapped}\n".encode())


def two_forms(new: str, letter: str) -> bytes:
    plain = f"{new}\n\nMet vriendelijke groet,\nCor Contact\n\nOp ma 2 nov. 2026 10:00 schreef Associatie:\n{quoted(letter)}"
    body = (
        f"--edge\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n"
        f"--edge\nContent-Type: text/html; charset=utf-8\n\n<p>Iets anders</p>\n--edge--\n"
    )
    return mail(body.encode(), 'multipart/alternative; boundary="edge"')


def with_letter_attached(new: str, letter: str) -> bytes:
    body = (
        f"--edge\nContent-Type: text/plain; charset=utf-8\n\n{new}\n"
        "--edge\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\nx\n"
        f"--edge\nContent-Type: message/rfc822\n\nSubject: Antwoord gevraagd\n\n{letter}\n--edge--\n"
    )
    return mail(body.encode(), 'multipart/mixed; boundary="edge"')


PROGRAMS = [
    gmail_dutch,
    gmail_english,
    gmail_html_only,
    outlook_desktop_dutch,
    outlook_desktop_html_only,
    outlook_desktop_english,
    outlook_new_dutch,
    outlook_web_plain,
    outlook_ios_dutch,
    outlook_android_html_only,
    outlook_mac_dutch,
    iphone_dutch,
    apple_mail_dutch,
    apple_mail_english,
    apple_mail_html_only,
    thunderbird_dutch,
    thunderbird_below,
    thunderbird_english,
    thunderbird_html_below,
    samsung_dutch,
    windows_mail_dutch,
    proton_dutch,
    webmail_without_history,
    webmail_with_marker_only,
    webmail_wrapped_marker,
    two_forms,
    with_letter_attached,
]
