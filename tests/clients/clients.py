"""The clients, as a program would make them, for a service that asks for no authentication."""

from typing import Any

import openstack
from cinderclient.v3.client import Client as Cinder
from keystoneauth1.noauth import NoAuth
from keystoneauth1.session import Session
from openstack.connection import Connection
from requests import Session as Requests

from wire import SECONDS, Wire

__all__ = ["Cinder", "Connection", "cinderclient", "openstacksdk"]


def cinderclient(endpoint: str, wire: Wire, **options: Any) -> Cinder:
    """A python-cinderclient whose requests go over this wire."""
    requests = Requests()
    requests.mount("http://", wire)
    return Cinder(session=Session(auth=NoAuth(endpoint=endpoint), session=requests, timeout=SECONDS), **options)


def openstacksdk(endpoint: str, wire: Wire, **options: Any) -> Connection:
    """A connection of openstacksdk whose requests go over this wire."""
    connection = openstack.connect(
        load_yaml_config=False,
        load_envvars=False,
        auth_type="none",
        block_storage_endpoint_override=endpoint,
        api_timeout=SECONDS,
        **options,
    )
    connection.session.session.mount("http://", wire)
    return connection
