//! Operations that take time, and changes that are not visible yet.

use graph_model::RequestBuilder;
use graph_model::http::{Accepted, FromResponse};

use super::Client;
use crate::error::{Error, WaitError};
use crate::progress::Progress;
use crate::resource::Resource;
use crate::sending::{self, Named};
use crate::waiting::Waiting;
use crate::watch::Watch;

impl Client {
    /// Requests the progress of an operation that the service completes later.
    ///
    /// A report whose `status` says that the operation has failed is a [`Progress`] with the status
    /// [`Failed`](crate::ProgressStatus::Failed).
    ///
    /// # Errors
    ///
    /// Returns an error if the progress could not be read, or if the service reports the failure of
    /// the operation as an error.
    pub async fn progress(&self, monitor: &str) -> Result<Progress, Error> {
        let response = match sending::named(monitor, &self.endpoint)? {
            Named::Own(request) => self.dispatch(request, Resource::named("(monitor)")).await,
            Named::Foreign(request) => self.dispatch_foreign(request, "(monitor)").await,
        };
        sending::read(response)
    }

    /// Waits until an accepted operation has succeeded.
    ///
    /// # Errors
    ///
    /// Returns an error if the operation has failed, if its progress could not be read, or if it
    /// has not succeeded within the limit.
    pub async fn complete(
        &self,
        accepted: &Accepted,
        waiting: &Waiting,
    ) -> Result<Progress, WaitError> {
        let mut watch = Watch::new(accepted, waiting.start())?;
        loop {
            waiting.sleep(watch.pause()?).await;
            let progress = self.progress(watch.monitor()).await?;
            if let Some(progress) = watch.take(progress)? {
                return Ok(progress);
            }
        }
    }

    /// Repeats a read until its result is as expected, because a service may not show a change at
    /// once. After a 404, the read is repeated as well.
    ///
    /// # Errors
    ///
    /// Returns an error if a read fails in another way, or if the limit is reached.
    pub async fn until<A: FromResponse>(
        &self,
        request: RequestBuilder<A>,
        mut is_expected: impl FnMut(&A) -> bool,
        waiting: &Waiting,
    ) -> Result<A, WaitError> {
        let mut wait = waiting.start();
        loop {
            let retry_after = match self.send(request.clone()).await {
                Ok(result) if is_expected(&result) => return Ok(result),
                Ok(_) => None,
                Err(error) => sending::absence(error)?,
            };
            waiting.sleep(wait.next(retry_after)?).await;
        }
    }
}
