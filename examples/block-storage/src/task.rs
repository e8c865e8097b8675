//! Tasks: long-running operations of the SimpliVity side and how they ended.

use faultwire::Fault;
use jiff::Timestamp;
use serde::Serialize;

use crate::time;

/// An operation that runs after its request was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// The id.
    pub id: String,
    /// How far it is.
    pub state: TaskState,
    /// What happened, for a person.
    pub message: String,
    /// What it works on.
    pub affected_objects: Vec<AffectedObject>,
    /// 0, or the number of the fault that ended it.
    pub error_code: i64,
    /// When it started.
    #[serde(serialize_with = "time::utc")]
    pub start_time: Timestamp,
    /// When it ended.
    #[serde(serialize_with = "time::utc_or_null")]
    pub end_time: Option<Timestamp>,
}

/// How far a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TaskState {
    /// It runs.
    InProgress,
    /// It ended as it should.
    Completed,
    /// It ended with a fault.
    Failed,
}

/// What a task works on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AffectedObject {
    /// The kind of object.
    pub object_type: &'static str,
    /// Its id.
    pub object_id: String,
}

impl Task {
    /// A task that ended: well, or with a fault whose message and number it shows.
    pub fn ended(id: String, datastore_id: &str, outcome: Result<(), Fault>, now: Timestamp) -> Self {
        let (state, message, error_code) = match outcome {
            Ok(()) => (TaskState::Completed, String::new(), 0),
            // Without a number of its own a failure is still no success.
            Err(fault) => {
                (TaskState::Failed, fault.message().into_owned(), fault.fault_type().error_number().unwrap_or(1))
            }
        };
        let object = AffectedObject { object_type: "datastore", object_id: datastore_id.to_owned() };
        Self { id, state, message, affected_objects: vec![object], error_code, start_time: now, end_time: Some(now) }
    }

    /// The task as its request's answer shows it: nothing is known of its end.
    #[must_use]
    pub fn at_start(&self) -> Self {
        Self { state: TaskState::InProgress, message: String::new(), error_code: 0, end_time: None, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fault::DATASTORE_IN_USE;

    #[test]
    fn a_failed_task_has_the_vendors_members() {
        let fault = Fault::new(&DATASTORE_IN_USE).with("datastore_id", "ds-1");
        let now = "2016-05-09T20:37:08.5Z".parse().unwrap();
        let task = Task::ended("task-1".into(), "ds-1", Err(fault), now);
        let expected = json!({
            "id": "task-1", "state": "FAILED", "message": "The datastore ds-1 is in use.",
            "affected_objects": [{"object_type": "datastore", "object_id": "ds-1"}], "error_code": 35,
            "start_time": "2016-05-09T20:37:08Z", "end_time": "2016-05-09T20:37:08Z",
        });
        assert_eq!(serde_json::to_value(&task).unwrap(), expected);
        assert_eq!(serde_json::to_value(task.at_start()).unwrap()["state"], "IN_PROGRESS");
    }
}
