//! Handles that queries use to name properties.
//!
//! A handle consists of a name and the scope that the name belongs to. Handles are small, have no
//! lifetime and are `Copy`, because the compiler sees one for each property of each model. The
//! module `query` decides what to do with them.

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::type_description::TypeDescription;

/// A type whose properties can be named in queries.
///
/// The attributes implement this trait. A type of your own needs a short implementation before you
/// can compare it in filters, or use it as the item of a collection in `any`:
///
/// ```
/// # use graph_model::edm::{EdmType, Property};
/// # use graph_model::query::{PropertyPath, PropertyScope, Queryable};
/// # #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)] pub struct Tag(String);
/// # impl Property for Tag { const EDM_TYPE: EdmType = EdmType::String; }
/// impl Queryable for Tag {
///     type Properties = PropertyPath<Self>;
///
///     fn properties(scope: PropertyScope) -> Self::Properties {
///         scope.value()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the properties of `{Self}` cannot be named in a query",
    note = "annotate `{Self}`, or implement `graph_model::query::Queryable` for it"
)]
pub trait Queryable {
    /// The handles of the properties. A value without properties is its own handle.
    type Properties;

    /// The description of the type, if it is a structured type.
    #[doc(hidden)]
    const STRUCTURE: Option<&'static TypeDescription> = None;

    /// Returns the handles in a scope.
    fn properties(scope: PropertyScope) -> Self::Properties;
}

/// The value whose properties a closure names: the entity that a query reads, a complex value inside it, a related entity,
/// or an item of a collection.
///
/// Each call of a closure gets its own scope, so a handle that is used outside its closure is
/// recognised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PropertyScope(usize);

impl PropertyScope {
    /// The scope of the entity that a query reads, once the closures of the query have returned.
    pub(crate) const ROOT: Self = Self(0);

    /// Returns a scope that differs from all others. Handles and filters may outlive the call that
    /// made them, so neither an address nor a depth can identify a scope.
    pub(crate) fn new() -> Self {
        static LAST: AtomicUsize = AtomicUsize::new(0);
        Self(LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1))
    }

    /// The handle of a property.
    pub(crate) const fn property<P, A>(self, name: &'static str) -> PropertyPath<P, A> {
        PropertyPath(Named { scope: self, name }, PhantomData)
    }

    /// Returns the handle of the value itself, for a type without properties.
    #[must_use]
    pub const fn value<P>(self) -> PropertyPath<P> {
        self.property("")
    }
}

impl fmt::Debug for PropertyScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PropertyScope").finish_non_exhaustive()
    }
}

/// Returns the handle of a property, for the code that the attributes generate. That code makes so
/// many handles that a method lookup for each would be noticeable.
#[must_use]
pub const fn property<P, A>(scope: PropertyScope, name: &'static str) -> PropertyPath<P, A> {
    scope.property(name)
}

/// The type of a navigation property, without `Option` and `Box`: an entity type, a union of entity
/// types, or a `Vec` of one (OData CSDL 4.01, section 8.1).
#[diagnostic::on_unimplemented(
    message = "a navigation property leads to entities, and `{Self}` is not an entity type",
    label = "neither an entity type nor a `Vec` of one",
    note = "remove `navigation` from the field of a value, or put `#[graph_entity(odata = \"…\")]` on the type"
)]
pub trait Navigable {
    /// The type of the whole field. Generated code writes it in this way, so that the compiler checks
    /// the type of the entity.
    #[doc(hidden)]
    type Field<P>;
}

/// Returns the handle of a navigation property, for the code that the attributes generate.
#[must_use]
pub const fn navigation<P, A>(
    scope: PropertyScope,
    name: &'static str,
) -> NavigationPropertyPath<P, A> {
    NavigationPropertyPath(scope.property(name))
}

/// The property can be set, and it can be set to null.
#[derive(Clone, Copy, Debug)]
pub enum Nullable {}

/// The property can be set, but not to null.
#[derive(Clone, Copy, Debug)]
pub enum NotNull {}

/// A patch cannot set the property: the service or the creation of the entity sets it.
#[derive(Clone, Copy, Debug)]
pub enum ReadOnly {}

/// The access of a patch to a property that it can set: [`Nullable`] or [`NotNull`].
#[diagnostic::on_unimplemented(
    message = "a patch cannot set this property",
    label = "the property is read-only, a key, or set on creation"
)]
pub trait Writable: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl Writable for Nullable {}
#[diagnostic::do_not_recommend]
impl Writable for NotNull {}

/// The access of a patch to a property that it can set to null: [`Nullable`].
#[diagnostic::on_unimplemented(
    message = "a patch cannot set this property to null",
    label = "the property is not nullable, or a patch cannot set it"
)]
pub trait Clearable: Writable {}

#[diagnostic::do_not_recommend]
impl Clearable for Nullable {}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Nullable {}
    impl Sealed for super::NotNull {}
}

/// The handle of a property whose value is a `P`, without `Option` and `Box`.
///
/// `A` says what a patch may do with the property: [`Nullable`], [`NotNull`] or [`ReadOnly`].
///
/// Its `Display` writes the property's name. [`Filter`](crate::query::Filter) shows what it can be
/// compared with.
// The compiler shows the line of the type, and so the comment, where a property is compared with `==`.
#[rustfmt::skip]
pub struct PropertyPath<P, A = Nullable>(Named, Of<P, A>); // for `==` write `.eq(…)`, for `>` `.gt(…)`

type Of<P, A> = PhantomData<fn() -> (P, A)>;

/// A name, and the scope that it belongs to.
#[derive(Clone, Copy)]
struct Named {
    scope: PropertyScope,
    name: &'static str,
}

impl<P, A> PropertyPath<P, A> {
    /// Returns the name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// Returns the same property as a string. Services of OData 4.01 accept the bare names of an
    /// enumeration's members. Without this method, a member is written with its type name as a
    /// prefix.
    #[must_use]
    pub fn as_text(&self) -> PropertyPath<String> {
        self.0.scope.property(self.0.name)
    }

    pub(crate) fn scope(&self) -> PropertyScope {
        self.0.scope
    }
}

impl<P, A> Clone for PropertyPath<P, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, A> Copy for PropertyPath<P, A> {}

impl<P, A> fmt::Display for PropertyPath<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name)
    }
}

impl<P, A> fmt::Debug for PropertyPath<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyPath({self})")
    }
}

/// The handle of a navigation property. It leads to one entity `P`, or to a collection if `P` is a
/// `Vec`.
pub struct NavigationPropertyPath<P, A = Nullable>(PropertyPath<P, A>);

impl<P, A> NavigationPropertyPath<P, A> {
    /// Returns the name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// Returns the same handle as the handle of a property.
    pub(crate) fn as_property(&self) -> &PropertyPath<P, A> {
        &self.0
    }
}

impl<P, A> Clone for NavigationPropertyPath<P, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, A> Copy for NavigationPropertyPath<P, A> {}

impl<P, A> fmt::Display for NavigationPropertyPath<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P, A> fmt::Debug for NavigationPropertyPath<P, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationPropertyPath({self})")
    }
}

/// A value without properties is its own handle.
macro_rules! queryable_values {
    ($($value:ty),* $(,)?) => {
        $(
            #[diagnostic::do_not_recommend]
            impl $crate::description::property_path::Queryable for $value {
                type Properties = $crate::description::property_path::PropertyPath<Self>;

                fn properties(scope: $crate::description::property_path::PropertyScope) -> Self::Properties {
                    scope.value()
                }
            }
        )*
    };
}

pub(crate) use queryable_values;
