# Every task is in start.py, which runs without make too: python start.py course
PYTHON ?= python3
options = $(foreach key,lang browser port out only customers rounds scale graders class,$(if $($(key)),"$(key)=$($(key))"))

.PHONY: help setup course demo test build verify lint bench lock
help:
	@$(PYTHON) start.py help

setup course demo test build verify lint bench lock:
	@$(PYTHON) start.py $@ $(options)
