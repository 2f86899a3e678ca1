"""The records: what is stored, who may reach it, and how it changes.

    db/ ................... tables, connections, migrations      migrations/ ....... one file per change of the tables
    reads/ ................ every query                          acts/ ............. every write, one transaction each
    row_mapping ........... rows to facts and back               caller ............ who is calling and what they reach
    files/ ................ photos and PDFs of insurance cards   uploads ........... files on their way to a policy
    inspection/ ........... decodes and checks uploaded files    ids ............... new ids
    backups/ .............. make, verify and restore backups     digests ........... SHA-256 of stored files
    demo/ ................. practices to explore and test with   local_disk ........ syncs files to disk

Knows the rules (`insurance`). Knows neither GraphQL nor HTTP.
"""
