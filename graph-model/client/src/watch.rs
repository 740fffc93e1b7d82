//! Watching an accepted operation: where its monitor is, and when to ask it.

use std::time::Duration;

use graph_model::http::{Accepted, RetryAfter};

use crate::error::WaitError;
use crate::progress::{Progress, ProgressStatus};
use crate::sending;
use crate::waiting::Wait;

/// An accepted operation that a client waits for.
pub(crate) struct Watch {
    monitor: String,
    retry_after: Option<RetryAfter>,
    wait: Wait,
}

impl Watch {
    pub(crate) fn new(accepted: &Accepted, wait: Wait) -> Result<Self, WaitError> {
        Ok(Self {
            monitor: accepted.monitor.clone().ok_or(WaitError::NoMonitor)?,
            retry_after: accepted.retry_after,
            wait,
        })
    }

    /// The URL to ask after the next pause.
    pub(crate) fn monitor(&self) -> &str {
        &self.monitor
    }

    /// The pause before the monitor is asked.
    pub(crate) fn pause(&mut self) -> Result<Duration, WaitError> {
        Ok(self.wait.next(self.retry_after)?)
    }

    /// Takes what the monitor reports. Returns it once the operation has succeeded.
    pub(crate) fn take(&mut self, progress: Progress) -> Result<Option<Progress>, WaitError> {
        match progress.status {
            ProgressStatus::Succeeded => Ok(Some(progress)),
            ProgressStatus::Failed(_) => Err(WaitError::Failed(Box::new(progress))),
            ProgressStatus::Running(_) => {
                self.retry_after = progress.retry_after;
                if let Some(location) = progress.monitor {
                    self.monitor = sending::moved(&self.monitor, location);
                }
                Ok(None)
            }
        }
    }
}
