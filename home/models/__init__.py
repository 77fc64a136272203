"""
The pages that editors publish.

They stand on each other like this: base, then articles, developments and lessons, then home/queries/, then
sections, whose pages are lists of articles and so ask the queries what to show.
"""

from home.models.articles import ContentPage, NewsPage
from home.models.base import ArticlePage, PortalPage, Publication
from home.models.developments import DevelopmentPage, Source
from home.models.enquiries import Enquiry, EnquiryInterest
from home.models.imported import ImportedFile, ImportedPage
from home.models.knowledge import KnowledgeLink, KnowledgePage
from home.models.lessons import AwaitsConsent, LessonPage
from home.models.passages import ConsentRequest, Passage, PassageQuerySet
from home.models.practices import LocalPractice
from home.models.reading import ReadingTask
from home.models.sections import (
    DevelopmentIndexPage,
    FrontPage,
    KnowledgeIndexPage,
    LessonIndexPage,
    NewsIndexPage,
    SectionPage,
)
from home.models.takeaways import Takeaway

__all__ = [
    "ArticlePage",
    "AwaitsConsent",
    "ConsentRequest",
    "ContentPage",
    "DevelopmentIndexPage",
    "DevelopmentPage",
    "Enquiry",
    "EnquiryInterest",
    "FrontPage",
    "ImportedFile",
    "ImportedPage",
    "KnowledgeIndexPage",
    "KnowledgeLink",
    "KnowledgePage",
    "LessonIndexPage",
    "LessonPage",
    "LocalPractice",
    "NewsIndexPage",
    "NewsPage",
    "Passage",
    "PassageQuerySet",
    "PortalPage",
    "Publication",
    "ReadingTask",
    "SectionPage",
    "Source",
    "Takeaway",
]
