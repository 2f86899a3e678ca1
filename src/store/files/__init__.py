"""The file store: the photos and PDFs of insurance cards, in a folder by default, or in a bucket.

file_store ............ put, get, list and delete files    open_store ........ from a URL to a store
local_folder .......... durability and modes of a folder   errors ............ what may go wrong
"""

from store.files.errors import BadFilesUrl, FilesUnavailable
from store.files.file_store import Files, StoredFile

__all__ = ["BadFilesUrl", "Files", "FilesUnavailable", "StoredFile"]
