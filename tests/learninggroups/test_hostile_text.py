"""Hostile text, sent through the real forms, does nothing on the page it ends up on."""

from html.parser import HTMLParser

import pytest

from learninggroups.models import Post
from tests.factories.learninggroups import ThreadFactory

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0btype=text/javascript>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)//",
    '<img """><script>alert(1)</script>">',
    "<img src=javascript:alert(1)>",
    "<img srcset='x' onload=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)>#x'/></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>*{background:url(javascript:alert(1))}</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onclick=alert(1) onmouseover='alert(1)'>x</p>",
    "<p class=button id=inhoud>x</p>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "</textarea><script>alert(1)</script>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<keygen autofocus onfocus=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='https://ok.example/' onclick=alert(1) target=_blank rel=opener>x</a>",
    "<a href='https://ok.example/\" onmouseover=\"alert(1)'>x</a>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<x hx-get=/leergroepen/ hx-trigger=load>x</x>",
    "<p hx-post=/account/logout/ hx-trigger=load data-hx-get=/x>x</p>",
    "{% csrf_token %}{{ request.user.password }}",
    "<p>\x00<script>alert(1)</script></p>",
]
KEPT = {"p", "br", "strong", "em", "h3", "h4", "ul", "ol", "li", "blockquote", "a"}
KEPT_ATTRIBUTES = {("a", "href"), ("a", "rel"), ("a", "title"), ("ol", "start"), ("ol", "type")}
OPENINGS = ("", "<p>Kijk: ", "<p>a</p><blockquote>", "<ul><li>")


class Inventory(HTMLParser):
    """Write down which tags, attributes and addresses stand in a piece of HTML."""

    def __init__(self):
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.addresses |= {value for name, value in attrs if name == "href"}


def inventory_of(html: str) -> Inventory:
    found = Inventory()
    found.feed(html)
    found.close()
    return found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_posts_are_harmless_on_the_page(scene, client_of, hostile):
    thread = ThreadFactory(group=scene.closed_group, post_count=0)
    client = client_of(scene.participant)

    for opening in OPENINGS:
        text = f"{opening}Hallo {hostile}".replace("\x00", "\ufffd")
        response = client.post(f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": text})
        assert response.status_code == 303

    for post in Post.objects.filter(thread=thread):
        stored = inventory_of(post.body)
        assert stored.tags <= KEPT
        assert stored.attributes <= KEPT_ATTRIBUTES
        assert all(address.startswith("https://ok.example/") for address in stored.addresses)
    page = client.get(f"/leergroepen/gesprekken/{thread.pk}/").content.decode()
    posts = [post.body for post in Post.objects.filter(thread=thread)]
    assert len(posts) == len(OPENINGS)
    assert all(body in page for body in posts)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_titles_and_requests_are_shown_as_typed(scene, client_of, hostile):
    client = client_of(scene.participant)
    typed = hostile.replace("\x00", "").replace("\x01", "").replace("\x0b", " ")[:150]

    response = client.post(
        f"/leergroepen/{scene.closed_group.slug}/nieuw-gesprek/", {"title": typed, "body": "Hallo"}
    )
    client_of(scene.elsewhere).post(f"/leergroepen/{scene.closed_group.slug}/meedoen/", {"motivation": typed})

    facilitator = client_of(scene.facilitator)
    for path in (
        response.headers["Location"],
        scene.closed_group.get_absolute_url(),
        f"/leergroepen/{scene.closed_group.slug}/aanvragen/",
    ):
        page = facilitator.get(path).content.decode()
        found = inventory_of(page.split("<main", 1)[1].split("</main>", 1)[0])
        assert not found.tags & {"script", "img", "iframe", "style", "object", "embed", "math", "x"}
        assert not {name for _, name in found.attributes if name.startswith("on")}
        assert not {address for address in found.addresses if "evil" in address or "alert" in address}


def test_what_was_refused_stays_in_the_form_as_it_was_typed(scene, client_of):
    thread = ThreadFactory(group=scene.closed_group, post_count=0)
    typed = "</textarea><script>alert(1)</script>"
    too_long = typed + "x" * 60_001

    response = client_of(scene.participant).post(
        f"/leergroepen/gesprekken/{thread.pk}/reageren/", {"body": too_long}
    )

    assert response.status_code == 422
    page = response.content.decode()
    assert "Dit is te lang" in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;xxx" in page
    assert "<script>alert(1)</script>" not in page
