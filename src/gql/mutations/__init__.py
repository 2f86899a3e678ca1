"""The mutations, one file each: an input, an act of the store, a payload. They contain no rules and no SQL.

Each answers with a payload. Problems that a person can correct are in its `userErrors`, all at once, each with a code,
a message and the path of the input field. Then nothing was saved.
"""
