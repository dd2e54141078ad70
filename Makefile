# Every task is in start.py, which runs without make too: python start.py course
PYTHON ?= python3
options = $(foreach key,lang browser port out only,$(if $($(key)),"$(key)=$($(key))"))

.PHONY: help setup course demo test build verify lint lock
help:
	@$(PYTHON) start.py help

setup course demo test build verify lint lock:
	@$(PYTHON) start.py $@ $(options)
