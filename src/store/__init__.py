"""The records of Policybook: how they are stored, read and written.

    db/ ................... tables, engines, migrations, the process lock: where databases differ
    row_mapping ........... facts to rows and rows to facts
    caller ................ who is calling, and so what they can reach
    reads/ ................ every query, scoped to the caller
    acts/ ................. every write, one transaction each: `unit_of_work`, a writer per noun, and one file per act
    uploads ............... a file on its way to a policy
    files, inspection/ .... the bytes of insurance cards, and whether a file is one
    backups/ .............. backup, restore and verify
    demo/ ................. a practice to explore and test with

Knows the rules (`insurance`); knows no GraphQL and no HTTP.
"""
