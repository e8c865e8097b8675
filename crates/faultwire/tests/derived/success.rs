//! The drops reports on replies and tasks: a table, and answers that change or do not.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use faultwire::{DropsReport, Fate, Fault, FaultType, Renderer, Reply, RequestContext, Style, Task};
use http::{HeaderMap, HeaderValue, Method, Uri};
use serde_json::{Value, json};

use crate::drops::lines;

#[track_caller]
fn check(report: &DropsReport, expected: &str) {
    let expected: Vec<_> = expected.lines().map(str::trim).collect();
    assert_eq!(lines(report), expected);
}

fn style(name: &str) -> Style {
    faultwire::Config::default().style(name).unwrap()
}

#[test]
fn reports_name_what_each_page_carries_of_a_reply() {
    let plain = "status: carried in the status line
         request_id: carried in header x-request-id
         reply_status: carried in the status line
         resource_name: carried in the body
         resource: carried in the body
         members: carried in the body
         location: carried in header location";
    for name in ["simplivity", "problem"] {
        check(&style(name).reply_drops(), plain);
    }
    check(
        &style("queue-token").reply_drops(),
        "status: carried in the status line
         request_id: carried in header x-request-id
         notes: carried in the body
         reply_status: carried in the status line
         resource_name: carried in the body
         resource: carried in the body
         members: carried in the body
         queue_token: carried in the body
         location: carried in header location
         warnings.message: carried in the body",
    );
    check(
        &style("google").reply_drops(),
        "status: carried in the status line
         request_id: carried in header x-request-id
         reply_status: carried in the status line
         resource_name: exactly not for `one` in the body
         resource: carried in the body
         members: exactly not for `one` in the body
         location: carried in header location",
    );
    let objects = style("queue-token").with_option("item", "object").unwrap().reply_drops();
    assert_eq!(objects.field("warnings.code").unwrap().fate(), &Fate::Carried);
    let accepted = style("openstack").with_option("no_content", "202").unwrap().reply_drops();
    let not_for_204 = Fate::Partly { exactly: vec!["not for `204`".into()], one_way: vec![] };
    assert_eq!(accepted.field("reply_status").unwrap().fate(), &not_for_204);
}

#[test]
fn reports_name_what_each_page_carries_of_a_task() {
    check(
        &style("simplivity").task_drops(),
        "status: carried in the status line
         message: one-way in the body
         number: one-way in the body
         request_id: carried in header x-request-id
         reply_status: carried in the status line
         location: carried in header location
         task.id: carried in the body
         task.state: carried in the body
         task.message: carried in the body
         task.error_code: carried in the body
         task.start: one-way in the body
         task.end: one-way in the body
         task.objects.type: carried in the body
         task.objects.id: carried in the body",
    );
    check(
        &style("openstack").task_drops(),
        "status: carried in the status line
         fault_status: carried in the body
         message: carried in the body
         details: carried in the body
         request_id: carried in header x-openstack-request-id, header x-compute-request-id
         reply_status: carried in the status line
         location: carried in header location
         task.id: carried in the body
         task.state: carried in the body
         task.message: exactly not for `FAILED` in the body
         task.start: one-way in the body
         task.end: one-way in the body
         task.objects.type: carried in the body
         task.objects.id: carried in the body",
    );
}

