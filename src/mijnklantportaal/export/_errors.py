"""The error of exports."""

from mijnklantportaal._imports import MijnKlantportaalError


class ExportError(MijnKlantportaalError):
    """An export cannot start or continue: its spool is damaged, in use, or belongs to an export with other arguments.

    The spool is the file `<target>.partial`, which contains the objects that were received so far.
    """

    # The public name of its module.
    __module__ = "mijnklantportaal.export"
