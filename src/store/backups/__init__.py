"""Backups in a folder: the database and the files it names, as of one instant, again and again.

manifest ...... what a backup consists of           folder ....... where its bytes lie, each named by its digest
named_files ... the files that records name         backup ....... making one, while the database is served
restore ....... putting one in place                verify ....... what is missing or damaged, here or in a backup
"""
