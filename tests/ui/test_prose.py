"""What is kept of rich text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import prose

PICTURE = "/leergroepen/bijlagen/6f1c1f4e-0a1b-4c2d-8e3f-0123456789ab/"
# What a hostile or broken text is made of.
PIECES = [
    *(
        "<p>",
        "</p>",
        "<p/ >",
        "<h3>",
        "</h3>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol start=3>",
        "<blockquote>",
        "</blockquote>",
    ),
    *(
        "<table>",
        "</table>",
        "<tbody>",
        "<tr>",
        "<th>",
        "<td colspan=2>",
        '<td rowspan="99999">',
        "</td>",
        "<caption>",
    ),
    *(
        "<strong>",
        "</strong>",
        "<em>",
        "<b>",
        "<br>",
        '<a href="https://example.nl">',
        '<a href="javascript:x">',
        "</a>",
    ),
    *(
        f'<img src="{PICTURE}" alt="een kaart">',
        f'<img src="{PICTURE}">',
        '<img src="//x" alt="e" onerror="x">',
    ),
    *(
        "<script>",
        "</script>",
        "<style>",
        "<svg>",
        "<math>",
        "<mtext>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<template>",
        "<select>",
    ),
    *("woorden", " ", "&nbsp;", "&lt;", "&", "<", ">", '"', "\n", "\x00", "\u00a0"),
]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Gewoon een alinea.</p>",
        "<h3>Kop</h3><p>Met <strong>nadruk</strong> en <em>toon</em>.</p>",
        "<ul><li><p>een</p></li><li><p>twee</p></li></ul>",
        '<ol start="3"><li><p>drie</p></li></ol>',
        "<blockquote><p>Zei iemand.</p></blockquote>",
        "<p>regel<br>en nog een</p>",
        f'<img src="{PICTURE}" alt="Een kaart van de wijk."><p>Zo.</p>',
        '<table tabindex="0"><tbody><tr><th><p>Wijk</p></th></tr></tbody></table>',
        '<table tabindex="0"><tbody><tr><td colspan="2"><p>Oost</p></td></tr></tbody></table>',
    ],
)
def test_what_the_editor_makes_is_kept(html):
    assert prose.clean(html) == html


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_cleaning_twice_is_cleaning_once(text):
    once = prose.clean(text)

    assert prose.clean(once) == once


@pytest.mark.parametrize(
    "image",
    [
        f'<img src="{PICTURE}">',
        f'<img src="{PICTURE}" alt=" ">',
        '<img src="https://example.nl/a.png" alt="Een kaart.">',
        f'<img src="https://example.nl{PICTURE}" alt="Een kaart.">',
        f'<img src="/{PICTURE}" alt="Een kaart.">',
        f'<img src="{PICTURE}?x=1" alt="Een kaart.">',
        '<img src="data:image/png;base64,AA" alt="Een kaart.">',
        '<img alt="Een kaart.">',
    ],
)
def test_only_our_own_images_that_say_what_they_show_are_kept(image):
    assert prose.clean(f"<p>Zie hier.</p>{image}") == "<p>Zie hier.</p>"


def test_an_image_alone_is_something():
    image = f'<img src="{PICTURE}" alt="Een kaart.">'

    assert prose.clean(image) == image


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


def test_plain_keeps_rows_and_images_readable():
    html = (
        "<table><tbody><tr><th><p>Wijk</p></th><th><p>Team</p></th></tr>"
        "<tr><td><p>Oost</p></td><td><p>Vier</p></td></tr></tbody></table>"
        f'<img src="{PICTURE}" alt="Een &lt;kaart&gt; &amp; meer."><p>Zo.</p>'
    )

    assert (
        prose.plain(prose.clean(html))
        == "Wijk | Team\nOost | Vier\n\n[Afbeelding: Een <kaart> & meer.]\n\nZo."
    )
