"""Doors of Wagtail outside the back office: its pages, documents and passwords on pages."""

from tests.doors import Door

DOORS = {
    "wagtail_serve": Door(lambda scene: ["bestaat-niet/"], get="404", post="404"),
    "page_login": Door(get="302", post="302"),
    "wagtailcore_login": Door(get="302", post="302"),
    "wagtailcore_authenticate_with_password": Door(lambda scene: [1, 1], get="404", post="404"),
    "image": Door(lambda scene: ["bestaat-niet.png"], get="404"),
    "wagtaildocs_serve": Door(lambda scene: [1, "document.pdf"], get="404", post="404"),
    "wagtaildocs_authenticate_with_password": Door(lambda scene: [999], get="404", post="404"),
}
