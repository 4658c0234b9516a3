"""Finding what drives the effort score, and seeing whether what is found is true."""

from commands.drivers.contacts_file import read_contacts
from commands.drivers.planted_figures import measure_planted
from commands.drivers.regression import Report, report_on

__all__ = ["Report", "measure_planted", "read_contacts", "report_on"]
