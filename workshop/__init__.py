"""What instructors and authors run: build, verify, data, classes, grading, reports."""

import grader as grader
