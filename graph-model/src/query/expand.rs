//! `$expand`: the related entities that a query reads along with the entity.

use super::error::QueryError;
use super::lists::{lists, tuple_of_items};
use super::options::Options;
use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{NavigationPropertyPath, PropertyScope};

mod sealed {
    use super::ExpandItem;
    use crate::description::NavigationPropertyPath;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`IntoExpand`](super::IntoExpand).
    pub trait Sealed {}

    impl Sealed for ExpandItem {}
    impl<P, A> Sealed for NavigationPropertyPath<P, A> {}
    impl<P, A> Sealed for NestedPropertyPath<NavigationPropertyPath<P, A>> {}
}

/// A navigation property to expand, with the options of a query for the related entities.
#[derive(Clone, Debug)]
#[must_use = "an expand item does nothing until it is part of a query"]
pub struct ExpandItem {
    path: Path,
    /// The part after the path: a cast, and options in parentheses.
    suffix: String,
    mistake: Option<QueryError>,
}

impl ExpandItem {
    /// The related entities, without options.
    fn whole(path: Path) -> Self {
        Self {
            path,
            suffix: String::new(),
            mistake: None,
        }
    }

    pub(super) fn with_options(
        path: Path,
        cast: Option<&str>,
        options: &Options,
        mistake: Option<QueryError>,
    ) -> Self {
        let options: Vec<String> = options
            .given()
            .map(|(name, value)| [name, "=", &value].concat())
            .collect();
        let mut suffix = String::new();
        if let Some(name) = cast {
            suffix.extend(["/", name]);
        }
        if !options.is_empty() {
            suffix.extend(["(", &options.join(";"), ")"]);
        }
        Self {
            path,
            suffix,
            mistake,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn nest(&mut self, scope: PropertyScope, outer: &Path) {
        self.path.nest(scope, outer);
    }

    pub(super) fn text(&self) -> String {
        [self.path.names(), &self.suffix].concat()
    }

    pub(super) fn mistake(&self) -> Option<QueryError> {
        self.mistake.clone()
    }
}

/// The argument of `expand`: a navigation property, an [`ExpandItem`], or a tuple, array or `Vec`
/// of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be expanded",
    label = "neither a navigation property, nor a tuple or array of them",
    note = "mark the field `#[graph(navigation)]` if it is a navigation property; other properties are selected"
)]
pub trait IntoExpand: sealed::Sealed {
    /// Adds the items.
    #[doc(hidden)]
    fn add_to(self, items: &mut Vec<ExpandItem>);
}

#[diagnostic::do_not_recommend]
impl IntoExpand for ExpandItem {
    fn add_to(self, items: &mut Vec<ExpandItem>) {
        items.push(self);
    }
}

macro_rules! handles {
    ($($handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<P, A> IntoExpand for $handle {
                fn add_to(self, items: &mut Vec<ExpandItem>) {
                    items.push(ExpandItem::whole(self.to_path()));
                }
            }
        )*
    };
}

handles!(
    NavigationPropertyPath<P, A>,
    NestedPropertyPath<NavigationPropertyPath<P, A>>
);

lists!(IntoExpand of ExpandItem);
