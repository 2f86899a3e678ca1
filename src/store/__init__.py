"""The records of Policybook: what is kept, how it is reached and how it changes.

    tables, columns, ids .. what is kept          migrate, migrations ... how the tables came to be
    database, reader ...... the two doors         engines, lock ......... how each database is opened
    rows .................. facts and rows        caller ................ who may reach what
    reads/ ................ every query           acts/ ................. every write, one transaction each
    files ................. the bytes of cards    inspection/ ........... whether an upload is one, and what is kept
    demo/ ................. a practice to explore and test with

Knows the rules (`insurance`); knows no GraphQL and no HTTP.
"""
