//! The shape of the code that the attributes generate for structured types, paths and operations.
//!
//! The attributes read and check a type, and then call these templates with a line for each field.
//! So a template is the place to read what is generated. The compiler copies a template faster than
//! a procedural macro builds the same tokens.

mod functions;
mod operation;
mod patch;
mod path;
mod structured_type;

pub use crate::{
    __fixed_path as fixed_path, __functions as functions, __operation as operation,
    __patch as patch, __resource_path as resource_path, __root_collection as root_collection,
    __structured_type as structured_type,
};
