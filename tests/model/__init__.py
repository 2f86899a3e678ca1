"""The laws of insurance policies over again, in plain Python, to be compared with the server.

| file | what |
|---|---|
| `texts`, `laws` | each law, on plain values |
| `book` | all that a practice holds, and the shape of a write and of its outcome |
| `fields` | what an input makes of a record's fields, and what is wrong with it |
| `writing`, `attaching` | what writes have in common |
| `policies`, `portal`, `records`, `writes` | each write: what it makes of the book, and what it must be answered with |
| `documents`, `answers` | what the server is asked, and its answers in the model's shapes |
| `values`, `inputs`, `places` | what is drawn, and what that stands for in a book |
| `line` | the line to the server |

All but the last share no code with the server, so that the two may disagree.
"""
