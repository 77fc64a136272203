"""
Many numbers in one statement, as one value.

For PostgreSQL Django writes a place for each number of an ``in``, and for a chunk of letters that
takes longer than what the statement does: its text is new each time, and is read place by place. As
one array the text is always the same. What the database does with it is the same as well.
"""

from django.db.models import ForeignKey, IntegerField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In

# Few numbers may stand in the statement.
MANY = 20


class _AsOneArray:
    def as_postgresql(self, compiler, connection):
        """Write ``number = ANY(array)`` where there are many, and nothing but numbers."""
        if not self.rhs_is_direct_value() or len(self.rhs) < MANY:
            return self.as_sql(compiler, connection)
        numbers = {number for number in self.rhs if number is not None}
        # SECURITY: only whole numbers are written out, and even those as one quoted value.
        if not all(type(number) is int for number in numbers):
            return self.as_sql(compiler, connection)
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*params, f"{{{','.join(map(str, sorted(numbers)))}}}"]


class ManyIn(_AsOneArray, In):
    """``in`` of a column of numbers."""


class ManyRelatedIn(_AsOneArray, RelatedIn):
    """``in`` of a relation."""


def register() -> None:
    """Let every model use them."""
    IntegerField.register_lookup(ManyIn)
    ForeignKey.register_lookup(ManyRelatedIn)
