"""What the pages about groups and threads show; all their SQL is here, one module per kind of page."""

from learninggroups.queries.groups import group_list, group_page, requests_of
from learninggroups.queries.mine import MyGroup, my_groups
from learninggroups.queries.opening import open_thread
from learninggroups.queries.threads import thread_page

__all__ = ["MyGroup", "group_list", "group_page", "my_groups", "open_thread", "requests_of", "thread_page"]
