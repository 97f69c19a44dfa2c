"""BLAKE2b: `hashlib` would load OpenSSL with it, a fiftieth of a short run's time."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python whose hashes are OpenSSL's alone
    from hashlib import blake2b

__all__ = ["blake2b"]
