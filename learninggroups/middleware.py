"""Gives every request its roles, loaded when first asked for."""

from django.utils.functional import SimpleLazyObject

from learninggroups.permissions import Roles


class RolesMiddleware:
    """Set ``request.roles``; a page that asks for no roles pays for none."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.roles = SimpleLazyObject(lambda: Roles.of(request.user))
        return self.get_response(request)
