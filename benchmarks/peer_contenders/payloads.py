"""Objects of the APIs of the peers, with the fields that their public references list. No two are equal."""

from typing import Any

GITHUB = "https://api.github.com"


def openai_batch(number: int) -> dict[str, Any]:
    created = 1_711_471_533 + number
    return {
        "id": f"batch_{number:08}abc123",
        "object": "batch",
        "endpoint": "/v1/chat/completions",
        "errors": None,
        "input_file_id": f"file-{number:08}abc123",
        "completion_window": "24h",
        "status": "completed",
        "output_file_id": f"file-{number:08}cvaTdG",
        "error_file_id": f"file-{number:08}HOWS94",
        "created_at": created,
        "in_progress_at": created + 5,
        "expires_at": created + 86_400,
        "finalizing_at": created + 1_500,
        "completed_at": created + 1_600,
        "failed_at": None,
        "expired_at": None,
        "cancelling_at": None,
        "cancelled_at": None,
        "request_counts": {"total": 100, "completed": 95, "failed": 5},
        "metadata": {"customer_id": f"user_{number:08}", "batch_description": "Nightly eval job"},
    }


def openai_list(batches: int) -> dict[str, Any]:
    data = [openai_batch(number) for number in range(batches)]
    return {
        "object": "list",
        "data": data,
        "first_id": data[0]["id"],
        "last_id": data[-1]["id"],
        "has_more": False,
    }


def stripe_customer(number: int) -> dict[str, Any]:
    return {
        "id": f"cus_{number:08}NV2Hib",
        "object": "customer",
        "address": {
            "city": "Utrecht",
            "country": "NL",
            "line1": f"Dorpsstraat {number}",
            "line2": None,
            "postal_code": "3511 AB",
            "state": None,
        },
        "balance": 0,
        "created": 1_680_893_993 + number,
        "currency": "eur",
        "default_source": None,
        "delinquent": False,
        "description": None,
        "email": f"jenny.rosen{number}@example.com",
        "invoice_prefix": f"{number:08}",
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {"order_id": str(number)},
        "name": "Jenny Rosen",
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def stripe_list(customers: int) -> dict[str, Any]:
    data = [stripe_customer(number) for number in range(customers)]
    return {"object": "list", "url": "/v1/customers", "has_more": False, "data": data}


def hcloud_server(number: int) -> dict[str, Any]:
    location = {
        "id": 1,
        "name": "fsn1",
        "description": "Falkenstein DC Park 1",
        "country": "DE",
        "city": "Falkenstein",
        "latitude": 50.47612,
        "longitude": 12.370071,
        "network_zone": "eu-central",
    }
    price = {"net": "3.2900000000", "gross": "3.9151000000000000"}
    return {
        "id": number + 1,
        "name": f"my-resource-{number}",
        "status": "running",
        "created": "2016-01-30T23:55:00+00:00",
        "public_net": {
            "ipv4": {
                "id": number + 1000,
                "ip": f"203.0.113.{number % 256}",
                "blocked": False,
                "dns_ptr": f"server{number:02}.example.com",
            },
            "ipv6": {"id": number + 2000, "ip": "2001:db8::/64", "blocked": False, "dns_ptr": []},
            "floating_ips": [478],
            "firewalls": [{"id": 42, "status": "applied"}],
        },
        "private_net": [
            {
                "network": 4711,
                "ip": f"10.0.0.{number % 256}",
                "alias_ips": [],
                "mac_address": "86:00:ff:2a:7d:e1",
            }
        ],
        "server_type": {
            "id": 1,
            "name": "cx22",
            "description": "CX22",
            "category": "Shared vCPU",
            "cores": 2,
            "memory": 4,
            "disk": 40,
            "deprecated": False,
            "prices": [
                {
                    "location": "fsn1",
                    "price_hourly": price,
                    "price_monthly": price,
                    "included_traffic": 21_990_232_555_520,
                    "price_per_tb_traffic": price,
                }
            ],
            "storage_type": "local",
            "cpu_type": "shared",
            "architecture": "x86",
            "deprecation": None,
            "locations": [
                {"id": 1, "name": "fsn1", "deprecation": None, "available": True, "recommended": False},
            ],
        },
        "location": location,
        "image": {
            "id": 4711,
            "type": "system",
            "status": "available",
            "name": "ubuntu-24.04",
            "description": "Ubuntu 24.04 Standard 64 bit",
            "image_size": 2.3,
            "disk_size": 10,
            "created": "2024-04-30T23:55:00+00:00",
            "created_from": None,
            "bound_to": None,
            "os_flavor": "ubuntu",
            "os_version": "24.04",
            "rapid_deploy": True,
            "protection": {"delete": False},
            "deprecated": None,
            "deleted": None,
            "labels": {},
            "architecture": "x86",
        },
        "iso": None,
        "rescue_enabled": False,
        "locked": False,
        "backup_window": "22-02",
        "outgoing_traffic": 123_456 + number,
        "ingoing_traffic": 123_456 + number,
        "included_traffic": 654_321,
        "protection": {"delete": False, "rebuild": False},
        "labels": {"environment": "prod"},
        "volumes": [505_404 + number],
        "load_balancers": [],
        "primary_disk_size": 40,
        "placement_group": None,
    }


def hcloud_list(servers: int) -> dict[str, Any]:
    pagination = {
        "page": 1,
        "per_page": servers,
        "previous_page": None,
        "next_page": None,
        "last_page": 1,
        "total_entries": servers,
    }
    return {"servers": [hcloud_server(number) for number in range(servers)], "meta": {"pagination": pagination}}


def github_milestone(number: int) -> dict[str, Any]:
    repository = f"{GITHUB}/repos/octocat/Hello-World"
    user = f"{GITHUB}/users/octocat"
    return {
        "url": f"{repository}/milestones/{number}",
        "html_url": f"https://github.com/octocat/Hello-World/milestones/v{number}.0",
        "labels_url": f"{repository}/milestones/{number}/labels",
        "id": 1_002_604 + number,
        "node_id": f"MDk6TWlsZXN0b25lMTAw{number:04}",
        "number": number,
        "state": "open",
        "title": f"v{number}.0",
        "description": f"Tracking milestone for version {number}.0",
        "creator": {
            "login": "octocat",
            "id": 1,
            "node_id": "MDQ6VXNlcjE=",
            "avatar_url": "https://github.com/images/error/octocat_happy.gif",
            "gravatar_id": "",
            "url": user,
            "html_url": "https://github.com/octocat",
            "followers_url": f"{user}/followers",
            "following_url": f"{user}/following{{/other_user}}",
            "gists_url": f"{user}/gists{{/gist_id}}",
            "starred_url": f"{user}/starred{{/owner}}{{/repo}}",
            "subscriptions_url": f"{user}/subscriptions",
            "organizations_url": f"{user}/orgs",
            "repos_url": f"{user}/repos",
            "events_url": f"{user}/events{{/privacy}}",
            "received_events_url": f"{user}/received_events",
            "type": "User",
            "site_admin": False,
        },
        "open_issues": 4,
        "closed_issues": 8,
        "created_at": "2011-04-10T20:09:31Z",
        "updated_at": f"2014-03-03T18:{number % 60:02}:10Z",
        "closed_at": "2013-02-12T13:22:01Z",
        "due_on": "2012-10-09T23:39:01Z",
    }


def github_list(milestones: int) -> list[dict[str, Any]]:
    return [github_milestone(number) for number in range(milestones)]
