"""Moves every practice of one database to another: from a SQLite file to PostgreSQL, or back."""

from store.moves.move import Moved, MoveFailed, move_practices

__all__ = ["MoveFailed", "Moved", "move_practices"]
