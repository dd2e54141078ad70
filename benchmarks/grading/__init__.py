"""The race of the graders: the same submissions of a real lesson, marked by nbgrader's autograde and by this course."""
