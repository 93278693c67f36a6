"""Who might suit whom: pure functions over arrays. No tables, and in the kernel no Django.

network.py      what is known of people, as arrays           weights.py    how much each thing counts, and its bounds
score.py        what speaks for two people, and what forbids   candidates.py about twenty possible peers each, without n²
programme.py    what a round is asked and what it answers    flow.py       minimum-cost flow, its prices and their proof
two_sided.py    designated peer workers: optimal             one_sided.py  anyone with anyone: bounded, often exact
rounding.py blossom.py improving.py exact.py                 the steps of one_sided
why.py          why some cannot be met, and what would help  calibration.py fairness.py  learning, and for whom it works
"""
