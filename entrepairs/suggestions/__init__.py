"""How much each thing counts when a peer is looked for: the table of weights, who changes it, what a change does."""
