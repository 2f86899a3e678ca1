"""Many situations a rule, and no deadline: a slow machine is no fault of the rules."""

from hypothesis import settings

settings.register_profile("insurance", deadline=None, max_examples=60)
settings.load_profile("insurance")
