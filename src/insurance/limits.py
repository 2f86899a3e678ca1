"""How long a text may be, how much a client may add, and what a file may be.

The numbers are the product's; every form, input and check reads them from here.
"""

from datetime import timedelta
from decimal import Decimal

MEMBER_ID = 80
PLAN_ID = 50
GROUP_ID = 50
EMPLOYER_OR_SCHOOL = 100
NAME = 100
EDI_PAYER_ID = 80
ENTERED_PAYER_NAME = 200
ACTOR = 200
SUBJECT = 255
IDEMPOTENCY_KEY = 255
ALIAS = 200
ALIASES = 50

FILE_NAME = 255
EMAIL = 254

POLICIES_OF_CLIENT = 50
"""A client may not submit more once their chart has so many; staff may add any number."""
SUBMISSIONS_A_DAY = 20
"""That one client may have saved in any 24 hours."""
UPLOADS_AN_HOUR = 60
"""That one client may reserve in any hour."""
UPLOAD_OPEN_FOR = timedelta(minutes=15)
"""How long the bytes may be sent."""
UPLOAD_WAITS_FOR = timedelta(hours=1)
"""How long an accepted file then waits for its policy: a form with a photo is not filled in within minutes."""

ATTACHMENTS = 10
UPLOAD_BYTES = 10 * 1024 * 1024
UPLOAD_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf")

LARGEST_AMOUNT = Decimal("999999.99")
"""US dollars."""
