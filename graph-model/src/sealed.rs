//! What keeps traits from being implemented elsewhere, so that they can get further methods in any release.
//!
//! Traits that only the attributes implement are kept by `Members`, which is no part of the public interface.

use crate::query::{Expansion, Many, NavigationPath, Ordering, PropertyPath};

/// A type of this crate, or one that holds them.
pub trait Sealed {}

impl<P> Sealed for PropertyPath<P> {}
impl<P> Sealed for NavigationPath<P> {}
impl Sealed for Ordering {}
impl Sealed for Expansion {}
impl Sealed for Many {}
impl Sealed for String {}
impl<T: ?Sized> Sealed for &T {}
impl<T> Sealed for Vec<T> {}
impl<T, const N: usize> Sealed for [T; N] {}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*)?) => {
        $(
            impl<$first, $($rest),*> Sealed for ($first, $($rest,)*) {}

            tuples!($($rest)*);
        )?
    };
}

tuples!(A B C D E F G H I J K L M N O P);
