//! Upload sessions: files that arrive in parts.
//!
//! "driveItem: createUploadSession" of Microsoft Graph. The URL of a session is pre-authenticated.

use std::collections::BTreeMap;

use serde_json::json;

use super::received::Received;
use super::reply::Reply;

/// The path of all sessions, next to that of the service.
pub(super) const PATH: &str = "/upload-sessions/";

/// The unit of the length of a part.
const UNIT: usize = 320 * 1024;

/// The sessions that are open.
#[derive(Default)]
pub(super) struct Uploads {
    sessions: BTreeMap<String, Session>,
    count: u32,
}

struct Session {
    /// The path of the item that is uploaded.
    target: String,
    bytes: Vec<u8>,
}

/// The result of a request to an upload session.
pub(super) enum Progress {
    Reply(Reply),
    /// The file is complete.
    Complete {
        target: String,
        bytes: Vec<u8>,
    },
}

impl Uploads {
    /// Opens a session.
    pub(super) fn open(&mut self, target: &str, origin: &str) -> Reply {
        self.count += 1;
        let id = self.count.to_string();
        let url = format!("{origin}{PATH}{id}?tempauth=secret");
        let session = Session {
            target: target.to_owned(),
            bytes: Vec::new(),
        };
        self.sessions.insert(id, session);
        Reply::json(
            200,
            json!({
                "uploadUrl": url,
                "expirationDateTime": "2099-01-01T00:00:00Z",
                "nextExpectedRanges": ["0-"],
            }),
        )
    }

    /// Takes a request to a session. If the connection is to break, only half of the part arrives.
    pub(super) fn take(&mut self, request: &Received, is_broken: bool) -> Progress {
        let id = request.path().trim_start_matches(PATH).to_owned();
        let Some(session) = self.sessions.get_mut(&id) else {
            let message = "The upload session was not found.";
            return Progress::Reply(Reply::error(404, "itemNotFound", message));
        };
        match request.method.as_str() {
            "GET" => Progress::Reply(session.status(200)),
            "DELETE" => {
                self.sessions.remove(&id);
                Progress::Reply(Reply::empty(204))
            }
            "PUT" => match session.put(request, is_broken) {
                Err(reply) => Progress::Reply(reply),
                Ok(false) => Progress::Reply(session.status(202)),
                Ok(true) => match self.sessions.remove(&id) {
                    Some(Session { target, bytes }) => Progress::Complete { target, bytes },
                    None => Progress::Reply(Reply::empty(404)),
                },
            },
            method => Progress::Reply(Reply::error(405, "MethodNotAllowed", method)),
        }
    }
}

impl Session {
    fn status(&self, status: u16) -> Reply {
        let next = format!("{}-", self.bytes.len());
        Reply::json(status, json!({ "nextExpectedRanges": [next] }))
    }

    /// Appends a part. Returns whether the file is complete.
    fn put(&mut self, request: &Received, is_broken: bool) -> Result<bool, Reply> {
        let refused = |message: &str| Reply::error(400, "invalidRequest", message);
        let range = range(request.header("content-range"))
            .ok_or_else(|| refused("`Content-Range` is missing or invalid."))?;
        let Range { start, end, size } = range;
        let part = &request.content;
        if end - start != part.len() {
            return Err(refused("`Content-Range` does not fit the body."));
        }
        if end != size && !part.len().is_multiple_of(UNIT) {
            return Err(refused(
                "The length of a part is not a multiple of 320 KiB.",
            ));
        }
        if start != self.bytes.len() {
            let message = "The range is not the one that is expected next.";
            return Err(Reply::error(416, "invalidRange", message));
        }
        let arrived = if is_broken {
            part.len() / 2
        } else {
            part.len()
        };
        self.bytes.extend_from_slice(&part[..arrived]);
        Ok(self.bytes.len() == size)
    }
}

/// A range of a file: `bytes 0-327679/500000`. The end is not part of the range.
struct Range {
    start: usize,
    end: usize,
    size: usize,
}

fn range(text: &str) -> Option<Range> {
    let (range, size) = text.strip_prefix("bytes ")?.split_once('/')?;
    let (start, last) = range.split_once('-')?;
    let range = Range {
        start: start.parse().ok()?,
        end: last.parse::<usize>().ok()?.checked_add(1)?,
        size: size.parse().ok()?,
    };
    (range.start < range.end && range.end <= range.size).then_some(range)
}
