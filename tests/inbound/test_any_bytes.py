"""Whatever comes in ends somewhere: nothing is read twice in vain, and nothing stops what is behind it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbound import actions
from inbound.models import InboundMail
from tests.inbound.conftest import read_all

pytestmark = pytest.mark.django_db

names = st.sampled_from(
    [
        *("From", "To", "Subject", "Message-ID", "Date", "In-Reply-To", "Return-Path", "Auto-Submitted"),
        *("Authentication-Results", "Content-Type", "Content-Disposition", "Content-Transfer-Encoding"),
    ]
)
told = [
    b"multipart/report; boundary=a",
    b"message/delivery-status",
    b"text/plain; charset=x",
    b"base64",
    b"<>",
    b"cor@example.org",
    b"mx.example.org; dmarc=pass",
    b"attachment; filename*=x'y'%ff",
]
values = st.one_of(st.sampled_from(told), st.binary(max_size=30))
mails = st.tuples(st.lists(st.tuples(names, values), max_size=8), st.binary(max_size=200))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(mails)
def test_any_bytes_end_somewhere(taken, letter, now, parts):
    headers, body = parts
    raw = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body
    actions.receive(raw=raw, recipient="\udcff\x00x", now=now)
    read_all(now)

    assert not InboundMail.objects.filter(state=InboundMail.State.RECEIVED).exists()
    InboundMail.objects.all().delete()
