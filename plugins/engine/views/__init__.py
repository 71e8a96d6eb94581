"""What a template may see: one frozen view, named `view`, and the frozen `frame`. Nothing else, no clock, no settings.

Templates in frame/ make the parts around a page: they see `frame`, the `surround` and the `place`, and no page.

Addresses in a view of a public page are relative to the site's root and carry no leading slash; a template writes
`{{ view.meta.root }}` before them. Texts are plain (autoescape escapes them) except fields of type `Markup`, which hold sanitised
HTML. Dates come twice: `iso` for <time datetime>, `text` for people. Views are structs of msgspec, not dataclasses: they are made by
the ten thousand, in a tenth of the time. What the filter `once` is given keeps its hash.
"""
