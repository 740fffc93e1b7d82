//! Responses: the result of each kind of request, and the content of errors.

mod challenge;
mod completion;
mod content;
mod count;
mod entity;
mod envelope;
mod error;
mod error_body;
mod error_detail;
pub(crate) mod from_response;
pub(crate) mod in_stream_error;
mod reference;
mod retry_after;
mod secrets;
mod service_error;
mod value;

pub use completion::{Accepted, Completion};
pub use content::{Content, Download};
pub use count::Count;
pub(crate) use entity::expect_entity;
pub use entity::{Created, Updated, Upserted};
pub use error::{BodyError, ResponseError};
pub use error_detail::{ErrorDetail, InnerError};
pub use from_response::FromResponse;
pub use reference::Reference;
pub use retry_after::RetryAfter;
pub use service_error::ServiceError;
pub(crate) use value::object_text;
