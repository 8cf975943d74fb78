"""The rules of releases: what may be published of a field, and the figures. Pure: no Django.

`members` and `tables` hold who and which cells; `admission` decides which tables are published;
`figures` computes and rounds what stands in their cells.
"""
