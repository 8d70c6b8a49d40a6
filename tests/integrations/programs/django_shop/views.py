from asgiref.sync import async_to_sync
from django.conf import settings
from django.http import HttpRequest, JsonResponse

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, NotFoundError
from tests.integrations.programs.django_shop.models import Contract


def portal() -> MijnKlantportaal:
    return MijnKlantportaal(api_key=settings.PORTAL_API_KEY, base_url=settings.PORTAL_URL)


def async_portal() -> AsyncMijnKlantportaal:
    return AsyncMijnKlantportaal(api_key=settings.PORTAL_API_KEY, base_url=settings.PORTAL_URL)


def customers(request: HttpRequest) -> JsonResponse:
    with portal() as client:
        if "id" in request.GET:
            try:
                return JsonResponse({"name": client.customers.get(request.GET["id"]).company_name})
            except NotFoundError as error:
                return JsonResponse({"message": error.message}, status=404)
        return JsonResponse({"names": [customer.company_name for customer in client.customers.list()]})


async def customers_async(request: HttpRequest) -> JsonResponse:
    async with async_portal() as client:
        return JsonResponse({"names": [customer.company_name async for customer in client.customers.list()]})


def upload(request: HttpRequest) -> JsonResponse:
    file = request.FILES["attachment"]
    with portal() as client:
        created = client.files.upload(file=file)
    return JsonResponse({"id": created.id, "still_readable": len(b"".join(file.chunks())), "kind": type(file).__name__})


async def upload_async(request: HttpRequest) -> JsonResponse:
    async with async_portal() as client:
        created = await client.files.upload(file=request.FILES["attachment"])
    return JsonResponse({"id": created.id})


def save_contract(request: HttpRequest) -> JsonResponse:
    """Save an upload with a model, and send the file of the model, from an asynchronous function."""
    contract = Contract.objects.create(document=request.FILES["attachment"])

    async def send() -> str:
        async with async_portal() as client:
            return (await client.files.upload(file=Contract(document=contract.document.name).document)).id

    return JsonResponse({"id": async_to_sync(send)(), "path": contract.document.name})
