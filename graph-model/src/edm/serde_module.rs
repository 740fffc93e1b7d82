//! Serde-style modules that `#[graph(with = …)]` names.
//!
//! A module has the functions `serialize` and `deserialize` for the whole type of its field. A
//! module is not a type, so the macros wrap it in a type that implements `SerdeModule`.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::marker::PhantomData;

use serde::{Deserializer, Serialize, Serializer};

/// A module that reads and writes a `T` in its own way.
pub trait SerdeModule<T> {
    /// The module's `deserialize`.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error>;

    /// The module's `serialize`.
    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A value that is written by its module.
pub struct Through<'a, M, T>(&'a T, PhantomData<M>);

impl<'a, M: SerdeModule<T>, T> Through<'a, M, T> {
    /// Wraps `value`, so that the module writes it.
    pub fn new(value: &'a T) -> Self {
        Self(value, PhantomData)
    }
}

impl<M: SerdeModule<T>, T> Serialize for Through<'_, M, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        M::serialize(self.0, serializer)
    }
}

/// A placeholder for the type of a property with a module, for places that use only the property's
/// name.
#[derive(Debug)]
pub struct WrittenByModule<T>(PhantomData<T>);
