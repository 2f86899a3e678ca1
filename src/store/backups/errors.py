"""What stops a backup or a restore. The texts are for the operator, and hold ids only."""


class BackupError(Exception):
    """The command cannot be carried out; the text says why in a sentence.

    BackupError
    ├── NotABackup        the folder holds no backup, or belongs to something else
    └── BackupDamaged     the backup is not what was written
    """


class NotABackup(BackupError):
    """The folder holds no backup, or something else lies there."""


class BackupDamaged(BackupError):
    """A part of the backup is missing or has other bytes than were written."""
