"""Matching: who might suit whom. Pure functions over arrays, without tables or Django.

people_arrays.py     what is known of people, as arrays
bounds.py weights.py the weights of the score, and their bounds
limits.py            the rule of limits
distances.py         kilometres
hard_constraints.py  what must hold between two people
score.py             what speaks for two people
candidates.py        about twenty possible peers each, without n² comparisons
problem.py           what a round is asked, and what it answers
two_sided.py         designated peer workers: optimal, by flow.py (minimum-cost flow, with proof)
one_sided.py         anyone with anyone: bounded, often exact, by rounding.py, blossom.py,
                     local_search.py and exact.py
lexicographic.py     people met, then waiting, then scores, as one whole number
why.py               why some cannot be met, and what would help
calibration.py fairness.py  learning from answers, and for whom rounds work
tables.py            counts of people with their totals, and what a reader works out of them
suppression.py       what is hidden of such a table; the fewest cells by fewest_cells.py
"""
