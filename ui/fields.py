"""Model fields that keep how things look out of the migrations."""

from wagtail import fields


class StreamField(fields.StreamField):
    """
    A StreamField whose blocks are not written into migrations.

    The column is JSON whatever the blocks are, so a new block or another label needs no
    migration. A data migration that reads such a field must read the raw JSON.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        del kwargs["block_lookup"]
        return name, path, [[]], kwargs
