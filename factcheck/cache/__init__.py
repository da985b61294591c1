"""What has been read once is kept: extractions by the hash of all that they depend on, in one database of the user. See docs/adr/0030."""

from factcheck.cache.key import key_of
from factcheck.cache.packing import pack, pack_source, unpack, unpack_source
from factcheck.cache.place import folder
from factcheck.cache.store import Store, emptied, opened

__all__ = ["Store", "emptied", "folder", "key_of", "opened", "pack", "pack_source", "unpack", "unpack_source"]
