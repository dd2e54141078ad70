"""The race of the graders: the same submissions of a real lesson, marked by nbgrader, Otter and this course."""

LESSON = "01-who-stayed"
