//! The types that share methods: handles, paths to nested properties, and computed values.
//!
//! Each of them is a receiver of its own, because the methods of a type need no import.

/// Implements the same methods for several types.
macro_rules! implement {
    ($([$($generics:tt)*] $receiver:ty),+ => $methods:tt) => {
        $(
            impl<$($generics)*> $receiver $methods
        )+
    };
}

/// Implements methods for everything that has a value of this type: the handle of a property, the
/// path to a nested property, and a computed value.
macro_rules! for_expressions {
    ([$($generics:tt)*] $value:ty => $methods:tt) => {
        $crate::query::receivers::implement! {
            [$($generics)*, A] $crate::description::PropertyPath<$value, A>,
            [$($generics)*, A] $crate::query::path::NestedPropertyPath<$crate::description::PropertyPath<$value, A>>,
            [$($generics)*] $crate::query::expression::Expression<$value> => $methods
        }
    };
}

/// Implements methods for the handles of properties and relationships of this type, and for the
/// paths to nested ones.
macro_rules! for_handles {
    ([$($generics:tt)*] $value:ty => $methods:tt) => {
        $crate::query::receivers::implement! {
            [$($generics)*, A] $crate::description::PropertyPath<$value, A>,
            [$($generics)*, A] $crate::query::path::NestedPropertyPath<$crate::description::PropertyPath<$value, A>>,
            [$($generics)*, A] $crate::description::NavigationPropertyPath<$value, A>,
            [$($generics)*, A] $crate::query::path::NestedPropertyPath<$crate::description::NavigationPropertyPath<$value, A>> => $methods
        }
    };
}

pub(super) use {for_expressions, for_handles, implement};
