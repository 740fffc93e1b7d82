//! The two sources of a member's value: the input, and text that was kept until the type of the object was known.
//!
//! Only a union keeps values, and only those before the tag. Kept text is read from a slice, like
//! most input, so the code that reads a property exists once for both.

#![allow(
    clippy::missing_errors_doc,
    reason = "plumbing: the errors are those of the input or the output"
)]

use std::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess};

use crate::edm::Property;
use crate::edm::member::MemberValue;
use crate::edm::property::ReadProperty;
use crate::edm::serde_module::SerdeModule;
use crate::json::{self, JsonText};

/// The next value of the input.
pub(crate) struct Unread<'a, A>(pub &'a mut A);

impl<'de, A: MapAccess<'de>> MemberValue<'de> for Unread<'_, A> {
    type Error = A::Error;

    fn read<P: Property>(self) -> Result<P, A::Error> {
        self.0.next_value_seed(ReadProperty(PhantomData))
    }

    fn read_with<M: SerdeModule<T>, T>(self) -> Result<T, A::Error> {
        self.0.next_value_seed(ReadWith::<M, T>(PhantomData))
    }

    fn skip(self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }
}

struct ReadWith<M, T>(PhantomData<(M, T)>);

impl<'de, M: SerdeModule<T>, T> DeserializeSeed<'de> for ReadWith<M, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        M::deserialize(deserializer)
    }
}

/// The maximum nesting depth of a kept text that is read as a property.
///
/// `serde_json` refuses more than 128 levels, but starts a new count for each text. With this
/// limit, the kept texts add a bounded amount of recursion.
const DEEPEST: usize = 32;

/// A value that was kept as text.
pub(crate) struct Kept<'a, E> {
    text: &'a str,
    error: PhantomData<E>,
}

impl<'a, E: Error> Kept<'a, E> {
    pub(crate) fn new(text: &'a JsonText<'_>) -> Self {
        Self {
            text: text.as_str(),
            error: PhantomData,
        }
    }

    fn deserializer(&self) -> Result<serde_json::Deserializer<serde_json::de::SliceRead<'a>>, E> {
        if json::depth(self.text) > DEEPEST {
            return Err(E::custom(format_args!(
                "a member before the tag of its object nests deeper than {DEEPEST} levels"
            )));
        }
        Ok(serde_json::Deserializer::from_slice(self.text.as_bytes()))
    }
}

impl<E: Error> MemberValue<'_> for Kept<'_, E> {
    type Error = E;

    fn read<P: Property>(self) -> Result<P, E> {
        P::read(&mut self.deserializer()?).map_err(E::custom)
    }

    fn read_with<M: SerdeModule<T>, T>(self) -> Result<T, E> {
        M::deserialize(&mut self.deserializer()?).map_err(E::custom)
    }

    fn skip(self) -> Result<(), E> {
        Ok(())
    }
}
