"""Makes exports of WordPress sites that never were, with the dirt of real ones."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from PIL import Image

SITE = "https://www.oud.example"
UPLOADS = f"{SITE}/wp-content/uploads"
HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Oud</title><link>{SITE}</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>{SITE}</wp:base_site_url><wp:base_blog_url>{SITE}</wp:base_blog_url>
<wp:author><wp:author_login><![CDATA[bea]]></wp:author_login>
  <wp:author_display_name><![CDATA[Bea Bakker]]></wp:author_display_name></wp:author>
<wp:author><wp:author_login><![CDATA[leden]]></wp:author_login>
  <wp:author_display_name><![CDATA[De leden]]></wp:author_display_name></wp:author>
"""
FOOT = "</channel></rss>\n"
FIRST_DAY = datetime(2018, 3, 1, 8, 30, tzinfo=UTC)


def cdata(text: str) -> str:
    """Write text as WordPress does, which splits what would end the section."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def item(
    number: int,
    *,
    kind: str = "post",
    title: str = "",
    content: str = "",
    excerpt: str = "",
    slug: str = "",
    link: str = "",
    status: str = "publish",
    author: str = "bea",
    parent: int = 0,
    order: int = 0,
    day: int = 0,
    password: str = "",
    terms: tuple[tuple[str, str, str], ...] = (),
    file: str = "",
    meta: dict[str, str] | None = None,
    comments: int = 0,
    written_at: str = "",
) -> str:
    """Return one item as it stands in an export."""
    moment = written_at or f"{FIRST_DAY + timedelta(days=day):%Y-%m-%d %H:%M:%S}"
    extra = "".join(
        f'<category domain="{domain}" nicename="{nicename}">{cdata(name)}</category>'
        for domain, nicename, name in terms
    )
    extra += f"<wp:attachment_url>{escape(file)}</wp:attachment_url>" if file else ""
    extra += "".join(
        f"<wp:postmeta><wp:meta_key>{cdata(key)}</wp:meta_key><wp:meta_value>{cdata(value)}</wp:meta_value>"
        "</wp:postmeta>"
        for key, value in (meta or {}).items()
    )
    extra += (
        "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>Spam</wp:comment_content>"
        "<wp:commentmeta><wp:meta_key>_wp_attached_file</wp:meta_key><wp:meta_value>x</wp:meta_value>"
        "</wp:commentmeta></wp:comment>"
    ) * comments
    return f"""<item>
<title>{cdata(title)}</title><link>{escape(link or f"{SITE}/{slug or number}/")}</link>
<dc:creator>{cdata(author)}</dc:creator><description></description>
<content:encoded>{cdata(content)}</content:encoded><excerpt:encoded>{cdata(excerpt)}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{cdata(moment)}</wp:post_date>
<wp:post_date_gmt>{cdata(moment if status != "draft" else "0000-00-00 00:00:00")}</wp:post_date_gmt>
<wp:post_name>{cdata(slug)}</wp:post_name><wp:status>{cdata(status)}</wp:status>
<wp:post_parent>{parent}</wp:post_parent><wp:menu_order>{order}</wp:menu_order>
<wp:post_type>{cdata(kind)}</wp:post_type><wp:post_password>{cdata(password)}</wp:post_password>
{extra}</item>
"""


def write_export(path: Path, *items: str) -> Path:
    """Write an export that holds these items."""
    path.write_text(HEAD + "".join(items) + FOOT)
    return path


def picture(path: Path, size: tuple[int, int] = (60, 40)) -> None:
    """Write a small photo."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, "teal").save(path)


