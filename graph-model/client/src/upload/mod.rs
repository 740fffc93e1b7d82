//! Uploads of large files in parts, which can be resumed.
//!
//! "driveItem: createUploadSession" and "Attach large files to Outlook messages or events" of
//! Microsoft Graph. [`Upload`] is a state machine without I/O: it says which request comes next,
//! and takes the response. The clients drive it over a reader. `opened` reads
//! the URL of a new session, `ranges` the ranges that the service expects next, and `window` holds
//! the bytes that may have to be sent again. `transfer` joins them for the clients, and `error`
//! names the failures.

mod error;
mod opened;
mod ranges;
mod session;
mod transfer;
mod window;

pub use error::UploadError;
pub(crate) use opened::OpenedSession;
pub use session::{Upload, UploadStep};
pub(crate) use transfer::{Outcome, Task, Transfer};
pub(crate) use window::read_up_to;
