//! The operands of comparisons and functions: values, properties and computed values.
//!
//! OData URL Conventions 4.01, section 5.1.1.1. Two properties can be compared if their values are
//! of one kind; numbers of all types are (section 5.1.1.10, numeric promotion).

use std::borrow::Cow;

use super::expression::{Expression, ToTree};
use super::filter::Filter;
use super::instance::Instance;
use super::literal::literal;
use super::path::NestedPropertyPath;
use super::tree::Tree;
use crate::description::{PropertyPath, Queryable};
use crate::edm::Property;
use crate::edm::strings::{Binary, Date, DateTimeOffset, Duration, Guid, TimeOfDay};
use crate::patch::into_property::PropertyValue;

mod sealed {
    use crate::description::{PropertyPath, Queryable};

    /// Keeps other crates from making anything else [`Comparable`](super::Comparable).
    pub trait Sealed {}

    impl<P: Queryable<Properties: HandleOfValue<P>>> Sealed for P {}

    /// The handle of a whole value, rather than the handles of its properties.
    #[diagnostic::on_unimplemented(
        message = "values of `{P}` cannot be compared in a query",
        label = "not a primitive or enumeration type",
        note = "of a complex value compare the properties, with `of`"
    )]
    pub trait HandleOfValue<P> {}

    #[diagnostic::do_not_recommend]
    impl<P, A> HandleOfValue<P> for PropertyPath<P, A> {}
}

/// A type whose values can be compared: a primitive or an enumeration type, or a type of your own
/// whose [`Queryable`] implementation has `PropertyPath<Self>` as its `Properties`.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` cannot be compared in a query",
    label = "not a primitive or enumeration type",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "for a type of your own implement `graph_model::query::Queryable`, with `PropertyPath<Self>` as its `Properties`"
)]
pub trait Comparable: Property + sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl<P: Property + Queryable<Properties: sealed::HandleOfValue<P>>> Comparable for P {}

/// An operand where a value of type `P` is needed: a value that the setter of such a property
/// takes, a property of the same kind, or an [`Expression`].
#[diagnostic::on_unimplemented(
    message = "a property of type `{P}` cannot be compared with `{Self}`",
    label = "not a value of type `{P}`",
    note = "of a complex value compare the properties, with `of`; of a collection the items, with `any`",
    note = "two properties need values of one kind, such as two numbers; `cast_to` converts one of them",
    note = "a dynamic property has a type with `.typed::<String>()`; a property type of your own needs `graph_model::query::Queryable`",
    note = "write `is_null()` for `eq(None)`; a string becomes another value with `.parse()`, and a member of an enumeration with `.into()`"
)]
pub trait Operand<P>: Sized {
    /// Returns the operand, or the reason that it cannot be written.
    #[doc(hidden)]
    fn operand(self) -> Result<Tree, String>;
}

fn value<P: Property>(value: &impl PropertyValue<P>) -> Result<Tree, String> {
    literal::<P>(value).map(Tree::Literal)
}

#[diagnostic::do_not_recommend]
impl<P: Comparable> Operand<P> for P {
    fn operand(self) -> Result<Tree, String> {
        value::<P>(&self)
    }
}

#[diagnostic::do_not_recommend]
impl<P: Comparable> Operand<P> for &P {
    fn operand(self) -> Result<Tree, String> {
        value::<P>(&self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, P: Comparable> Operand<P> for &'a str
where
    &'a str: PropertyValue<P>,
{
    fn operand(self) -> Result<Tree, String> {
        value::<P>(&self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, P: Comparable> Operand<P> for &&'a str
where
    &'a str: PropertyValue<P>,
{
    fn operand(self) -> Result<Tree, String> {
        value::<P>(self)
    }
}

#[diagnostic::do_not_recommend]
impl<'a, P: Comparable> Operand<P> for Cow<'a, str>
where
    Cow<'a, str>: PropertyValue<P>,
{
    fn operand(self) -> Result<Tree, String> {
        value::<P>(&self)
    }
}

/// Values that the setter of another type takes.
macro_rules! values {
    ($($value:ty => $($property:ty)*;)*) => {
        $($(
            #[diagnostic::do_not_recommend]
            impl Operand<$property> for $value {
                fn operand(self) -> Result<Tree, String> {
                    value::<$property>(&self)
                }
            }
        )*)*
    };
}

values! {
    String => Binary Date DateTimeOffset Duration Guid TimeOfDay;
    &String => Binary Date DateTimeOffset Duration Guid TimeOfDay;
}

/// A type whose values are of one kind with those of `P`, so that one property can be compared with
/// the other.
#[diagnostic::on_unimplemented(
    message = "a value of type `{Self}` cannot be compared with one of type `{P}`",
    label = "not of type `{P}`",
    note = "convert one of them with `cast_to`"
)]
pub trait SameKind<P> {}

#[diagnostic::do_not_recommend]
impl<P> SameKind<P> for P {}

macro_rules! handles {
    ($([$($generics:tt)*] $handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<P: Comparable, Q: SameKind<P>, $($generics)*> Operand<P> for $handle {
                fn operand(self) -> Result<Tree, String> {
                    Ok(self.to_tree())
                }
            }
        )*
    };
}

handles!(
    [A] PropertyPath<Q, A>,
    [A] &PropertyPath<Q, A>,
    [A] NestedPropertyPath<PropertyPath<Q, A>>,
    [A] &NestedPropertyPath<PropertyPath<Q, A>>,
    [] Expression<Q>,
    [] &Expression<Q>
);

/// The item of a collection of primitive values.
#[diagnostic::do_not_recommend]
impl<P, Q> Operand<P> for &Instance<Q>
where
    P: Comparable,
    Q: SameKind<P> + Queryable<Properties = PropertyPath<Q>>,
{
    fn operand(self) -> Result<Tree, String> {
        Ok(self.to_tree())
    }
}

/// A condition is a Boolean value.
#[diagnostic::do_not_recommend]
impl Operand<bool> for Filter {
    fn operand(self) -> Result<Tree, String> {
        Ok(self.into_tree())
    }
}

/// An integer where a number with a fraction is needed.
macro_rules! integers {
    ($($number:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Operand<$number> for i32 {
                fn operand(self) -> Result<Tree, String> {
                    value::<Self>(&self)
                }
            }
        )*
    };
}

integers!(f32 f64);

/// Types, each with the others whose values are of the same kind.
macro_rules! same_kind {
    ($($ty:ty => $($other:ty)*;)*) => {
        $($(
            #[diagnostic::do_not_recommend]
            impl SameKind<$ty> for $other {}
        )*)*
    };
}

same_kind! {
    String => Box<str>;
    Box<str> => String;
    u8 => i8 i16 i32 i64 f32 f64;
    i8 => u8 i16 i32 i64 f32 f64;
    i16 => u8 i8 i32 i64 f32 f64;
    i32 => u8 i8 i16 i64 f32 f64;
    i64 => u8 i8 i16 i32 f32 f64;
    f32 => u8 i8 i16 i32 i64 f64;
    f64 => u8 i8 i16 i32 i64 f32;
}
