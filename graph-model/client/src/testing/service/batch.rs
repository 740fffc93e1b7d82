//! `$batch`: several requests in one. The responses come in a different order from the requests.
//!
//! "Combine multiple HTTP requests using JSON batching" of Microsoft Graph.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::received::Received;
use super::reply::{Payload, Reply};

/// Responds to a batch, whose single requests are carried out by `reply`.
pub(super) fn reply(document: &Value, mut reply: impl FnMut(&Received) -> Reply) -> Reply {
    let requests = document["requests"].as_array().cloned().unwrap_or_default();
    if requests.is_empty() || requests.len() > 20 {
        let message = format!("{} requests are not 1 to 20.", requests.len());
        return Reply::error(400, "BadRequest", &message);
    }
    if !is_accepted(&requests) {
        let message = "The dependencies are neither all absent, nor all on the request before, nor all on the first.";
        return Reply::error(400, "BadRequest", message);
    }
    let mut statuses = BTreeMap::new();
    let mut responses = Vec::new();
    for request in &requests {
        let id = request["id"].as_str().unwrap_or_default();
        let reply = single(request, &statuses, &mut reply);
        statuses.insert(id.to_owned(), reply.status);
        let mut headers: BTreeMap<_, _> = reply.headers.into_iter().collect();
        let body = match reply.body {
            Payload::Nothing => Value::Null,
            Payload::Json(body) => body,
            Payload::Bytes(content_type, bytes) => {
                headers.insert("Content-Type", content_type);
                json!(String::from_utf8_lossy(&bytes))
            }
        };
        responses.push(json!({
            "id": id,
            "status": reply.status,
            "headers": headers,
            "body": body,
        }));
    }
    responses.reverse();
    Reply::json(200, json!({ "responses": responses }))
}

/// Whether the dependencies follow one of the three patterns that Graph accepts.
fn is_accepted(requests: &[Value]) -> bool {
    let ids: Vec<&str> = requests
        .iter()
        .map(|request| request["id"].as_str().unwrap_or_default())
        .collect();
    let after: Vec<Vec<&str>> = requests
        .iter()
        .map(|request| {
            let after = request["dependsOn"].as_array().into_iter().flatten();
            after.filter_map(Value::as_str).collect()
        })
        .collect();
    let rest = || after.iter().enumerate().skip(1);
    after.iter().all(Vec::is_empty)
        || after[0].is_empty()
            && (rest().all(|(number, after)| after[..] == [ids[number - 1]])
                || rest().all(|(_, after)| after[..] == [ids[0]]))
}

fn single(
    request: &Value,
    statuses: &BTreeMap<String, u16>,
    reply: &mut impl FnMut(&Received) -> Reply,
) -> Reply {
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
    reply(&Received {
        method: text("method"),
        url: text("url"),
        headers,
        body: request["body"].clone(),
        ..Received::default()
    })
}
