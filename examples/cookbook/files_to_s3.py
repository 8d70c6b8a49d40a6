"""Copy the files of the portal to a bucket of S3, or of storage that has the same API.

    python files_to_s3.py backup --endpoint-url https://s3.example --ids file_ids.txt

It reads MIJNKLANTPORTAAL_API_KEY, and AWS_ACCESS_KEY_ID and the other variables of boto3. The key needs the scopes
`agreements.read`, `filerequest.read`, `fileshare.read` and `files.read`.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import quote

import boto3
from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError
from mijnklantportaal.downloads import DownloadedFile


class Source(NamedTuple):
    key: str
    version: str
    """Another one when the content has changed."""
    download: Callable[..., DownloadedFile]


def sources(portal: MijnKlantportaal, ids: list[str]) -> Iterator[Source]:
    """Yield the files that the portal can list, and those with these IDs. It has no list of all files."""
    for agreement in portal.agreements.list():
        for document in portal.agreements.get(agreement.id).documents:
            download = partial(portal.agreements.download_document, agreement.id, document.id)
            # Quoted, since the metadata of an object can only have ASCII characters.
            version = quote(str(document.file_hash), safe="")
            yield Source(f"agreements/{agreement.id}/{document.id}", version, download)
    uploaded = [file.uploaded_file_id for request in portal.file_requests.list() for file in request.requested_files]
    shared = [file.id for share in portal.file_shares.list() for file in share.shared_content if file.type_ == "file"]
    # Each once: a file can be uploaded and shared.
    for file_id in dict.fromkeys([*uploaded, *shared, *ids]):
        if file_id:
            # The API has no call that changes a file.
            yield Source(f"files/{file_id}", "1", partial(portal.files.download, file_id))


def has_copy(s3: Any, bucket: str, source: Source) -> bool:
    try:
        version: str | None = s3.head_object(Bucket=bucket, Key=source.key)["Metadata"].get("version")
    except ClientError as error:
        if error.response["Error"]["Code"] == "404":
            return False
        raise
    return version == source.version


def copy(s3: Any, bucket: str, source: Source) -> None:
    # On the disk, and sent from there in parts: the whole file is never in memory.
    with TemporaryDirectory() as folder:
        path = Path(folder, "content")
        file = source.download(to=path)
        headers = {
            "Metadata": {"version": source.version},
            "ContentType": file.media_type or "application/octet-stream",
        }
        if file.name:
            # Names have characters that headers cannot have (RFC 8187).
            headers["ContentDisposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        s3.upload_file(str(path), bucket, source.key, ExtraArgs=headers)


def main() -> int:
    parser = argparse.ArgumentParser(description="Copy the files of the portal to a bucket.")
    parser.add_argument("bucket")
    parser.add_argument("--endpoint-url", help="of storage that is not Amazon's")
    parser.add_argument("--ids", type=Path, help="a text file with an ID of a file on each line")
    options = parser.parse_args()
    try:
        ids = options.ids.read_text(encoding="utf-8").split() if options.ids else []
    except (OSError, ValueError) as error:
        parser.error(f"{options.ids}: {error}")
    s3 = boto3.client("s3", endpoint_url=options.endpoint_url)
    copied = present = failed = 0
    try:
        with MijnKlantportaal() as portal:
            for source in sources(portal, ids):
                if has_copy(s3, options.bucket, source):
                    present += 1
                    continue
                try:
                    copy(s3, options.bucket, source)
                    copied += 1
                except MijnKlantportaalError as error:
                    failed += 1
                    print(f"{source.key}: {error}", file=sys.stderr)
    except (MijnKlantportaalError, Boto3Error, BotoCoreError, ClientError, OSError) as error:
        print(f"stopped: {error}", file=sys.stderr)
        failed += 1
    print(f"{copied} copied, {present} present, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
