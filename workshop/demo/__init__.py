"""A class of eight that shows the whole loop without a person."""
