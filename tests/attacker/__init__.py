"""Someone with patience who reads releases as a working-group member and works out the answers.

Written apart from the product: nothing here but `reading` and the tests' scenes knows it. The
attacker is given more than anyone has (see `published.Knowledge`), so that what she cannot work
out, nobody can.
"""
