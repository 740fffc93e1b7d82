//! The parts that each verb adds to a request.

mod asynchronous;
mod create;
mod delete;
pub(crate) mod operation;
mod property;
mod read;
mod reference;
mod stream;
mod unaddressed;
mod update;

pub use create::NewEntity;
pub use operation::FunctionCall;
pub use unaddressed::{Addressed, Built};
