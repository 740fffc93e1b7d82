//! `$batch`: several requests in one. The responses come in a different order from the requests.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::store::Store;
use super::{Received, Reply};

pub(super) fn reply(store: &mut Store, document: &Value) -> Reply {
    let requests = document["requests"].as_array().cloned().unwrap_or_default();
    if requests.is_empty() || requests.len() > 20 {
        let message = format!("{} requests are not 1 to 20.", requests.len());
        return Reply::error(400, "BadRequest", &message);
    }
    let mut statuses = BTreeMap::new();
    let mut responses = Vec::new();
    for request in &requests {
        let id = request["id"].as_str().unwrap_or_default();
        let reply = single(store, request, &statuses);
        statuses.insert(id.to_owned(), reply.status);
        let headers: BTreeMap<_, _> = reply.headers.into_iter().collect();
        responses.push(json!({
            "id": id,
            "status": reply.status,
            "headers": headers,
            "body": reply.body,
        }));
    }
    responses.reverse();
    Reply::of(200, json!({ "responses": responses }))
}

fn single(store: &mut Store, request: &Value, statuses: &BTreeMap<String, u16>) -> Reply {
    let after = request["dependsOn"].as_array().into_iter().flatten();
    for other in after {
        let status = statuses.get(other.as_str().unwrap_or_default());
        if status.is_none_or(|status| *status >= 400) {
            let message = "A request that this one depends on failed.";
            return Reply::error(424, "FailedDependency", message);
        }
    }
    let headers: BTreeMap<_, _> = request["headers"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = value.as_str().unwrap_or_default().to_owned();
            (name.to_ascii_lowercase(), value)
        })
        .collect();
    if headers.contains_key("authorization") {
        return Reply::error(400, "BadRequest", "A request of a batch has no token.");
    }
    let text = |name: &str| request[name].as_str().unwrap_or_default().to_owned();
    store.reply(&Received {
        method: text("method"),
        url: text("url"),
        headers,
        body: request["body"].clone(),
        status: 0,
    })
}
