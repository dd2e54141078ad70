"""The cases: one folder each; a folder added here is a case added, and there is nothing to register.

A case's folder holds `CASE`, a `generator.case.Case`: its name and titles, its schema (`tables` and the sealed
`truth`), and `world`, which makes one block of customers from the block's random streams. By custom its modules are
`parameters/` (every number that models the world, with unit and source), `dictionary/` (the schema in both languages),
one module a process, and `world.py`, which works each stage out once, when something first asks for it.

A case that has mess lists it in `mess` and asks `streams.messy("late")` where it makes it; it draws whatever the
answer, from a stream apart, so that leaving one kind out changes nothing else. Tables whose rows may stand twice say
`repeats=True`. A case whose names and addresses come in several locales lists them in `locales`, its own first, and
looks at `streams.variant.locale` (None: its own); `generator.locales.identities` makes them.
"""
