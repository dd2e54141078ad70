"""What this machine can and can't do for the course, tried for real, and how to mend it."""

from workshop.doctor.finding import Finding, Verdict
from workshop.doctor.machine import look_over

__all__ = ["Finding", "Verdict", "look_over"]
