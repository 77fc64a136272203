"""Files on posts."""

import factory

from learninggroups.models import Attachment
from tests.factories.learninggroups import STARTED
from tests.factories.members import MemberFactory


class AttachmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attachment

    uploader = factory.SubFactory(MemberFactory)
    file = factory.django.FileField(data=b"%PDF-1.4\n%%EOF\n")
    name = "verslag.pdf"
    content_type = "application/pdf"
    size = 15
    uploaded_at = STARTED
