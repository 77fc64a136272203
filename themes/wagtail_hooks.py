"""Themes and national programmes in the back office."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from themes.models import Programme, Theme

# The address follows the name while it is typed, as it does for a page.
PANELS = [TitleFieldPanel("name", targets=["slug"]), FieldPanel("slug"), FieldPanel("description")]


class ThemeViewSet(ModelViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thema's"
    url_prefix = "themas"
    panels = PANELS
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["name", "description"]
    search_fields = ["name", "description"]
    ordering = ["name"]


class ProgrammeViewSet(ThemeViewSet):
    model = Programme
    icon = "globe"
    menu_label = "Landelijke programma's"
    url_prefix = "programmas"
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("short_name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("ask"),
        FieldPanel("contact_line"),
        FieldPanel("official_url"),
        FieldPanel("starts_on"),
        FieldPanel("ends_on"),
        FieldPanel("successor"),
        FieldPanel("position"),
    ]
    list_display = ["name", "short_name", "position"]
    ordering = ["position", "name"]


class ThemesViewSetGroup(ModelViewSetGroup):
    menu_label = "Thema's"
    menu_icon = "tag"
    menu_order = 350
    items = (ThemeViewSet, ProgrammeViewSet)


@hooks.register("register_admin_viewset")
def register_themes() -> ThemesViewSetGroup:
    """Put themes and programmes in the menu."""
    return ThemesViewSetGroup()
