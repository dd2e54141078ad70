"""Plain values as JSON and Arrow: what a check ships, and all that ever crosses the grader's boundary.

`encode` turns a value into a tree that `json.dumps` takes; `decode` turns it back. Tables and series are written
column by column into the tree or, when a list of `parts` is given, as Arrow streams appended to that list.
Nothing is ever pickled: what is not plain data becomes an `Opaque`, which carries the type's name and no more.
"""

from coursekit.decoding import decode
from coursekit.encoding import encode
from coursekit.wire import MAX_DEPTH, Json, Malformed, Opaque

__all__ = ["MAX_DEPTH", "Json", "Malformed", "Opaque", "decode", "encode"]
