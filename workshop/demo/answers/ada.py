# %% board-memo [markdown]
"""
Dear board, we keep well under half of our customers from one month to the next: of those who bought in January, the share
above bought again in February, counted among January's buyers. The rate says nothing about the holiday crowd of November,
nor about customers who simply needed nothing in February. I would spend the money on first-time buyers, at the step where
they decide. If the share that returns within thirty days has not risen by two points in three months, I was wrong.
"""
