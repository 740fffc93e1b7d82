//! The parts that each verb adds to a request.

mod addressed;
mod asynchronous;
mod create;
mod delete;
pub(crate) mod operation;
mod property;
mod read;
mod reference;
mod stream;
mod update;

pub use addressed::{Addressed, Built, WithoutAddress, built};
pub use create::NewEntity;
pub use operation::FunctionCall;
