//! Uploads of large files in parts, which can be resumed.
//!
//! "driveItem: createUploadSession" and "Attach large files to Outlook messages or events" of
//! Microsoft Graph. [`Upload`] is a state machine without I/O: it says which request comes next, and
//! takes the response. The clients drive it over a reader. `ranges` reads what the service expects,
//! `window` holds the bytes that may have to be sent again, and `error` names the failures.

mod error;
mod ranges;
mod session;
mod window;

pub use error::UploadError;
pub use session::{Upload, UploadStep};
pub(crate) use window::{Window, read_up_to};
