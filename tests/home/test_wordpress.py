"""Coming from WordPress: what an export becomes, twice, and what the report says of the rest."""

import io
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from activity.models import Event
from home.models import ContentPage, ImportedPage, NewsPage
from home.wordpress import markup, shortcodes
from home.wordpress.report import Notes, Report
from mailing.models import OutgoingMail
from search.models import Entry
from tests.factories.themes import ThemeFactory
from tests.home.wordpress import SITE, UPLOADS, item, write_export, write_media

ARTICLE = (
    f'<!-- wp:paragraph --><p style="color:red">Lees <a href="{SITE}/beleid/">het beleid</a>,'
    f' <a href="/?p=12">het vervolg</a> en <a href="{UPLOADS}/2020/01/plan.pdf">het plan</a>.</p>'
    f'<h4>Kop</h4><img src="{UPLOADS}/2021/weg.jpg"><script>alert(1)</script>'
    '[los a="b"]tekst[/los] [sic] ]]> 🏡'
)
FIGURE = '<figure><img class="wp-image-90" src="x.jpg"><figcaption>Ons huis</figcaption></figure>'
ALT = "_wp_attachment_image_alt"
TERMS = (("category", "jeugd", "Jeugdhulp"), ("category", "overig", "Overig"))
SITE_MAP = (
    item(10, kind="page", title="Beleid &amp; plannen", slug="beleid", content="<p>Beleid.</p>", parent=11),
    item(11, kind="page", title="Wij", slug="zoeken", content=f"Wie wij zijn{FIGURE}En wat we doen"),
    item(12, title="", slug="zelfde", content="Een begin zonder titel. En meer.", author="leden", day=2),
    item(13, title="Huis", slug="zelfde", content=ARTICLE, terms=TERMS, comments=2, day=1),
    item(14, title="Geheim", slug="geheim", content="<p>Sst.</p>", password="x"),
    item(15, title="Later", slug="later", status="future", written_at="2036-01-01 09:00:00", content="Ja."),
    item(16, title="Half", status="draft", content="<p>Half.</p>"),
    item(17, title="Weg", status="trash"),
    item(18, kind="revision", title="Huis", status="inherit"),
    item(19, kind="product", title="Mok"),
    item(90, kind="attachment", file=f"{UPLOADS}/2019/04/huis.jpg", meta={ALT: "Een huis"}),
)  # fmt: skip


@pytest.fixture
def bring_in(db, tmp_path):
    """Return a function that brings in an export of these items and returns the report."""

    def bring(*items, options=()):
        export = write_export(tmp_path / "export.xml", *items)
        report = tmp_path / "report.txt"
        media = write_media(tmp_path / "uploads")
        arguments = [export, "--media", media, "--report", report, *options]
        call_command("import_wordpress", *map(str, arguments), stdout=io.StringIO())
        return report.read_text()

    return bring


def read(content: str) -> list:
    """Return the pieces of a text in which every link may stay."""
    notes = Notes(Report(), "Een pagina")
    expanded = shortcodes.expand(content, lambda number: "", notes)
    return markup.pieces(expanded, lambda address: {"href": address}, notes)


def page_of(number: int):
    return ImportedPage.objects.get(number=number).page.specific


