"""The processes of the field as small functions, each with its source and its theory beside it."""
