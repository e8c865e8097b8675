"""What the service says with each fault, and which exception of which client that is."""

from dataclasses import dataclass

from cinderclient import exceptions as cinder
from openstack import exceptions as sdk


@dataclass(frozen=True)
class Fault:
    """A status and a message, and the headers that a client acts on."""

    status: int
    message: str
    retry_after: int | None = None

    @property
    def cinder_class(self) -> type[cinder.ClientException]:
        """What python-cinderclient raises."""
        raised: type[cinder.ClientException] = CINDER.get(self.status, cinder.ClientException)
        return raised

    @property
    def sdk_class(self) -> type[sdk.HttpException]:
        """What openstacksdk raises."""
        return SDK.get(self.status, sdk.HttpException)


CINDER: dict[int, type[cinder.ClientException]] = {
    400: cinder.BadRequest,
    401: cinder.Unauthorized,
    403: cinder.Forbidden,
    404: cinder.NotFound,
    406: cinder.NotAcceptable,
    413: cinder.OverLimit,
    501: cinder.HTTPNotImplemented,
}
"""Every other status is a plain `ClientException`."""

SDK: dict[int, type[sdk.HttpException]] = {
    400: sdk.BadRequestException,
    403: sdk.ForbiddenException,
    404: sdk.NotFoundException,
    409: sdk.ConflictException,
    412: sdk.PreconditionFailedException,
}
"""Every other status is a plain `HttpException`."""

FAULTS = [
    Fault(400, "The request has an error."),
    Fault(401, "The token is not authorized to access the resource."),
    Fault(403, "Access to the resource was denied."),
    Fault(404, "The resource could not be found."),
    Fault(405, "The method is not allowed for this resource."),
    Fault(406, "The resource has no acceptable representation."),
    Fault(409, "The state of the resource does not permit the request."),
    Fault(412, "A precondition was not met."),
    Fault(413, "The request is over a limit.", retry_after=7),
    Fault(415, "The content type is not supported."),
    Fault(416, "There is no such page."),
    Fault(417, "Application error."),
    Fault(422, "The resource could not be processed at the moment."),
    Fault(429, "Too many requests.", retry_after=7),
    Fault(500, "The server has erred."),
    Fault(501, "The method is not implemented."),
    Fault(502, "The data store failed."),
    Fault(503, "Down for maintenance.", retry_after=7),
]
"""What `fault-NNN` answers, for every NNN that the service knows."""

PANIC = Fault(500, "The server has either erred or is incapable of performing the requested operation.")
ROUTE_NOT_FOUND = Fault(404, "The resource could not be found.")
