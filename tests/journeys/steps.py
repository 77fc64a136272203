"""Steps that several journeys take: signing in, waiting for a letter, writing in an editor."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import Page

from members.models import Member

PASSWORD = "een-lang-wachtwoord"


def confirm_addresses() -> None:
    """Confirm everybody's address, as accepting an invitation does."""
    for member in Member.objects.filter(emailaddress=None):
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)


def sign_in(page: Page, member: Member, door: str) -> None:
    """Come in at this address with a password."""
    page.goto(door)
    form = page.get_by_role("region", name="Met je wachtwoord")
    form.get_by_label("E-mailadres").fill(member.email)
    form.get_by_label("Wachtwoord").fill(PASSWORD)
    form.get_by_role("button", name="Log in").click()


def sign_in_to_office(page: Page, member: Member) -> None:
    """Come into the back office with a password and a code from an app."""
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    sign_in(page, member, "/beheer/")
    counter = next(yield_hotp_counters_from_time())
    page.get_by_label("Code", exact=True).fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def sign_in_with_code(page: Page, mailbox, member: Member, door: str) -> None:
    """Come in at this address with a code that arrives by mail."""
    page.goto(door)
    form = page.get_by_role("region", name="Met een code per mail")
    form.get_by_label("E-mailadres").fill(member.email)
    before = len(mailbox.letters())
    form.get_by_role("button", name="Stuur mij een code").click()
    wait_until(page, lambda: len(mailbox.letters()) > before)
    code = next(line.strip() for line in mailbox.newest_text().splitlines() if is_code(line.strip()))
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").get_by_role("button").first.click()


def is_code(line: str) -> bool:
    """Whether this line is a code such as WDJB-MJHT."""
    return len(line) == 9 and line[4] == "-" and line.replace("-", "").isalnum()


def wait_until(page: Page, holds, milliseconds: int = 30_000) -> None:
    """Look again until it holds; the browser keeps its own time meanwhile."""
    for _ in range(milliseconds // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    pytest.fail("It did not happen in time.")


def write_in(page: Page, label: str, text: str) -> None:
    """Type in a field, whether it is an editor or, without JavaScript, a bare text area."""
    field = page.get_by_role("textbox", name=label)
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        # The editor comes after the page, and takes the place of the text area.
        field = field.and_(page.locator("[contenteditable]"))
    field.fill(text)
