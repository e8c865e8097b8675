//! What the help of `faultwire render` says of its input.

/// The members of a fault, then those of a reply.
pub(super) const INPUT: &str = "\
The fault is a JSON object. What all faults of one kind share:
  code         a lower-case letter, then lower-case letters, digits and `_`; required
  status       400 to 599; required, unless `code` is a protocol fault's such as `route_not_found`: then
               title, template and severity are that fault's where they are not given
  title        text [default: the code, spoken]
  template     the message with {name} for parameters [default: the title]
  number       an integer, for clients that know errors by numbers
  cause        why, for the rules of a guideline: quota, malformed, unknown_member, reference_in_body, …
  severity     soft or hard [default: soft for 4xx, hard for 5xx]
  help, type   addresses: of a page that helps, of the type
  retry        whether the same request can succeed: never, now or after
  retry_after  seconds to wait; implies after
  words        an object of words for styles: {\"openstack.root\":\"overLimitFault\"}
What is particular to this one:
  message      a text in place of the template's
  params       an object: the data of the template
  details      text, which is shown with --details or where the configuration says so
  instance     a URI reference of the occurrence
  violations   a list of objects: `message`, one of `pointer`, `parameter` and `header`, perhaps `rule`
  extensions   an object of members for envelopes that take some
  notes        a list of texts
  headers      a list of pairs: [[\"Allow\",\"GET\"]]
  earlier      a list of faults that led to this one, the most recent first

With --catalog a fault has `code` alone of what all of one kind share, that of a fault of the catalogue or of the
protocol; its `params` are those that are declared, of their types, and none that always is there is missing.

With --reply the input is a JSON object of these, none of which must be there:
  status       200, 201, 202 or 204 [default: 200]
  resource     an object: `name`, and `value`, which is any JSON
  members      an object: further members beside the resource, in order
  location     a URI reference: of what was created, or where to ask how it goes on
  queue_token  text: by which the queued request can be asked for
  notes        a list of texts
  warnings     a list of faults that did not stop the request
  headers      a list of pairs
  task         a long-running operation, which is shown in place of resource and members; an object:
    id         text; required
    state      IN_PROGRESS, COMPLETED or FAILED; required
    message    text
    objects    what it works on, a list of objects: `type` and `id`
    start      a moment such as 2026-01-02T03:04:05Z; required
    end        a moment; required of a task that is over, and of no other
    fault      a fault; required of a task that failed, and of no other

";

/// Commands that work as they are; those with files need files.
pub(super) const EXAMPLES: &str = "\
Examples:
  echo '{\"code\":\"route_not_found\"}' | faultwire render
  echo '{\"code\":\"disk_full\",\"status\":507}' | faultwire render --style openstack --format xml --body
  echo '{\"code\":\"disk_full\",\"status\":507}' | faultwire render --style openstack --option names=as-coded
  echo '{\"code\":\"no_volume\",\"status\":404,\"template\":\"No volume {id}.\",\"params\":{\"id\":7}}' | faultwire render
  echo '{\"code\":\"internal\"}' | faultwire render --style house.toml
  echo '{\"code\":\"volume_not_found\",\"params\":{\"volume_id\":\"7\"}}' | faultwire render --catalog faults.toml
  faultwire render --catalog faults.toml --fault volume_not_found --style openstack
  echo '{\"code\":\"internal\"}' | faultwire render --config faultwire.toml --path /api/volumes
  echo '{\"resource\":{\"name\":\"volume\",\"value\":{\"id\":7}}}' | faultwire render --reply --style status-text
  echo '{\"status\":202,\"queue_token\":\"c0ffee\"}' | faultwire render --reply --style queue-token
  echo '{\"task\":{\"id\":\"7\",\"state\":\"IN_PROGRESS\",\"start\":\"2026-01-02T03:04:05Z\"}}' | faultwire render --reply";