def pdf(path: Path) -> None:
    """Write the least that is a pdf."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")


BLOCKS = """<!-- wp:paragraph -->
<p style="color:red">Alinea {n} over de wijk 🏡 &amp; de mensen. Er is <strong>veel</strong> te doen.</p>
<!-- /wp:paragraph --><!-- wp:heading {{"level":4}} -->
<h4 class="wp-block-heading">Kop {n}</h4><!-- /wp:heading -->
<!-- wp:columns --><div class="wp-block-columns"><div class="wp-block-column">
<p>Links ]]> rechts</p></div></div>
<!-- /wp:columns --><!-- wp:image {{"id":90001}} --><figure class="wp-block-image"><img
src="{uploads}/2019/04/huis-300x200.jpg" alt="Een huis" class="wp-image-90001"/></figure><!-- /wp:image -->
<!-- wp:table --><figure class="wp-block-table">
<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table></figure>
<!-- wp:quote --><blockquote class="wp-block-quote"><p>Zo is het.</p><cite>Een wijkteam</cite></blockquote>
<!-- wp:latest-posts {{"postsToShow":3}} /--><!-- wp:list -->
<ul><li>Een</li><li>Twee<ul><li>a</li></ul></li></ul>
<p>Lees ook <a href="{site}/bericht-{other}/">dit bericht</a> en <a href="/?p={other}">dat</a>.</p>"""
CLASSIC = """Eerste regel van {n}
tweede regel.

[caption id="x" align="left" width="300"]<img src="{uploads}/2019/04/huis.jpg" alt="" /> Bij {n}[/caption]
<p>Open alinea <b>vet <i>schuin</b></i> <div>kapot</p></span>
[vc_row full="yes"]Tekst in een [unknown]rij[/unknown][/vc_row] [sic]

<a href="{uploads}/2020/01/plan.pdf">Het plan</a> en <a href="{uploads}/2020/01/weg.pdf">wat weg is</a>.
<script>alert({n})</script><img src="{uploads}/2021/02/weg-{n}.jpg"><a href="javascript:alert(1)">klik</a>"""
TERMS = (("category", "jeugd", "Jeugdhulp"), ("post_tag", "toegang", "Toegang"))


def write_large_export(path: Path, posts: int) -> Path:
    """Write an export with everything that is wrong with real ones, of so many posts."""
    chance = random.Random(1)
    with path.open("wb") as file:
        file.write(HEAD.encode())
        for number in range(1, 41):
            parent = number - 1 if number % 3 else 0
            content = BLOCKS.format(n=number, other=101, uploads=UPLOADS, site=SITE)
            page = item(
                number,
                kind="page",
                title=f"Pagina {number}",
                slug="over",
                parent=parent,
                order=-number % 9,
                content=content,
            )
            file.write(page.encode())
        for index in range(posts):
            number = 101 + index
            shape = CLASSIC if index % 2 else BLOCKS
            content = shape.format(n=number, other=101 + chance.randrange(posts), uploads=UPLOADS, site=SITE)
            content *= chance.randint(1, 4)
            if index == posts // 2:
                content += "<p>Een heel lang verhaal over de wijk, met <b>woorden</b>.</p>\n" * 160_000
            statuses = {0: "draft", 1: "private", 2: "trash", 3: "pending"}
            written = item(
                number,
                title="" if index % 50 == 7 else f"Bericht {number} 🎉 &amp; meer",
                slug="zelfde" if index % 10 == 0 else f"bericht-{number}",
                link=f"{SITE}/bericht-{number}/",
                content=content,
                excerpt="Kort [gallery] gezegd." if index % 4 else "",
                author=("bea", "leden", "weg")[index % 3],
                status=statuses.get(index % 40, "publish"),
                day=index,
                terms=TERMS[: index % 3],
                comments=index % 2,
            ).encode()
            # What editors pasted from Word long ago, and what a database kept of it.
            written = written.replace(b"Tekst in", b"\x0bTekst\x00 \x93in\x94")
            file.write(written)
            if index % 5 == 0:
                file.write(item(100_000 + number, kind="revision", title="Oud", status="inherit").encode())
        house = f"{UPLOADS}/2019/04/huis.jpg"
        file.write(item(90001, kind="attachment", title="huis", file=house, status="inherit").encode())
        file.write(item(90002, kind="nav_menu_item", title="Menu").encode())
        file.write(FOOT.encode())
    return path


def write_media(folder: Path) -> Path:
    """Write the two files that are still there."""
    picture(folder / "2019/04/huis.jpg")
    pdf(folder / "2020/01/plan.pdf")
    return folder
