"""Run by Django's own test runner, in a process that test_django_test_runner.py starts."""

import tempfile
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import LiveServerTestCase, SimpleTestCase, TestCase, override_settings

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.django_shop.models import Contract
from tests.integrations.sent_files import SentFile, sent_files

SMALL = b"%PDF-1.7 small"
# Django receives larger files on disk.
LARGE = bytes(range(256)) * 1000


class PortalTestCase(TestCase):
    """Serves an empty sandbox for each test."""

    def setUp(self) -> None:
        self.sandbox = Sandbox()
        url = self.enterContext(self.sandbox.serve())
        self.enterContext(override_settings(PORTAL_URL=url, PORTAL_API_KEY=self.sandbox.api_key))
        self.enterContext(override_settings(MEDIA_ROOT=self.enterContext(tempfile.TemporaryDirectory())))


class ViewTests(PortalTestCase):
    def test_view(self) -> None:
        customer = self.sandbox.customers.add(company_name="Bakery")
        assert self.client.get("/customers/").json() == {"names": ["Bakery"]}
        assert self.client.get("/customers/", {"id": customer.id}).json() == {"name": "Bakery"}
        assert self.client.get("/customers/", {"id": "cst_unknown"}).status_code == 404

    def test_async_view(self) -> None:
        self.sandbox.customers.add(company_name="Bakery")
        for _ in range(3):
            assert self.client.get("/customers/async/").json() == {"names": ["Bakery"]}

    async def test_async_view_from_an_async_test(self) -> None:
        self.sandbox.customers.add(company_name="Bakery")
        for _ in range(3):
            response = await self.async_client.get("/customers/async/")
            assert response.json() == {"names": ["Bakery"]}
        assert (await self.async_client.get("/customers/")).json() == {"names": ["Bakery"]}


class UploadTests(PortalTestCase):
    def post(self, path: str, content: bytes) -> Any:
        file = SimpleUploadedFile("report.pdf", content, "application/x-shown")
        return self.client.post(path, {"attachment": file}).json()

    def test_upload_is_sent_with_its_name_and_media_type(self) -> None:
        kinds = {"InMemoryUploadedFile": SMALL, "TemporaryUploadedFile": LARGE}
        for kind, content in kinds.items():
            response = self.post("/upload/", content)
            assert (response["kind"], response["still_readable"]) == (kind, len(content))
            assert sent_files(self.sandbox)[-1] == SentFile("report.pdf", "application/x-shown", content)

    def test_async_upload_is_sent_with_its_name_and_media_type(self) -> None:
        for content in (SMALL, LARGE):
            self.post("/upload/async/", content)
            assert sent_files(self.sandbox)[-1] == SentFile("report.pdf", "application/x-shown", content)

    def test_file_of_a_model_is_sent_by_its_base_name(self) -> None:
        response = self.post("/contracts/", LARGE)
        assert response["path"] == "contracts/2026/report.pdf"
        assert sent_files(self.sandbox) == [SentFile("report.pdf", "application/pdf", LARGE)]

    def test_file_of_a_model_is_sent_again_in_a_retry_and_closed_afterwards(self) -> None:
        contract = Contract.objects.create(document=SimpleUploadedFile("report.pdf", SMALL))
        document = Contract.objects.get(pk=contract.pk).document
        self.sandbox.faults.status(429, headers={"Retry-After": "1"})
        self.sandbox.client().files.upload(file=document)
        assert sent_files(self.sandbox) == [SentFile("report.pdf", "application/pdf", SMALL)] * 2
        assert document.closed
        with document.open() as opened:
            self.sandbox.client().files.upload(file=opened)
            assert not opened.closed
        assert sent_files(self.sandbox)[-1].content == SMALL

    def test_empty_field_of_a_model_is_refused(self) -> None:
        with self.assertRaisesMessage(ValueError, "file must be a file, but this FieldFile has none"):
            self.sandbox.client().files.upload(file=Contract().document)

    def test_missing_file_of_a_model_is_refused_with_its_path(self) -> None:
        with self.assertRaisesMessage(FileNotFoundError, "contracts/lost.pdf"):
            self.sandbox.client().files.upload(file=Contract(document="contracts/lost.pdf").document)
        assert self.sandbox.requests == []

    def test_other_files_of_django_are_sent(self) -> None:
        portal = self.sandbox.client()
        portal.files.upload(file=ContentFile(SMALL, name="a/report.pdf"))
        with tempfile.NamedTemporaryFile() as file:
            file.write(SMALL)
            portal.files.upload(file=File(file, name="report.pdf"))
        assert sent_files(self.sandbox) == [SentFile("report.pdf", "application/pdf", SMALL)] * 2
        with self.assertRaisesMessage(TypeError, "open it with mode 'rb', or encode its text"):
            portal.files.upload(file=ContentFile("text", name="a.txt"))


class TestDataTests(TestCase):
    """Each test has a copy of what `setUpTestData` sets."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.sandbox = Sandbox()
        cls.customer = cls.sandbox.customers.add(company_name="Bakery")
        cls.real_portal = MijnKlantportaal(api_key="key")
        cls.async_portal = AsyncMijnKlantportaal(api_key="key")
        cls.customers = cls.sandbox.customers

    def setUp(self) -> None:
        # Not in setUpTestData: a copy of a client is the client, which would call the sandbox of the class.
        self.portal = self.sandbox.client()

    def test_sandbox_is_independent(self) -> None:
        assert [customer.company_name for customer in self.portal.customers.list()] == ["Bakery"]
        self.portal.customers.update(self.customer.id, company_name="Changed")
        self.sandbox.customers.add()
        assert len(self.sandbox.requests) == 2
        assert type(self).sandbox is not self.sandbox

    test_sandbox_is_independent_again = test_sandbox_is_independent

    def test_factory_belongs_to_the_sandbox_of_the_test(self) -> None:
        self.customers.add(company_name="Butcher")
        assert {customer.company_name for customer in self.portal.customers.list()} == {"Bakery", "Butcher"}

    def test_client_is_that_of_the_class(self) -> None:
        assert self.real_portal is type(self).real_portal
        assert self.async_portal is type(self).async_portal


class LiveServerTests(LiveServerTestCase):
    """Django and the sandbox both serve from threads."""

    def test_live_server(self) -> None:
        from urllib.request import urlopen

        sandbox = Sandbox()
        sandbox.customers.add(company_name="Bakery")
        with sandbox.serve() as url, override_settings(PORTAL_URL=url, PORTAL_API_KEY=sandbox.api_key):
            for path in ("/customers/", "/customers/async/"):
                with urlopen(self.live_server_url + path) as response:
                    assert b"Bakery" in response.read()


class WithoutDatabaseTests(SimpleTestCase):
    def test_unreachable_portal_fails_in_time(self) -> None:
        with self.assertRaisesMessage(Exception, "refused"):
            MijnKlantportaal(api_key="key", base_url="http://127.0.0.1:9/v1", max_retries=0).customers.list()
