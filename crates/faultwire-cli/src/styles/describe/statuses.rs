//! The statuses of successful answers: what a handler says, and what is sent.

use faultwire::Reply;
use http::StatusCode;
use serde_json::json;

use super::sample::{Samples, tasks};
use crate::styles::Of;

/// What makes a reply of each status.
const SAID: [fn() -> Reply; 4] = [Reply::ok, Reply::created, Reply::accepted, Reply::no_content];

/// What a handler says, and what is sent, as samples have it.
pub(super) fn rows(samples: &Samples<'_>, of: Of) -> Vec<[String; 2]> {
    let row = |said: fn() -> Reply| {
        let sent = match of {
            Of::Task => of_tasks(samples, said),
            Of::Fault | Of::Reply => of_resources(samples, said),
        };
        [said().status().as_str().to_owned(), format!("sent as {}", summary(&sent))]
    };
    SAID.map(row).into()
}

/// A case, and the status that is sent in it.
type Sent = (String, StatusCode);

/// What is sent for a task in each of its states.
fn of_tasks(samples: &Samples<'_>, said: fn() -> Reply) -> Vec<Sent> {
    let sent = tasks().map(|task| {
        let state = task.state().to_string();
        (state, samples.answer(said().with_task(task)).status())
    });
    sent.into()
}

/// What is sent without a resource, and with one of each kind.
fn of_resources(samples: &Samples<'_>, said: fn() -> Reply) -> Vec<Sent> {
    let values = [("an object", json!({"id": 7})), ("a list", json!([7])), ("another value", json!(7))];
    let with = values.map(|(what, value)| {
        (format!("with {what}"), samples.named(|name, _| said().with_resource(name, &value)).status())
    });
    let without = ("without a resource".to_owned(), samples.answer(said()).status());
    std::iter::once(without).chain(with).collect()
}

/// A status, or several with the cases that they are for.
fn summary(sent: &[Sent]) -> String {
    let mut groups: Vec<(StatusCode, Vec<&str>)> = Vec::new();
    for (case, status) in sent {
        match groups.iter_mut().find(|(known, _)| known == status) {
            Some((_, cases)) => cases.push(case),
            None => groups.push((*status, vec![case])),
        }
    }
    match groups.as_slice() {
        [(status, _)] => status.as_str().to_owned(),
        several => {
            let texts = several.iter().map(|(status, cases)| format!("{} {}", status.as_str(), cases.join(", ")));
            texts.collect::<Vec<_>>().join("; ")
        }
    }
}
