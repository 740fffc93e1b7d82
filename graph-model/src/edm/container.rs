//! Values that may be absent, collections, and boxed values.
//!
//! `None` is not written. A collection that is absent or null is read as an empty one. An empty
//! collection is written as `[]`.

use serde::{Deserializer, Serialize, Serializer};

use super::leniency;
use super::property::{Property, WrappedType, read};
use crate::description::input::{Input, ReadError};
use crate::description::view::{ItemViews, View};
use crate::description::{EdmType, ObjectTypes, PropertyScope, Queryable, TypeDescription};

#[diagnostic::do_not_recommend]
impl<T: Queryable> Queryable for Option<T> {
    type Properties = T::Properties;

    fn properties(scope: PropertyScope) -> Self::Properties {
        T::properties(scope)
    }
}

impl<P: WrappedType> Property for Option<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = P::COLLECTION;
    const NULLABLE: bool = true;
    const READS_TEXT: bool = P::READS_TEXT;
    const MAY_BE_ABSENT: bool = true;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(value), Some(other)) => value.is_same(other),
            (None, None) => true,
            _ => false,
        }
    }

    #[inline]
    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        match input {
            input if leniency::is_null::<P>(&input) => Ok(None),
            value => P::from_input(value).map(Some),
        }
    }

    fn object_types() -> ObjectTypes {
        P::object_types()
    }

    fn declared_type() -> Option<&'static TypeDescription> {
        P::declared_type()
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::None, P::view)
    }
}

/// Absent and null are both read as an empty collection. An empty collection is written as `[]`.
/// Null items are left out unless the items can be null.
impl<P: WrappedType> Property for Vec<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = true;
    const READS_TEXT: bool = false;
    const MAY_BE_ABSENT: bool = true;

    fn absent() -> Option<Self> {
        Some(Vec::new())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .iter()
                .zip(other)
                .all(|(item, other)| item.is_same(other))
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        let mut collection = Vec::new();
        match input {
            Input::Null => {}
            Input::Items(items) => {
                let mut push = |item: Input<'_>| {
                    let may_be_no_item = leniency::is_null::<P>(&item);
                    match P::from_input(item) {
                        Ok(item) => collection.push(item),
                        Err(_) if may_be_no_item => {}
                        Err(error) => return Err(error),
                    }
                    Ok(())
                };
                while items.next(P::READS_TEXT, &mut push)? {}
            }
            other => return Err(other.unexpected("an array or null")),
        }
        Ok(collection)
    }

    fn declared_type() -> Option<&'static TypeDescription> {
        P::declared_type()
    }

    fn view(&self) -> View<'_> {
        View::Items(self)
    }
}

impl<P: Property> ItemViews for Vec<P> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, position: usize) -> View<'_> {
        self.get(position).map_or(View::Absent, P::view)
    }
}

/// A box allows types that contain themselves, and keeps large values outside their object.
impl<P: WrappedType> Property for Box<P> {
    const EDM_TYPE: EdmType = P::EDM_TYPE;
    const COLLECTION: bool = P::COLLECTION;
    const NULLABLE: bool = P::NULLABLE;
    const READS_TEXT: bool = P::READS_TEXT;
    const MAY_BE_ABSENT: bool = P::MAY_BE_ABSENT;

    fn absent() -> Option<Self> {
        P::absent().map(Box::new)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view().serialize(serializer)
    }

    fn is_same(&self, other: &Self) -> bool {
        (**self).is_same(other)
    }

    fn from_input(input: Input<'_>) -> Result<Self, ReadError> {
        P::from_input(input).map(Box::new)
    }

    fn object_types() -> ObjectTypes {
        P::object_types()
    }

    fn declared_type() -> Option<&'static TypeDescription> {
        P::declared_type()
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }
}
