"""The rule book -> forms, ready to send: one workbook for each juror, and one for the committee."""

from helpers.forms.due import DueSheet, Fields, due_forms
from helpers.forms.folder import Written, form_name, write_form
from helpers.forms.workbook import form_workbook

__all__ = [
    "DueSheet",
    "Fields",
    "Written",
    "due_forms",
    "form_name",
    "form_workbook",
    "write_form",
]
