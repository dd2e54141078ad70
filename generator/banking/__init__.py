"""What the retail banks share: customers with money at several banks, who leave without saying so.

A bank is a `Bank`, a table of parameters; `BankWorld` plays the lives of its customers.
"""