def test_a_site_is_brought_in_as_it_stood(bring_in, client):
    theme = ThemeFactory(name="Jeugd", slug="jeugd-en-gezin")

    report = bring_in(*SITE_MAP, options=["--theme", "Jeugdhulp=jeugd-en-gezin"])

    house, later, policy = page_of(13), page_of(15), page_of(10)
    assert policy.title == "Beleid & plannen"
    # There is a page of our own at /zoeken/.
    assert policy.address == "/zoeken-2/beleid/"
    assert house.first_published_at == datetime(2018, 3, 2, 8, 30, tzinfo=UTC)
    assert house.sender == "Bea Bakker"
    assert page_of(12).sender == "het programmateam"
    assert {page_of(12).slug, house.slug} == {"zelfde", "zelfde-2"}
    assert list(house.themes.all()) == [theme]
    assert [page_of(number).live for number in (12, 13, 14, 15, 16)] == [True, True, False, False, False]
    assert later.scheduled_revision.approved_go_live_at == later.go_live_at
    # It is no news, but it can be found, and the editors see where its image is used.
    assert not Event.objects.exists()
    assert not OutgoingMail.objects.exists()
    assert Entry.objects.filter(subject_id=house.pk).exists()
    image = get_image_model().objects.get()
    assert ReferenceIndex.objects.filter(to_object_id=image.pk, object_id=page_of(11).pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])
    shown = client.get(house.address).content.decode()
    for words in (
        '<a href="/zoeken-2/beleid/">het beleid</a>',
        f'<a href="{page_of(12).address}">het vervolg</a>',
        '<a href="/documenten/',
        "<h2>Kop</h2>",
        "tekst [sic] ]]&gt; 🏡",
    ):
        assert words in shown
    assert "alert" not in shown
    figure = page_of(11).body.raw_data[1]["value"]
    assert figure == {
        "image": {"image": image.pk, "decorative": False, "alt_text": "Een huis"},
        "caption": "Ons huis",
    }
    for line in (
        "2 reacties niet overgenomen",
        "1 uit de prullenbak",
        "product: Mok",
        "2021/weg.jpg: Huis",
        "Overig (overig): Huis",
        "De leden: Een begin zonder titel. En",
        "[los]",
        "stond achter een wachtwoord: nu een concept: Geheim",
    ):
        assert line in report


@pytest.mark.parametrize(
    ("old", "new"),
    [("/oud/2019/huis/", 13), ("/?p=13", 13), ("/?page_id=11", 11), ("/?p=16", None), ("/?p=%C2%B2", None)],
)
def test_old_addresses_lead_to_the_new_ones(bring_in, client, old, new):
    bring_in(
        *SITE_MAP[:3],
        item(13, title="Huis", slug="huis", content=ARTICLE, link=f"{SITE}/oud/2019/huis/"),
        SITE_MAP[6],
    )

    answer = client.get(old)

    assert (answer.status_code, answer.get("Location")) == (
        (301, page_of(new).address) if new else (200, None)
    )


def test_old_feed_and_document_are_found_again(bring_in, client):
    bring_in(*SITE_MAP)

    assert client.get("/feed/")["Location"] == "/nieuws/feed/"
    assert client.get("/wp-content/uploads/2020/01/plan.pdf")["Location"].startswith("/documenten/")


def test_a_second_time_nothing_doubles_and_what_was_edited_stays(bring_in):
    bring_in(*SITE_MAP)
    pages, images = Page.objects.count(), get_image_model().objects.count()
    edited, deleted = page_of(12), page_of(16)
    edited.title = "Hier bewerkt"
    edited.save_revision().publish()
    deleted.delete()
    changed = item(11, kind="page", title="Wij nu", slug="zoeken", content="Wie wij nu zijn")
    other = item(12, title="Daar bewerkt", slug="zelfde", content="Anders.", author="leden", day=2)

    report = bring_in(*SITE_MAP[:1], changed, other, *SITE_MAP[3:])

    assert (Page.objects.count(), get_image_model().objects.count()) == (pages - 1, images)
    assert page_of(11).title == "Wij nu"
    assert "Wie wij nu zijn" in str(page_of(11).body)
    assert page_of(12).title == "Hier bewerkt"
    assert "bewerkt, en daarom niet bijgewerkt\n  - Hier bewerkt" in report
    assert "niet opnieuw gemaakt\n  - Half" in report
    # Editing what was brought in is no news either.
    assert not Event.objects.exists()


def test_a_dry_run_changes_nothing_and_reports_the_same(bring_in):
    before = Page.objects.count()

    tried = bring_in(*SITE_MAP, options=["--dry-run"])
    after = Page.objects.count()
    done = bring_in(*SITE_MAP)

    assert before == after
    assert not set(tried.splitlines()[1:]) - set(done.splitlines())


