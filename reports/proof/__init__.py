"""Proof that a paper in somebody's hand is what was signed: keys, manifests and their checking."""
