"""What is kept of rich text."""

import pytest

from ui import prose


@pytest.mark.parametrize(
    "html",
    [
        "<p>Gewoon een alinea.</p>",
        "<h3>Kop</h3><p>Met <strong>nadruk</strong> en <em>toon</em>.</p>",
        "<ul><li><p>een</p></li><li><p>twee</p></li></ul>",
        '<ol start="3"><li><p>drie</p></li></ol>',
        "<blockquote><p>Zei iemand.</p></blockquote>",
        "<p>regel<br>en nog een</p>",
    ],
)
def test_what_the_editor_makes_is_kept(html):
    assert prose.clean(html) == html


def test_cleaning_twice_is_cleaning_once():
    once = prose.clean('<p>Zie <a href="https://example.nl/">dit</a> &amp; dat &lt;p&gt;</p>')

    assert prose.clean(once) == once


@pytest.mark.parametrize(
    "address",
    [
        "https://example.nl/a?b=c#d",
        "http://example.nl",
        "mailto:els@example.nl",
        "tel:+31612345678",
        "/leergroepen/",
        "#bericht-3",
    ],
)
def test_good_links_are_kept_and_marked(address):
    kept = prose.clean(f'<p><a href="{address}">hier</a></p>')

    assert kept == f'<p><a href="{address}" rel="nofollow ugc noopener noreferrer">hier</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "//example.nl",
        "/\\example.nl",
        "\\\\example.nl",
        "/&#9;/example.nl",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#10;script:alert(1)",
        " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://example.nl",
        "example.nl",
    ],
)
def test_other_links_lose_their_address(address):
    kept = prose.clean(f'<p><a href="{address}">hier</a></p>')

    assert kept == '<p><a rel="nofollow ugc noopener noreferrer">hier</a></p>'


def test_plain_text_becomes_paragraphs_and_nothing_of_it_is_lost():
    typed = "Als a < b & c > d,\nwat dan?\n\n<vet>Dit</vet> ook."

    assert prose.clean(typed) == (
        "<p>Als a &lt; b &amp; c &gt; d,<br>wat dan?</p>\n\n<p>&lt;vet&gt;Dit&lt;/vet&gt; ook.</p>"
    )


@pytest.mark.parametrize("empty", ["", "  \n ", "<p></p>", "<p> &nbsp; </p>", "<ul><li><p></p></li></ul>"])
def test_no_words_is_nothing(empty):
    assert prose.clean(empty) == ""


def test_plain_gives_text_that_becomes_the_same_paragraphs():
    html = "<p>Eén &amp; één.<br>Zo.</p>\n\n<p>Twee &lt; drie.</p>"

    assert prose.plain(html) == "Eén & één.\nZo.\n\nTwee < drie."
    assert prose.clean(prose.plain(html)) == html


def test_plain_keeps_lists_readable():
    html = "<h3>Wat helpt</h3><ul><li><p>rust</p></li><li><p>tijd</p></li></ul><p>Zo.</p>"

    assert prose.plain(html) == "Wat helpt\n\n- rust\n\n- tijd\n\nZo."
