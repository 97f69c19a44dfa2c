"""An archive of earlier drafts, and how much of a draft is its own beside them.

Nothing is archived unless somebody asks for it. `place` and `originality` are imported by every
check that names an archive, `store` and `database`, with SQLAlchemy, only where one is opened.
"""
