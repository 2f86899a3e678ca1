"""Invitations to the portal: the link, the email, and the limit on attempts."""