/// What a reply and its request say, and a task in its place.
#[derive(Clone)]
struct Said {
    status: u16,
    name: &'static str,
    resource: Value,
    member: u8,
    note: &'static str,
    warning: (&'static str, &'static str, u16, i64),
    token: &'static str,
    location: &'static str,
    request: (Method, &'static str, &'static str, &'static str),
    now: u64,
    task: Option<Running>,
}

#[derive(Clone)]
struct Running {
    id: &'static str,
    message: Option<&'static str>,
    start: u64,
    end: u64,
    object: (&'static str, &'static str),
    failed: Option<i64>,
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn fault((code, message, status, number): (&str, &'static str, u16, i64)) -> Fault {
    let fault_type = FaultType::builder(code, status, "Title").number(number).build().unwrap();
    Fault::shared(std::sync::Arc::new(fault_type)).with_message(message)
}

impl Said {
    fn reply(&self) -> Reply {
        let reply = match self.status {
            201 => Reply::created(),
            202 => Reply::accepted(),
            _ => Reply::ok(),
        };
        let reply = reply
            .with_resource(self.name, &self.resource)
            .with_member("member", &self.member)
            .with_note(self.note)
            .with_warning(fault(self.warning))
            .with_queue_token(self.token)
            .with_location(self.location);
        let Some(task) = &self.task else { return reply };
        let made = Task::in_progress(task.id, at(task.start)).with_object(task.object.0, task.object.1);
        let made = match task.failed {
            Some(number) => made.failed(at(task.end), fault(("failed", "It failed", 409, number))),
            None => made.completed(at(task.end)),
        };
        reply.with_task(match task.message {
            Some(message) => made.with_message(message),
            None => made,
        })
    }

    /// The whole answer as text.
    fn answer(&self, style: &Style) -> String {
        let now = at(self.now);
        let renderer =
            Renderer::builder().style(style.name()).without_request_ids().clock(move || now).build().unwrap();
        let (method, path, route, id) = &self.request;
        let request = renderer.capture(method, &Uri::from_static(path), &HeaderMap::new());
        let request: RequestContext = request.with_route(*route).with_request_id(HeaderValue::from_static(id));
        let answer = renderer.reply(self.reply(), &request);
        assert!(answer.status().is_success());
        format!("{} {:?} {:?}", answer.status(), answer.headers(), answer.body())
    }

    /// The same with one field changed.
    fn vary(mut self, field: &str) -> Option<Self> {
        let mut nothing = Running { id: "", message: None, start: 0, end: 0, object: ("", ""), failed: None };
        let task = self.task.as_mut().unwrap_or(&mut nothing);
        match field {
            "reply_status" => self.status = 201,
            "resource_name" => self.name = "other",
            "resource" => self.resource = json!({"id": 8}),
            "members" => self.member += 1,
            "notes" => self.note = "other",
            "queue_token" => self.token = "other",
            "location" => self.location = "/other",
            "method" => self.request.0 = Method::PUT,
            "path" => self.request.1 = "/other",
            "route" => self.request.2 = "/other/{id}",
            "request_id" => self.request.3 = "req-2",
            "timestamp" => self.now += 1,
            "warnings.code" => self.warning.0 = "other",
            "warnings.message" => self.warning.1 = "other",
            "warnings.status" => self.warning.2 = 409,
            "warnings.number" => self.warning.3 += 1,
            "task.id" => task.id = "other",
            "task.message" => task.message = Some("other"),
            "task.start" => task.start -= 1,
            "task.end" => task.end += 1,
            "task.objects.type" => task.object.0 = "other",
            "task.objects.id" => task.object.1 = "other",
            "task.state" => task.failed = None,
            "number" | "task.error_code" => task.failed = task.failed.map(|number| number + 1),
            // What is said in other tests.
            _ => return None,
        }
        Some(self)
    }
}

#[test]
fn a_field_is_dropped_when_no_answer_changes_with_it() {
    let said = Said {
        status: 200,
        name: "disks",
        resource: json!([{"id": 7}]),
        member: 1,
        note: "note",
        warning: ("disk_small", "Small", 400, 17),
        token: "c0ffee",
        location: "/disks/7",
        request: (Method::GET, "/disks", "/disks", "req-1"),
        now: 1_700_000_000,
        task: None,
    };
    let running = Running { id: "t", message: None, start: 100, end: 200, object: ("disk", "7"), failed: Some(130) };
    let mut looked_at = 0;
    for style in Style::builtin() {
        let of_task = Said { task: Some(running.clone()), ..said.clone() };
        for (report, base) in [(style.reply_drops(), &said), (style.task_drops(), &of_task)] {
            for field in report.fields() {
                let Some(varied) = base.clone().vary(field.name()) else { continue };
                looked_at += 1;
                let changed = varied.answer(&style) != base.answer(&style);
                let what = format!("{} {}: {}", style.name(), field.name(), field.fate());
                match field.fate() {
                    Fate::Dropped => assert!(!changed, "{what}"),
                    Fate::Carried | Fate::OneWay => assert!(changed, "{what}"),
                    _ => {}
                }
                assert_eq!(field.places().is_empty(), *field.fate() == Fate::Dropped, "{what}");
            }
        }
    }
    assert!(looked_at > 200, "{looked_at}");
}
