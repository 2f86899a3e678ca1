"""The mutations, one file each: an input, an act of the store, a payload. No rule and no SQL is in them.

Each answers with a payload. What a person can mend is in its `userErrors`, all of it at once, with a code, a sentence
and the path of the field; then nothing was written.
"""
