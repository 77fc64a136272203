"""The addresses that a visitor may open without signing in; everything else asks her to sign in first."""

PUBLIC = {
    # What machines ask.
    "health:live",
    "health:ready",
    "health:metrics",
    # Signing in, and finding a lost password back.
    "account_login",
    "former_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_reset_password",
    "account_confirm_password_reset_code",
    "account_complete_password_reset",
    "account_password_reset_completed",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_login",
    "socialaccount_login_cancelled",
    "openid_connect_callback",
    # That there are learning groups, who facilitates them, and what open ones talk about.
    "learninggroups:level-by-letter",
    "learninggroups:list",
    "learninggroups:attachment",
    "learninggroups:feed",
    "learninggroups:group",
    "learninggroups:thread",
    "learninggroups:post",
    "learninggroups:earlier",
    # Taking part by invitation, with the link of a letter.
    "learninggroups:accept-invitation",
    # Choosing how often the digest comes, with the link of a letter.
    "digests:preferences_by_letter",
    "digests:read_by_letter",
    # Asking for the open digest, and saying yes with the link of a letter.
    "digests:open",
    "digests:open_asked",
    "digests:open_confirm",
    # Stopping a kind of letter, with the link of that letter.
    "mailing:stop",
    # Asking to become a member, and following it with the link of a letter.
    "members:apply",
    "members:applied",
    "members:application",
    # Joining by invitation.
    "members:accept",
    # Coming back after leaving, with the link of the one letter.
    "members:come-back",
    # Saying whether what one wrote may be read more widely, with the link of a letter.
    "learninggroups:answer-exposure",
    # Public questions, without answers.
    "questions:list",
    "questions:question",
    # Answers of which everyone was told beforehand that everyone reads them.
    "questions:organization_answers",
    "questions:personal_answers",
    # The documents that go with public ones.
    "questions:file",
    # A national party offers a question, and follows it with the link of a letter.
    "questions:offer",
    "questions:offered",
    "questions:offer_status",
    # What was heard, in each version that was shared.
    "questions:versions",
    "questions:version",
    # Who answered, in numbers that lead to nobody, once the synthesis is shared.
    "questions:pictures",
    # Writing along with a colleague's code, and saying yes to what was typed for one.
    "questions:type_code",
    "questions:contribute",
    "questions:type_approval",
    "questions:approve",
    # Saying whether one's words may stand in a lesson, with the link of a letter.
    "home:consent",
    # How organisations do it beside a lesson; what readers have of it, and saying yes by letter.
    "home:practices",
    "home:takeaway",
    "home:takeaway-asked",
    "home:own-takeaway",
    # Saying whether a mail in one's name was hers, with the link of a letter.
    "inbound:held",
    # What a provider brings shows a secret of its own.
    "inbound_machines:bring",
    # What a provider tells of our letters too.
    "mailing_machines:events",
    # Finding what is open to everybody.
    "home:find",
    # What can be joined; coming to it, and going again with the link of a letter.
    "meetings:list",
    "meetings:month",
    "meetings:calendar",
    "meetings:own-calendar-feed",
    "meetings:meeting",
    "meetings:calendar-file",
    "meetings:registration",
    "meetings:registration-calendar",
    # Saying when one can, with the link of a letter.
    "meetings:poll",
    "meetings:answer-poll",
    # Files of an open meeting, and looking back with the link of a letter.
    "meetings:material",
    "meetings:look-back",
    # What is learnt around one theme: groups, questions, lessons, news and meetings.
    "home:networks",
    # What a national programme is, and what was made of it.
    "home:programme",
    "home:programme-feed",
    # A question about a development that was answered, once who asked made it public.
    "home:enquiry",
    "home:network",
    # What others show beside a link to a public page.
    "home:picture",
    "home:robots",
    "home:security",
    "home:feed",
    "home:sitemap",
    # Pages that editors publish. A page behind a password or a sign-in asks for it itself.
    "wagtail_serve",
    "page_login",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    # Their images, and the documents that are not for members only.
    "image",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
}
