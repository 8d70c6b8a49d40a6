"""What git has to do: see that nothing of somebody's work is in the way, and make the commit."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import PipelineError


def check_ready(root: Path, paths: Iterable[str]) -> None:
    """See to it that a commit of these files and folders can be made, and holds nothing else than what is made now.

    Raises:
        PipelineError: There is no repository, nobody to commit as, something else under way such as a merge, or a
            change in them that is not committed.
    """
    paths = list(paths)
    found = _git(root, "rev-parse", "--git-dir")
    if found.returncode:
        raise PipelineError(f"An upgrade is a commit, and git finds no repository for it here: {found.stderr.strip()}")
    if _git(root, "var", "GIT_COMMITTER_IDENT").returncode or _git(root, "var", "GIT_AUTHOR_IDENT").returncode:
        raise PipelineError("git does not know who commits; set user.name and user.email with `git config`.")
    # What would be refused in the end is refused now. 1 says that there is nothing to commit yet.
    trial = _git(root, "commit", "--dry-run", "--short", "--", *paths)
    if trial.returncode not in (0, 1):
        raise PipelineError(f"An upgrade is a commit, and git can't make one now: {trial.stderr.strip()}")
    status = _git(root, "status", "--porcelain", "--untracked-files=normal", "--", *paths)
    changed = sorted(line[3:] for line in status.stdout.splitlines())
    if changed:
        raise PipelineError(f"These are changed and not committed; commit or stash them first: {', '.join(changed)}.")


def commit(root: Path, paths: Iterable[str], message: str) -> str:
    """Commit these files and folders, and nothing else, and return the name of the commit.

    Raises:
        PipelineError: git refuses.
    """
    paths = list(paths)
    steps = (
        # A list of files to ignore may be meant for other names than those of a client.
        (["add", "--all", "--force", "--", *paths], None),
        # Verbatim, since headings would be comments otherwise where somebody has configured that.
        (["commit", "--quiet", "--cleanup=verbatim", "--file=-", "--", *paths], message),
    )
    for arguments, text in steps:
        done = _git(root, *arguments, text=text)
        if done.returncode:
            raise PipelineError(
                "The files are in place, but git does not commit them; commit them by hand, or take them back with "
                f"`git restore --staged --worktree {' '.join(paths)}`. It says:\n"
                f"{done.stderr.strip() or done.stdout.strip()}"
            )
    return _git(root, "rev-parse", "--short", "HEAD").stdout.strip()


def _git(root: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", *arguments],
            cwd=root,
            input=text,
            capture_output=True,
            check=False,
            encoding="utf-8",
            # Hooks say what they like.
            errors="replace",
        )
    except OSError:
        raise PipelineError("git can't be started; an upgrade is a commit, and needs it.") from None
