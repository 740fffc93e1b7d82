//! Monitors of long-running operations.
//!
//! "Working with long-running actions" of Microsoft Graph.

use std::collections::BTreeMap;

use serde_json::json;

use super::reply::Reply;

/// The path of all monitors, next to that of the service.
pub(super) const PATH: &str = "/monitors/";

/// The operations that are under way.
#[derive(Default)]
pub(super) struct Monitors {
    running: BTreeMap<String, Running>,
    count: u32,
}

struct Running {
    /// The number of reports that the operation is still under way.
    steps: u32,
    resource_id: String,
}

impl Monitors {
    /// Accepts a request that is done after its monitor was asked this many times.
    pub(super) fn accept(&mut self, steps: u32, resource_id: &str, origin: &str) -> Reply {
        self.count += 1;
        let id = self.count.to_string();
        let location = format!("{origin}{PATH}{id}?tempauth=secret");
        let resource_id = resource_id.to_owned();
        self.running.insert(id, Running { steps, resource_id });
        Reply::empty(202).with("Location", location)
    }

    /// Reports the progress.
    pub(super) fn report(&mut self, path: &str) -> Reply {
        let id = path.trim_start_matches(PATH);
        match self.running.get_mut(id) {
            None => Reply::error(404, "itemNotFound", "The operation does not exist."),
            Some(Running {
                steps: 0,
                resource_id,
            }) => {
                let body = json!({
                    "status": "completed",
                    "percentageComplete": 100.0,
                    "resourceId": resource_id,
                });
                Reply::json(200, body)
            }
            Some(running) => {
                running.steps -= 1;
                let body = json!({ "status": "inProgress", "percentageComplete": 50.0 });
                Reply::json(202, body).with("Retry-After", "1")
            }
        }
    }
}
