"""The local page: a draft is judged as it is written, on this machine and for one user.

Nothing is kept between two requests: the page sends the draft each time.
"""
