"""
A letterbox for `make run`: takes every letter over SMTP, keeps it, and shows it to whoever looks.

Nothing here is used in production; there ``EMAIL_URL`` names a real mail server.
"""

import argparse
import email
import email.policy
import time
from email.message import EmailMessage
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from aiosmtpd.controller import Controller

# A letter may carry its own clothes and nothing else; whatever it holds, no script of it runs here.
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; frame-ancestors 'self'"
STYLE = """
body { font: 18px/1.6 system-ui; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
iframe { width: 100%; height: 40rem }
pre { white-space: pre-wrap }
"""


class Keeper:
    """Writes each letter that arrives to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server, session, envelope) -> str:
        (self.folder / f"{time.time_ns()}.eml").write_bytes(envelope.original_content)
        return "250 Kept"


class Reader(BaseHTTPRequestHandler):
    """Shows the list of letters at ``/``, one at ``/<name>`` and its HTML alone at ``/<name>/html``."""

    folder: Path

    def do_GET(self) -> None:
        """Answer with a page, or with 404."""
        name, _, part = self.path.strip("/").partition("/")
        files = {path.stem: path for path in self.folder.glob("*.eml")}
        if not name:
            self._show(list_page(sorted(files.values(), reverse=True)))
        elif name not in files:
            self.send_error(404)
        else:
            letter = read(files[name])
            self._show(
                f'<base target="_top">{content(letter, "html")}' if part else letter_page(name, letter)
            )

    def log_message(self, *args) -> None:
        """Say nothing: what is read here is nobody's business."""

    def _show(self, page: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", PAGE_POLICY)
        self.end_headers()
        self.wfile.write(page.encode())


def read(path: Path) -> EmailMessage:
    """Return the letter in this file."""
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def content(letter: EmailMessage, kind: str) -> str:
    """Return the ``html`` or the ``plain`` part of a letter."""
    part = letter.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""


def list_page(paths: list[Path]) -> str:
    """Return the page with all letters, the newest first."""
    letters = [(path.stem, read(path)) for path in paths[:500]]
    items = "".join(
        f'<li><a href="/{name}">{escape(letter["Subject"] or "(geen onderwerp)")}</a>'
        f"<br><small>aan {escape(letter['To'] or '')}</small></li>"
        for name, letter in letters
    )
    return page("Brieven", f"<ol>{items}</ol>" if items else "<p>Er is nog geen brief verstuurd.</p>")


def letter_page(name: str, letter: EmailMessage) -> str:
    """Return the page with one letter: who, HTML, text and all header lines."""
    headers = "\n".join(f"{key}: {value}" for key, value in letter.items())
    return page(
        letter["Subject"] or "(geen onderwerp)",
        f'<p><a href="/">Alle brieven</a></p><p>Aan {escape(letter["To"] or "")}</p>'
        f'<iframe src="/{name}/html" title="De brief met opmaak"></iframe>'
        f"<h2>Als tekst</h2><pre>{escape(content(letter, 'plain'))}</pre>"
        f"<h2>Kopregels</h2><pre>{escape(headers)}</pre>",
    )


def page(title: str, body: str) -> str:
    """Return a whole page."""
    return (
        f'<!doctype html><html lang="nl"><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>{body}</html>"
    )


def main() -> None:
    """Take letters on one port and show them on another, until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--smtp-port", type=int, required=True)
    parser.add_argument("--http-port", type=int, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    Reader.folder = options.folder
    Controller(Keeper(options.folder), hostname="127.0.0.1", port=options.smtp_port).start()
    ThreadingHTTPServer(("127.0.0.1", options.http_port), Reader).serve_forever()


if __name__ == "__main__":
    main()
