"""Where members learn together: groups, memberships, threads, posts."""

from django.apps import AppConfig


class LearningGroupsConfig(AppConfig):
    name = "learninggroups"
    verbose_name = "Leergroepen"
