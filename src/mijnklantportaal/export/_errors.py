"""The error of exports."""

from mijnklantportaal._imports import MijnKlantportaalError


class ExportError(MijnKlantportaalError):
    """An export cannot start or go on: its spool is damaged, in use, or of an export with other arguments.

    The spool is the file `<target>.partial`, which has the objects that were received.
    """

    # The public name of its module.
    __module__ = "mijnklantportaal.export"
