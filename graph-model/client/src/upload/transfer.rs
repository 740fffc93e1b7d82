//! An upload together with the bytes that are under way and the time spent waiting. The clients
//! only read, send and sleep.

use std::ops::Range;
use std::time::Duration;

use http::{Request, Response};

use super::error::UploadError;
use super::session::{Upload, UploadStep};
use super::window::Window;
use crate::error::TransportError;
use crate::waiting::Wait;

/// An upload that a client carries out.
pub(crate) struct Transfer<'u> {
    upload: &'u mut Upload,
    window: Window,
    wait: Wait,
    /// The largest number of bytes that the service has acknowledged so far.
    acknowledged: u64,
    /// The part that is sent once its bytes are read.
    part: Option<Range<u64>>,
}

/// The next task of a client.
pub(crate) enum Task {
    /// Read this many bytes from the file, and hand them over with [`Transfer::take`].
    Read(usize),
    /// Send this request, and hand the response over with [`Transfer::receive`].
    Send(Box<Request<Vec<u8>>>),
}

/// The consequence of a response.
pub(crate) enum Outcome {
    /// The upload is complete, and this is its response.
    Complete(Response<Vec<u8>>),
    /// Wait this long before the next task.
    Pause(Duration),
    /// Go on at once.
    Continue,
}

impl<'u> Transfer<'u> {
    pub(crate) fn new(upload: &'u mut Upload, wait: Wait) -> Self {
        Self {
            acknowledged: upload.acknowledged(),
            upload,
            window: Window::default(),
            wait,
            part: None,
        }
    }

    pub(crate) fn next(&mut self) -> Result<Task, UploadError> {
        let part = match self.part.take() {
            Some(part) => part,
            None => match self.upload.step()? {
                UploadStep::Send(part) => part,
                UploadStep::Ask => return Ok(Task::Send(self.upload.status().into())),
            },
        };
        let wanted = self.window.wanted(&part, self.upload.size())?;
        if wanted > 0 {
            self.part = Some(part);
            return Ok(Task::Read(wanted));
        }
        let bytes = self.window.bytes(&part);
        Ok(Task::Send(self.upload.part(&part, bytes).into()))
    }

    /// Takes the bytes that were wanted. If there are fewer, the file has ended.
    pub(crate) fn take(&mut self, bytes: &[u8], wanted: usize) -> Result<(), UploadError> {
        self.window.take(bytes, wanted, self.upload.size())
    }

    pub(crate) fn receive(
        &mut self,
        response: Result<Response<Vec<u8>>, TransportError>,
    ) -> Result<Outcome, UploadError> {
        if let Some(response) = self.upload.receive(response.map_err(Into::into))? {
            return Ok(Outcome::Complete(response));
        }
        if self.upload.acknowledged() > self.acknowledged {
            self.acknowledged = self.upload.acknowledged();
            self.wait.restart();
        }
        let Some(retry_after) = self.upload.pause() else {
            return Ok(Outcome::Continue);
        };
        let delay = self.wait.next(retry_after);
        let failure = self.upload.take_failure();
        delay
            .map(Outcome::Pause)
            .map_err(|expired| UploadError::gave_up(&expired, failure))
    }
}
