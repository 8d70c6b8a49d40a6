"""The git repository: check that an upgrade can be committed, and commit it."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import PipelineError


def check_ready(root: Path, paths: Iterable[str]) -> None:
    """Check that these files and folders have no uncommitted changes, and that git can commit them.

    Raises:
        PipelineError: There is no repository, no committer is configured, another git command such as a merge is in
            progress, or a file has uncommitted changes.
    """
    paths = list(paths)
    git_dir = _git(root, "rev-parse", "--git-dir")
    if git_dir.returncode:
        raise PipelineError(f"An upgrade is a commit, and git finds no repository here: {git_dir.stderr.strip()}")
    if _git(root, "var", "GIT_COMMITTER_IDENT").returncode or _git(root, "var", "GIT_AUTHOR_IDENT").returncode:
        raise PipelineError("git has no name for the commit; set user.name and user.email with `git config`.")
    # This finds the errors of the commit at the end. The exit code 1 means that there is nothing to commit yet.
    trial = _git(root, "commit", "--dry-run", "--short", "--", *paths)
    if trial.returncode not in (0, 1):
        raise PipelineError(f"An upgrade is a commit, and git cannot make one now: {trial.stderr.strip()}")
    status = _git(root, "status", "--porcelain", "--untracked-files=normal", "--", *paths)
    changed = sorted(line[3:] for line in status.stdout.splitlines())
    if changed:
        raise PipelineError(f"These files have uncommitted changes; commit or stash them first: {', '.join(changed)}.")


def commit(root: Path, paths: Iterable[str], message: str) -> str:
    """Commit these files and folders, and nothing else, and return the abbreviated hash of the commit.

    Raises:
        PipelineError: git fails.
    """
    paths = list(paths)
    steps = (
        # With --force, since a .gitignore of the user may match names of generated files.
        (["add", "--all", "--force", "--", *paths], None),
        # Verbatim, since other settings of commit.cleanup treat headings as comments.
        (["commit", "--quiet", "--cleanup=verbatim", "--file=-", "--", *paths], message),
    )
    for arguments, text in steps:
        done = _git(root, *arguments, text=text)
        if done.returncode:
            raise PipelineError(
                "The files are in place, but git did not commit them; commit them by hand, or restore the old ones by "
                f"`git restore --staged --worktree {' '.join(paths)}`. Output of git:\n"
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
            # The output of hooks may have any encoding.
            errors="replace",
        )
    except OSError:
        raise PipelineError("git cannot be started; an upgrade is a commit, and needs it.") from None
