"""Leave out the tests that look at no letter; for the process that fills the mailbag."""

from types import FunctionType


def pytest_collection_modifyitems(items: list) -> None:
    """Keep those that compare a letter with its golden text, themselves or by a function beside them."""
    items[:] = [
        item for item in items if any(map(compares, [item.function, *functions_beside(item.function)]))
    ]


def compares(function: FunctionType) -> bool:
    """Whether this function compares a letter."""
    return "assert_letter" in function.__code__.co_names


def functions_beside(test: FunctionType) -> list[FunctionType]:
    """Return the functions of its own module that a test names."""
    named = (test.__globals__.get(name) for name in test.__code__.co_names)
    return [one for one in named if isinstance(one, FunctionType) and one.__module__ == test.__module__]
