//! Uploads of large files in parts, which can be resumed.
//!
//! "driveItem: createUploadSession" and "Attach large files to Outlook messages or events" of
//! Microsoft Graph. `session` holds [`Upload`], a state machine without I/O: it returns the next
//! request and takes the response. `opened` reads the URL of a new session, and `ranges` reads the
//! ranges that the service expects next. `window` holds the bytes that may have to be sent again.
//! `source` is what an asynchronous client can read.
//! `transfer` joins them for the two clients. `error` has the errors.

mod error;
mod opened;
mod ranges;
mod session;
mod source;
mod transfer;
mod window;

pub use error::UploadError;
pub(crate) use opened::OpenedSession;
pub use session::{Upload, UploadStep};
pub use source::UploadSource;
pub(crate) use transfer::{Outcome, Task, Transfer};
pub(crate) use window::read_up_to;
