//! Downloads, and uploads in parts.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;

use graph_model::http::{Content, Download, FromResponse, RequestBuilder, SendError};
use http::Method;

use super::Client;
use crate::error::Error;
use crate::sending;
use crate::upload::{OpenedSession, Outcome, Task, Transfer, Upload, UploadError, UploadSource};
use crate::waiting::Waiting;

impl Client {
    /// Downloads a stream. If the service responds with the URL where the bytes are, the client
    /// gets them from there, without the token.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send) and of [`fetch`](Self::fetch).
    pub async fn download(&self, request: RequestBuilder<Download>) -> Result<Content, Error> {
        match self.send(request).await? {
            Download::Content(content) => Ok(content),
            Download::Redirect { location } => self.fetch(&location).await,
        }
    }

    /// Gets the content at a URL that the service named, such as a pre-authenticated one for a
    /// download. The token is not sent.
    ///
    /// # Errors
    ///
    /// Returns an error if the URL is not absolute, if the transport fails, or if the response is
    /// an error.
    pub async fn fetch(&self, url: &str) -> Result<Content, Error> {
        let request = sending::foreign(Method::GET, url).map_err(SendError::Transport)?;
        sending::read(self.dispatch_foreign(request, "(download)").await)
    }

    /// Uploads a file in parts, and reads the response to the last one. The request opens the
    /// session: a call of `createUploadSession`.
    ///
    /// After a failed connection, or while the service is busy, the client waits, asks which bytes
    /// have arrived, and continues there. The URL of the session is pre-authenticated, so the token
    /// is not sent to it.
    ///
    /// If the future is dropped, or if the upload fails, the session cannot be resumed, because its
    /// URL is not returned. For an upload that can be resumed, call
    /// [`open_upload`](Self::open_upload) and [`resume_upload`](Self::resume_upload) instead.
    ///
    /// ```
    /// # use graph_client::{Client, UploadError, Waiting};
    /// # use graph_model::path::{Address, Route};
    /// # use graph_model::{RequestBuilder, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.driveItem")]
    /// # pub struct DriveItem {}
    /// # const ROOT: Route<DriveItem> = Route::singleton("me/drive/root");
    /// # async fn example(client: Client, film: &[u8]) -> Result<(), UploadError> {
    /// let file = ROOT.at_file_path("Flowers/tulips.mp4");
    /// let session = RequestBuilder::<()>::action(&file, "createUploadSession");
    /// let waiting = Waiting::new(tokio::time::sleep);
    /// let item: DriveItem = client.upload(session, film.len() as u64, film, &waiting).await?;
    /// # Ok(())
    /// # }
    /// # let _ = example;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the session cannot be opened, and the errors of
    /// [`resume_upload`](Self::resume_upload).
    pub async fn upload<A: FromResponse, S>(
        &self,
        session: RequestBuilder<S>,
        size: u64,
        source: impl UploadSource,
        waiting: &Waiting,
    ) -> Result<A, UploadError> {
        let mut upload = self.open_upload(session, size).await?;
        self.resume_upload(&mut upload, source, waiting).await
    }

    /// Opens an upload session for a file of this many bytes. Set the size of its parts, keep its
    /// URL or follow its progress, and then call [`resume_upload`](Self::resume_upload).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`send`](Self::send).
    pub async fn open_upload<S>(
        &self,
        session: RequestBuilder<S>,
        size: u64,
    ) -> Result<Upload, Error> {
        let session = self.send(session.responds_with::<OpenedSession>()).await?;
        Ok(Upload::new(&session.url, size))
    }

    /// Sends the bytes that the session does not have yet, and reads the response to the last part.
    /// The reader starts with the first byte of the file.
    ///
    /// If the upload fails, the session remains, and a later call can resume it with another
    /// reader.
    ///
    /// ```
    /// # use graph_client::{Client, Upload, UploadError, Waiting};
    /// # use graph_model::{graph_entity, http::Created};
    /// # #[graph_entity(odata = "microsoft.graph.driveItem")]
    /// # pub struct DriveItem {}
    /// # async fn example(client: Client, url: &str, film: &[u8]) -> Result<(), UploadError> {
    /// let mut upload = Upload::resume(url, film.len() as u64).with_part_size(10_485_760);
    /// let waiting = Waiting::new(tokio::time::sleep);
    /// let item: Created<DriveItem> = client.resume_upload(&mut upload, film, &waiting).await?;
    /// # Ok(())
    /// # }
    /// # let _ = example;
    /// ```
    ///
    /// # Errors
    ///
    /// Returns an error if the session is gone, if the service refuses the upload, if the reader
    /// fails or has fewer or more bytes than the size, or if no further byte arrives within the
    /// limit.
    pub async fn resume_upload<A: FromResponse>(
        &self,
        upload: &mut Upload,
        mut source: impl UploadSource,
        waiting: &Waiting,
    ) -> Result<A, UploadError> {
        let mut transfer = Transfer::new(upload, waiting.start());
        loop {
            let request = match transfer.next()? {
                Task::Send(request) => request,
                Task::Read(wanted) => {
                    let bytes = read_up_to(&mut source, wanted).await;
                    transfer.take(&bytes.map_err(UploadError::Source)?, wanted)?;
                    continue;
                }
            };
            let response = self.dispatch_foreign(*request, "(upload)").await;
            match transfer.receive(response)? {
                Outcome::Complete(response) => {
                    return A::from_response(response).map_err(UploadError::Refused);
                }
                Outcome::Pause(delay) => waiting.sleep(delay).await,
                Outcome::Continue => {}
            }
        }
    }

    /// Cancels an upload session. The service discards the bytes that it has.
    ///
    /// # Errors
    ///
    /// Returns an error if the session is gone, or if the request failed.
    pub async fn cancel_upload(&self, upload: &Upload) -> Result<(), UploadError> {
        let request = upload.cancellation();
        let response = self.dispatch_foreign(request, "(upload)").await;
        upload.cancelled(response)
    }
}

/// Reads this many bytes, or fewer if the reader ends.
async fn read_up_to(source: &mut impl UploadSource, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    let mut filled = 0;
    while filled < length {
        let space = &mut bytes[filled..];
        let read = poll_fn(|context| Pin::new(&mut *source).poll_read(context, space)).await;
        match read {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}
