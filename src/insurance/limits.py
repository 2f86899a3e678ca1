"""Limits of texts (in characters), of amounts, of what a client may add, and of files.

Forms, inputs and checks all read them from here.
"""

from datetime import date, timedelta
from decimal import Decimal

MEMBER_ID = 80
PLAN_ID = 50
PLAN_NAME = 100
GROUP_ID = 50
EMPLOYER_OR_SCHOOL = 100
NAME = 100
PAYER_NAME = 200
SHORTEST_EDI_PAYER_ID = 2
EDI_PAYER_ID = 80
ENTERED_PAYER_NAME = 200
ACTOR = 200
SUBJECT = 255
OPERATION = 200
IDEMPOTENCY_KEY = 255
ALIAS = 200
ALIASES = 50

FILE_NAME = 255
EMAIL = 254

POLICIES_OF_CLIENT = 50
"""The number of policies at which a chart's client may submit no more. Staff may add any number."""
SUBMISSIONS_A_DAY = 20
"""The most policies one client may submit in 24 hours."""
UPLOADS_AN_HOUR = 60
"""The most uploads one client may create in an hour."""
UPLOAD_OPEN_FOR = timedelta(minutes=15)
"""How long the bytes of an upload are accepted."""
UPLOAD_WAITS_FOR = timedelta(hours=1)
"""How long an accepted file waits for its policy: filling in a form with a photo takes a while."""

ATTACHMENTS = 10
UPLOAD_BYTES = 10 * 1024 * 1024
UPLOAD_TYPES = ("image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf")

EARLIEST_COVERAGE = date(1900, 1, 1)
EFFECTIVE_YEARS_AHEAD = 5
"""How many years after today coverage may begin."""
AGE_YEARS = 150
"""The age that nobody has reached."""

LARGEST_AMOUNT = Decimal("999999.99")
"""US dollars."""
