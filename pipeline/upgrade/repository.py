"""What git has to do: see that nothing of somebody's work is in the way, and make the commit."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import PipelineError


def check_ready(root: Path, paths: Iterable[str]) -> None:
    """See to it that a commit of these files and folders can be made, and holds nothing else than what is made now.

    Raises:
        PipelineError: There is no repository, nobody to commit as, or a change in them that is not committed.
    """
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise PipelineError("This is no git repository, and an upgrade is a commit; clone the repository.")
    if _git(root, "var", "GIT_COMMITTER_IDENT").returncode or _git(root, "var", "GIT_AUTHOR_IDENT").returncode:
        raise PipelineError("git does not know who commits; set user.name and user.email with `git config`.")
    status = _git(root, "status", "--porcelain", "--", *paths)
    changed = sorted(line[3:] for line in status.stdout.splitlines())
    if changed:
        raise PipelineError(f"These are changed and not committed; commit or stash them first: {', '.join(changed)}.")


def commit(root: Path, paths: Iterable[str], message: str) -> str:
    """Commit these files and folders, and nothing else, and return the name of the commit.

    Raises:
        PipelineError: git refuses.
    """
    paths = list(paths)
    for arguments, text in ((["add", "--all", "--", *paths], None), (["commit", "-qF", "-", "--", *paths], message)):
        done = _git(root, *arguments, text=text)
        if done.returncode:
            raise PipelineError(
                f"The files are in place, but git does not commit them: {done.stderr.strip() or done.stdout.strip()}"
            )
    return _git(root, "rev-parse", "--short", "HEAD").stdout.strip()


def _git(root: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, input=text, capture_output=True, check=False, encoding="utf-8"
        )
    except OSError:
        raise PipelineError("git can't be started; an upgrade is a commit, and needs it.") from None