def test_a_lost_parent_and_a_circle_come_at_the_top(bring_in):
    report = bring_in(
        item(1, kind="page", title="Een", slug="een", parent=2),
        item(2, kind="page", title="Twee", slug="twee", parent=1),
        item(3, kind="page", title="Drie", slug="drie", parent=99),
    )

    assert {page.depth for page in ContentPage.objects.filter(slug__in=["twee", "drie"])} >= {3}
    assert "stond onder zichzelf" in report
    assert "de pagina erboven is er niet; staat nu bovenaan: Drie" in report


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><title>&b;</title></rss>'
)


@pytest.mark.parametrize("text", [BOMB, "<rss><channel><item>", "<rss></rss>", "geen xml", ""])
def test_what_is_no_export_is_refused_and_nothing_is_written(db, tmp_path, text):
    export = tmp_path / "export.xml"
    export.write_text(text)

    with pytest.raises(CommandError):
        call_command("import_wordpress", str(export))

    assert not NewsPage.objects.exists()


def test_control_characters_and_old_encodings_are_mended(db, tmp_path):
    export = write_export(tmp_path / "raw.xml", item(1, title="Oud", slug="oud", content="<p>MARK</p>"))
    export.write_bytes(export.read_bytes().replace(b"MARK", b"\x93caf\xe9\x94 \xc2\x92s \x0b\x00ok"))

    call_command("import_wordpress", str(export), stdout=io.StringIO())

    assert "“café” ’s ok" in str(page_of(1).body)


def test_an_address_cannot_lead_out_of_the_folder(bring_in, tmp_path):
    (tmp_path / "geheim.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")

    report = bring_in(item(1, title="Slim", content=f'<a href="{UPLOADS}/../geheim.pdf">x</a>'))

    assert "../geheim.pdf: Slim" in report


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("een\ntwee\n\ndrie", "<p>een<br/>twee</p><p>drie</p>"),
        ("<!-- wp:paragraph --><p>een\ntwee</p>", "<p>een twee</p>"),
        ("<h5>a</h5><h6>b</h6><h5>c</h5>", "<h2>a</h2><h3>b</h3><h2>c</h2>"),
        ("<b>vet <i>en</b> meer</i>", "<p><b>vet <i>en</i></b> meer</p>"),
        ("<ul><li>a<ul><li>b</ul><li>c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("https://film.example/1", '<p><a href="https://film.example/1">https://film.example/1</a></p>'),
        ("[embed]https://a.example[/embed]", '<p><a href="https://a.example">https://a.example</a></p>'),
        ('[button link="/doen/"]Doe mee[/button]', '<p><a href="/doen/">Doe mee</a></p>'),
        ("[naam] en [[code]]", "<p>[naam] en [code]</p>"),
        (
            "<table><tr><th>Wie</th><th>Tel</th></tr><tr><td>A</td><td>1</td></tr></table>",
            "<ul><li>Wie: A; Tel: 1</li></ul>",
        ),
        ("<blockquote>Zo.<cite>Bea</cite></blockquote>", "<p>“Zo.”<br/>Bea</p>"),
        ("</div></p>1 &lt; 2 <onbekend onclick=x>en</onbekend>", "<p>1 &lt; 2 en</p>"),
        ("<div>" * 5000 + "diep", "<p>diep</p>"),
    ],
)
def test_a_text_becomes_ours(content, expected):
    assert read(content) == [markup.Text(expected)]


def test_an_image_stands_between_the_texts(db):
    content = (
        '[caption id="a"]<a href="x.jpg"><img src="x.jpg" alt="Een huis"></a> Ons <b>huis</b>[/caption]na'
    )

    figure, text = read(content)

    assert figure == markup.Figure("x.jpg", 0, "Een huis", "Ons huis")
    assert text == markup.Text("<p>na</p>")
