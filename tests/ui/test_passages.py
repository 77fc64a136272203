"""Taking a passage out of rich text."""

import pytest

from ui.passages import replace, replace_quoted

OUT = "[weg]"


@pytest.mark.parametrize(
    ("html", "passage", "left"),
    [
        ("<p>Bel Jan Smit morgen.</p>", "Jan Smit", "<p>Bel [weg] morgen.</p>"),
        ("<p>Bel jan  smit, Jan Smit.</p>", "Jan Smit", "<p>Bel [weg], [weg].</p>"),
        ("<p>Bel <strong>Jan</strong> Smit nu.</p>", "Jan Smit", "<p>Bel <strong>[weg]</strong> nu.</p>"),
        ("<p>Jan</p><p>Smit komt.</p>", "Jan Smit", "<p>[weg]</p><p> komt.</p>"),
        ("<p>Bel Jan<br>Smit.</p>", "Jan Smit", "<p>Bel [weg]<br>.</p>"),
        ("<p>A &amp; B &lt; C</p>", "& B <", "<p>A [weg] C</p>"),
        ("<p>In januari kwam Jan.</p>", "Jan", "<p>In januari kwam [weg].</p>"),
        ("<p>Niets.</p>", "Jan", "<p>Niets.</p>"),
        ("<p>Niets.</p>", "  ", "<p>Niets.</p>"),
        ('<p>Mail <a href="mailto:jan@x.nl" rel="n">jan@x.nl</a>.</p>', "jan@x.nl", "<p>Mail [weg].</p>"),
        ('<p>Bel <a href="tel:0612345678">hem</a>.</p>', "06-12 34 56 78", "<p>Bel hem.</p>"),
        (
            '<p><a href="/a">Jan</a> en <a href="/b">Piet</a></p>',
            "Jan",
            '<p>[weg] en <a href="/b">Piet</a></p>',
        ),
        ('<p><img src="/x/" alt="Huis van Jan Smit"></p>', "Jan Smit", '<p><img src="/x/" alt="[weg]"></p>'),
        ('<p><a href="/?a>b">Jan</a> x</p>', "x", '<p><a href="/?a>b">Jan</a> [weg]</p>'),
    ],
)
def test_a_passage_is_taken_out_wherever_it_stands(html, passage, left):
    assert replace(html, passage, OUT) == left


def test_what_comes_in_its_place_is_only_words():
    assert replace("<p>Jan</p>", "Jan", "<b>&") == "<p>&lt;b&gt;&amp;</p>"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            "<blockquote><p>Bel Jan.</p></blockquote><p>Jan?</p>",
            "<blockquote><p>Bel [weg].</p></blockquote><p>Jan?</p>",
        ),
        (
            "<p>Jan</p><blockquote><blockquote><p>Jan</p></blockquote><p>Jan</p></blockquote><p>Jan</p>",
            "<p>Jan</p><blockquote><blockquote><p>[weg]</p></blockquote><p>[weg]</p></blockquote><p>Jan</p>",
        ),
        ("<p>Jan</p>", "<p>Jan</p>"),
        ("", ""),
    ],
)
def test_a_passage_is_taken_out_of_quotes_and_not_of_what_somebody_says_herself(html, left):
    assert replace_quoted(html, "Jan", OUT) == left
