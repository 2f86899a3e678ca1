"""A model of the server: the rules once more, in plain Python, for model-based tests (hypothesis's state machines).

| module | what |
|---|---|
| `texts`, `rules` | each rule, on plain values |
| `state` | what a practice holds, and the shape of a mutation and its outcome |
| `fields` | from an input to the fields of a record, with all its errors |
| `operation`, `attachment_operations` | what mutations have in common |
| `policy_operations`, `portal_operations`, `record_operations` | each mutation: its outcome, and the state after it |
| `apply` | runs one mutation on a state |
| `documents`, `comparison` | the documents that are sent, and the comparison of responses with the state |
| `values`, `inputs`, `references` | what hypothesis draws, and how that becomes an input |
| `connection` | the connection to the real server |

All but `connection` share no code with the server, so that the two can disagree.
"""
