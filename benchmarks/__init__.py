"""How fast data are made here, beside what else makes data: `make bench`."""
