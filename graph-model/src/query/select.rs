//! `$select`: the properties that a query reads.

use super::lists::{lists, tuple_of_items};
use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{NavigationPropertyPath, PropertyPath};

mod sealed {
    use crate::description::{NavigationPropertyPath, PropertyPath};
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoSelect`](super::IntoSelect).
    pub trait Sealed {}

    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NavigationPropertyPath<P, A> {}
    impl<H> Sealed for NestedPropertyPath<H> {}
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
    ($([$($parameter:ident),+] $handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<$($parameter),+> IntoSelect for $handle {
                fn add_to(self, paths: &mut Vec<Path>) {
                    paths.push(self.to_path());
                }
            }
        )*
    };
}

handles!([P, A] PropertyPath<P, A>, [P, A] NavigationPropertyPath<P, A>, [H] NestedPropertyPath<H>);

lists!(IntoSelect of Path);
