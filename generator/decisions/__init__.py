"""Decision worlds: what a policy (which action for which customer) would really earn.

A case takes part by having a `decision.py` that exports one `Decision` (see `specification`) and by naming it in its
`CASE`. There the case says in words and in a schema what is decided and what a policy may see, and gives one function,
`prospects(streams, block)`, which returns arrays only: the features of each customer on the decision date, and
`Prospects`: for each customer and action the expected value, the cost, the use of the budget and the probability of
staying. Expectations are over what has not happened yet; what drives each customer is known, so nothing in them is
noise. Everything else is done here, once for all cases:

- `policy` reads what a policy returned and refuses what makes no sense,
- `allocation` makes the best use of a budget when the gains are known,
- `regression` and `foresight` find what can be expected of a customer from the features alone,
- `value` puts a value on policies, `baselines` are the rules to beat, `scoring` gives a score with an interval,
- `world` brings these together.

To add one, follow `generator/cases/amazon/decision.py`:

- Actions begin with doing nothing, which costs and uses nothing. `value` is before `cost`; leave in `value` what
  depends on what the customer does (a discount taken), put into `cost` what is spent on the day.
- `use` is what the budget limits: 1 for a customer treated, or money, or hours. The budget grows with the customers.
- Build the effects from the functions and parameters of the case's campaigns, so that what a learner estimates from a
  randomised campaign transfers; draw what nothing observed explains from a stream of its own ("decision.<action>").
- Every feature follows from the tables that learners get, up to the as-of date; one text feature is the segment.
- `tests/generator/test_decisions.py` then checks of every case: the oracle clearly beats the baselines, treating the
  riskiest does not win, and treating everyone loses money in some segment.
"""
