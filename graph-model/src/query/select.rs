//! `$select`: which properties are read.

use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{NavigationPropertyPath, PropertyPath};

mod sealed {
    use crate::description::{NavigationPropertyPath, PropertyPath};
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoSelect`](super::IntoSelect).
    pub trait Sealed {}

    impl<P> Sealed for PropertyPath<P> {}
    impl<P> Sealed for NavigationPropertyPath<P> {}
    impl<H> Sealed for NestedPropertyPath<H> {}
    impl<S: Sealed> Sealed for Vec<S> {}
    impl<S: Sealed, const N: usize> Sealed for [S; N] {}
}

/// Properties to select: a handle, or a tuple, array or `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be selected",
    label = "neither a property, nor a tuple or array of them",
    note = "name up to sixteen properties at once: `|user| (user.id, user.display_name)`"
)]
pub trait IntoSelect: sealed::Sealed {
    /// Adds the paths.
    #[doc(hidden)]
    fn add_to(self, paths: &mut Vec<Path>);
}

macro_rules! handles {
    ($($parameter:ident: $handle:ty),*) => {
        $(
            impl<$parameter> IntoSelect for $handle {
                fn add_to(self, paths: &mut Vec<Path>) {
                    paths.push(self.to_path());
                }
            }
        )*
    };
}

handles!(P: PropertyPath<P>, P: NavigationPropertyPath<P>, H: NestedPropertyPath<H>);

impl<S: IntoSelect> IntoSelect for Vec<S> {
    fn add_to(self, paths: &mut Vec<Path>) {
        for item in self {
            item.add_to(paths);
        }
    }
}

impl<S: IntoSelect, const N: usize> IntoSelect for [S; N] {
    fn add_to(self, paths: &mut Vec<Path>) {
        for item in self {
            item.add_to(paths);
        }
    }
}

macro_rules! tuple {
    ($($item:ident)*) => {
        impl<$($item: sealed::Sealed),*> sealed::Sealed for ($($item,)*) {}

        impl<$($item: IntoSelect),*> IntoSelect for ($($item,)*) {
            #[allow(non_snake_case, reason = "one variable per type, of its name")]
            fn add_to(self, paths: &mut Vec<Path>) {
                let ($($item,)*) = self;
                $($item.add_to(paths);)*
            }
        }
    };
}

super::tuples::each_tuple!(tuple);
