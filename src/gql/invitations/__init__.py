"""Invitations to the portal: the link, the email with it, and the rate limit on failed attempts to use one."""
