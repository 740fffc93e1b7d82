//! The parts that each verb adds to a request.

mod create;
mod delete;
mod operation;
mod read;
mod reference;
mod update;

pub use create::NewEntity;
pub use operation::FunctionCall;
